import { afterWrite, known, textIn, type Call, type Cancelled, type CancelPending, type ChannelOrderRef } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type Refusal } from '@onebasket/core';
import { featuresOf } from './features.ts';
import { said, send } from './graphql.ts';
import { askGuestOrder, readGuestOrder } from './guest-order.ts';
import { refusedAs } from './cart-refusals.ts';
import { askMerchantOrder, readMerchantOrder } from './merchant-order.ts';
import { readNote, type OrderNote } from './order-note.ts';
import { stateOf, type MagentoOrder } from './order.ts';
import { hasToken, restPost } from './rest.ts';
import { neededRecord, recordAt } from './wire.ts';

/**
 * Cancels through the integration, at once. A guest can only ask (2.4.7 and later, where the merchant allows it): the shop then sends an e-mail with a link
 * that the buyer has to follow.
 */
export async function cancel(ref: ChannelOrderRef, reason: string, call: Call): Promise<Cancelled | CancelPending | Refusal> {
  if (hasToken(call)) return cancelAsMerchant(ref, call);
  const note = readNote(ref.note);
  const { guestOrder, guestCancel } = await featuresOf(call);
  if (note && guestOrder && guestCancel) return askAsGuest(ref, note, reason, call);
  throw new AdapterError('misconfigured', { message: 'magento: cancelling needs the setting integrationToken', outcome: 'not-done' });
}

async function cancelAsMerchant(ref: ChannelOrderRef, call: Call): Promise<Cancelled | Refusal> {
  const found = await askMerchantOrder('increment_id', ref.externalId, 'cancel', call);
  if (!found) return refuse('not-found', 'the shop does not know this order');
  const order = readMerchantOrder(found);
  const settled = isSettled(order);
  if (settled) return settled;
  const answer = await restPost(`orders/${order.entityId}/cancel`, {}, 'cancel', call);
  if ('refused' in answer) return refuse('not-cancellable', answer.refused);
  // `false`: it is paid or shipped as a whole; there is nothing left to cancel.
  if (answer.value === true) return { status: 'cancelled' };
  if (answer.value === false) return refuse('not-cancellable', 'it has been paid for or shipped; money goes back by a refund');
  throw new AdapterError('invalid-response', { message: 'magento: cancel: neither yes nor no', outcome: 'unknown' });
}

async function askAsGuest(ref: ChannelOrderRef, note: OrderNote, reason: string, call: Call): Promise<Cancelled | CancelPending | Refusal> {
  const found = await askGuestOrder({ ...note, number: ref.externalId }, 'cancel', call);
  if (!found) return refuse('not-found', 'the shop does not know this order');
  const settled = isSettled(readGuestOrder(found, call));
  if (settled) return settled;
  const document = `
    mutation Cancel($input: GuestOrderCancelInput!) {
      requestGuestOrderCancel(input: $input) { error errorV2 { code message } order { number } }
    }`;
  const variables = { input: { token: textIn(found['token']) ?? '', reason } };
  const answer = await refusedAs('not-cancellable', () =>
    send(call, { label: 'cancel: requestGuestOrderCancel', document, variables, effect: 'write' }),
  );
  if ('status' in answer) return answer;
  return afterWrite(() => {
    const told = neededRecord(answer.data, 'requestGuestOrderCancel', 'cancel');
    const { code, message } = known({ code: textIn(recordAt(told, 'errorV2')['code']), message: said(told['error']) });
    return code !== undefined || message ? refuse('not-cancellable', message || `the shop says ${code}`) : { status: 'requested' };
  });
}

function isSettled(order: MagentoOrder): Cancelled | Refusal | undefined {
  const state = stateOf(order);
  if (state === 'CANCELLED') return { status: 'cancelled' };
  // Core cancels what is left of an order of which a part is on its way; that part would still arrive.
  const isShipped = order.lines.some(line => line.shipped > 0);
  return isShipped || state === 'REFUNDED'
    ? refuse('not-cancellable', isShipped ? 'it has been shipped' : 'it has been refunded')
    : undefined;
}
