import type { Call, ChannelOrderRef, ChannelOrderSnapshot } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { askGuestOrder, readGuestOrder } from './guest-order.ts';
import { askFulfilments, askMerchantOrder, readMerchantOrder } from './merchant-order.ts';
import { readNote } from './order-note.ts';
import { toSnapshot } from './order.ts';
import { hasToken } from './rest.ts';

/** The order as it stands, through the integration, or as its guest sees it (2.4.7 and later). */
export async function getOrder(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined> {
  if (hasToken(call)) {
    const order = await askMerchantOrder('increment_id', ref.externalId, 'order', call);
    if (!order) return undefined;
    const { entityId = '' } = readMerchantOrder(order);
    return toSnapshot(readMerchantOrder(order, await askFulfilments(entityId, 'order', call)));
  }
  const note = readNote(ref.note);
  if (!note) throw unseen('a guest is asked for e-mail address and name, and this order has none noted');
  const order = await askGuestOrder({ ...note, number: ref.externalId }, 'order', call);
  return order && toSnapshot(readGuestOrder(order, call));
}

function unseen(why: string): AdapterError {
  return new AdapterError('unauthorized', { message: `magento: order: ${why}; an integrationToken would open it`, outcome: 'not-done' });
}
