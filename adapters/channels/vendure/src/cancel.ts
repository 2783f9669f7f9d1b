import type { Call, Cancelled, ChannelOrderRef } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type Refusal } from '@onebasket/core';
import { requireAdmin, sendAsAdmin } from './admin.ts';
import { settingsOf } from './manifest.ts';
import { readByCode } from './order-by-code.ts';
import { readOrder, stateOf, type VendureOrder } from './order.ts';
import { refusalIn } from './refusals.ts';
import { afterChange, objectAt } from './wire.ts';

const CANCEL = /* GraphQL */ `
  mutation Cancel($input: CancelOrderInput!) {
    cancelOrder(input: $input) {
      __typename
      ... on Order {
        id
        state
      }
      ... on ErrorResult {
        errorCode
        message
      }
      ... on OrderStateTransitionError {
        transitionError
      }
    }
  }
`;

const VOID_PAYMENT = /* GraphQL */ `
  mutation VoidPayment($id: ID!) {
    cancelPayment(id: $id) {
      __typename
    }
  }
`;

/**
 * Cancels the whole order and lets go of payments that are only authorised; twice is the same as once.
 * What has been paid is given back by `refund`: the shop keeps the two apart.
 */
export async function cancel(ref: ChannelOrderRef, reason: string, call: Call): Promise<Cancelled | Refusal> {
  requireAdmin(call, 'cancelling');
  const order = await readAsAdmin(ref.externalId, call);
  if (!order) return refuse('not-found', 'the shop does not know this order');
  if (order.vendorState === 'Cancelled') return { status: 'cancelled' };
  // The shop would take a parcel on its way back off its books; it is still on its way.
  const state = stateOf(order);
  if (order.vendorState === 'PartiallyShipped' || state === 'SHIPPED' || state === 'DELIVERED') {
    return refuse('not-cancellable', 'it has been shipped');
  }
  const input = { orderId: order.id, reason, cancelShipping: true };
  const data = await sendAsAdmin(call, { label: 'cancel', document: CANCEL, variables: { input }, effect: 'write' });
  const refusal = afterChange(() => refusalIn(objectAt(data, 'cancelOrder'), 'cancel'));
  if (refusal) return { ...refusal, reason: 'not-cancellable' };
  await letGo(order, call);
  return { status: 'cancelled' };
}

/** The order by its code, as an administrator sees it. */
export async function readAsAdmin(code: string, call: Call): Promise<VendureOrder | undefined> {
  const answer = await readByCode(code, call);
  return answer === undefined || answer === 'hidden' ? undefined : readOrder(answer, settingsOf(call));
}

/** An authorisation that nobody lets go of blocks the buyer's money until it runs out; the cancellation stands either way. */
async function letGo(order: VendureOrder, call: Call): Promise<void> {
  for (const payment of order.payments.filter(({ state }) => state === 'Authorized')) {
    try {
      await sendAsAdmin(call, { label: 'void payment', document: VOID_PAYMENT, variables: { id: payment.id }, effect: 'write' });
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      call.log.warn('an authorised payment of a cancelled order was not let go', { order: order.code, reason: error.message });
    }
  }
}
