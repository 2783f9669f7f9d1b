import type { Call, ChannelOrderRef, ChannelOrderSnapshot } from '@onebasket/adapter-sdk';
import { invoke, isDone, isUnknown } from './client.ts';
import { discover, type Merchant } from './discovery.ts';
import { failure } from './errors.ts';
import { readNote } from './note.ts';
import { OPERATIONS } from './operations.ts';
import { toSnapshot } from './order-mapper.ts';
import { toPlacedOrder } from './placed-order.ts';
import { readSession } from './session.ts';
import { settingsOf } from './settings.ts';
import type { Checkout } from './wire-checkout.ts';
import { readOrder, type Order } from './wire-order.ts';

/**
 * The order as it stands, by its own id or by that of the session that was handed to the buyer; `undefined` while there is none. A merchant that serves no
 * orders is asked for the session.
 */
export async function getOrder(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined> {
  const merchant = await discover(call);
  const note = readNote(ref.note);
  if (note?.session !== ref.externalId) {
    const order = await readOrderById(call, merchant, ref.externalId);
    if (order) return snapshotOf(call, merchant, order, note?.currency);
  }
  const session = merchant.can('checkout') ? await readSession(call, merchant, note?.session ?? ref.externalId) : undefined;
  return session && snapshotOfSession(call, merchant, session);
}

async function snapshotOfSession(call: Call, merchant: Merchant, session: Checkout): Promise<ChannelOrderSnapshot | undefined> {
  const { currency } = session;
  const total = { minor: session.totals.total, currency };
  if (session.status === 'canceled') return { externalId: session.id, state: 'CANCELLED', total, fulfilments: [] };
  const placed = toPlacedOrder(session);
  if (!placed) return undefined;
  const order = await readOrderById(call, merchant, placed.externalId);
  if (order) return snapshotOf(call, merchant, order, currency);
  return {
    externalId: placed.externalId,
    state: 'PLACED',
    total,
    fulfilments: [],
    ...(placed.number === undefined ? {} : { number: placed.number }),
  };
}

async function readOrderById(call: Call, merchant: Merchant, id: string): Promise<Order | undefined> {
  const answer = await invoke(call, merchant, OPERATIONS.getOrder, { id });
  if (isUnknown(answer)) return undefined;
  if (!isDone(answer)) {
    throw failure(answer.status === 403 ? 'unauthorized' : 'invalid-response', `GET /orders/{id} was answered with ${answer.status}`);
  }
  const order = readOrder(answer.body, 'GET /orders/{id}');
  if (order.id !== id) throw failure('invalid-response', 'GET /orders/{id} sent another order');
  return order;
}

async function snapshotOf(
  call: Call,
  merchant: Merchant,
  order: Order,
  noted: Checkout['currency'] | undefined,
): Promise<ChannelOrderSnapshot> {
  let currency = order.currency ?? noted;
  let total = order.total;
  if (currency === undefined || total === undefined) {
    const session = order.checkoutId === undefined ? undefined : await readSession(call, merchant, order.checkoutId);
    currency ??= session?.currency ?? (settingsOf(call).currency as Checkout['currency'] | undefined);
    total ??= session?.totals.total;
  }
  if (currency === undefined || total === undefined) throw failure('invalid-response', 'GET /orders/{id} sent no total or no currency');
  return toSnapshot(order, currency, total);
}
