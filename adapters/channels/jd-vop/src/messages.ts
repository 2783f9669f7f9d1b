import { integerIn, type Call, type Messages, type VendorEvent, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import pMap from 'p-map';
import { ask, read } from './client.ts';
import { failure } from './errors.ts';
import { orderById } from './read-order.ts';
import { filledIn, idIn, partIn, recordsIn } from './wire.ts';

/** What a message is about, by its type. */
const ABOUT_ORDERS: ReadonlySet<number | undefined> = new Set([1, 5, 10, 12, 13, 14, 15, 18, 23, 25, 26, 31, 108, 109, 110]);
const ABOUT_PRODUCTS: ReadonlySet<number | undefined> = new Set([2, 4, 6, 16, 17, 100]);
const ALL_TYPES = '1,2,4,5,6,10,11,12,13,14,15,16,17,18,23,25,26,28,31,49,50,100,102,108,109,110';

/** So many at once can be deleted in good time: JD takes one id at a time. */
const MOST_AT_ONCE = 40;
/** As many as JD hands out; a full hand means that more are waiting. */
const JD_PAGE = 100;
const CONCURRENCY = 4;
const HOUR_MS = 3_600_000;

/** JD keeps messages until they are deleted; they are hints, at least once and in no order. */
export const messages: Messages = { pull, acknowledge };

async function pull(call: Call): Promise<{ readonly events: readonly VendorEvent[]; readonly receipt?: string; readonly more: boolean }> {
  const waiting = recordsIn((await read(call, 'api/message/get', { type: ALL_TYPES })).result);
  const taken = waiting.slice(0, MOST_AT_ONCE);
  const events = await pMap(taken, async message => toEvent(await withRoot(message, call)), { concurrency: CONCURRENCY });
  const known = events.flatMap(event => event ?? []);
  const receipt = known.map(({ deliveryId }) => deliveryId).join(',');
  return { events: known, ...(receipt === '' ? {} : { receipt }), more: waiting.length > taken.length || waiting.length >= JD_PAGE };
}

/** Deletes what the receipt names. Deleting again what is gone does no harm. */
async function acknowledge(receipt: string, call: Call): Promise<void> {
  const ids = receipt.split(',').filter(id => /^\d{1,20}$/.test(id));
  await pMap(
    ids,
    async id => {
      const answer = await ask(call, 'api/message/del', { id });
      if (!answer.ok) throw failure('api/message/del', answer);
    },
    { concurrency: CONCURRENCY },
  );
}

/** One message as a hint. `undefined` for one without id, which nobody could acknowledge. */
export function toEvent(message: WireRecord): VendorEvent | undefined {
  const deliveryId = idIn(message['id']);
  if (deliveryId === undefined) return undefined;
  const type = integerIn(message['type']);
  const result = partIn(message['result']);
  if (ABOUT_ORDERS.has(type)) {
    const orderId = orderIdIn(result);
    if (orderId !== undefined) return { kind: 'order-changed', deliveryId, externalId: orderId };
  }
  if (ABOUT_PRODUCTS.has(type)) {
    const sku = idIn(result['skuId']);
    if (sku !== undefined) return { kind: 'product-changed', deliveryId, externalId: sku };
  }
  return { kind: 'ignored', deliveryId, what: `message of type ${filledIn(message['type']) ?? 'none'}` };
}

function orderIdIn(result: WireRecord): string | undefined {
  return idIn(result['pOrder']) ?? idIn(result['orderId']) ?? idIn(result['jdOrderId']);
}

/** Most messages name the part; the host knows the order that was placed. */
async function withRoot(message: WireRecord, call: Call): Promise<WireRecord> {
  const result = partIn(message['result']);
  const orderId = orderIdIn(result);
  if (orderId === undefined || !ABOUT_ORDERS.has(integerIn(message['type'])) || idIn(result['pOrder']) !== undefined) return message;
  return { ...message, result: { pOrder: await rootOf(orderId, call) } };
}

async function rootOf(orderId: string, call: Call): Promise<string> {
  try {
    return await call.memo(`jd-vop:root:${orderId}`, HOUR_MS, async () => (await orderById(orderId, call))?.parentId ?? orderId);
  } catch (error) {
    // A hint with the part's number is better than none: what matters is read again on a schedule.
    if (error instanceof AdapterError) return orderId;
    throw error;
  }
}
