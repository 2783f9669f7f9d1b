import {
  afterWrite,
  textIn,
  type Attempt,
  type Call,
  type OrderRequest,
  type PlacedOrder,
  type Quote,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, sameMoney, type Refusal, type RefusalReason } from '@onebasket/core';
import { ORDER_CREATE, ORDER_CREATE_COST } from './admin-documents.ts';
import { cancelOrder } from './cancel.ts';
import { toQuote } from './cart-mapper.ts';
import { createCarts } from './carts.ts';
import { askAdmin } from './client.ts';
import { unusable } from './errors.ts';
import { gidIn } from './gid.ts';
import { toOrderInput } from './order-input.ts';
import { toPlacedOrder } from './order-mapper.ts';
import { merged } from './quotes.ts';
import { settingsOf } from './settings.ts';
import { fieldsOf, isObject, listIn } from './wire.ts';

const WRITE = { label: 'orderCreate', effect: 'write' } as const;

/**
 * Makes the order through the Admin API, for the figures that were agreed. Nothing checks prices there, so that a cart is asked once more before; and what
 * was made is compared with what was agreed, and cancelled on any difference.
 */
export async function createOrder(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Refusal> {
  const changed = await changesSince(request, call);
  if (changed) return changed;
  const { inventoryBehaviour } = settingsOf(call.connection);
  const variables = {
    order: toOrderInput(request, attempt.key, settingsOf(call.connection)),
    options: { inventoryBehaviour, sendReceipt: false, sendFulfillmentReceipt: false },
  };
  const { data } = await askAdmin({ ...WRITE, document: ORDER_CREATE, variables, cost: ORDER_CREATE_COST }, call);
  const payload = fieldsOf(data['orderCreate']);
  const [error] = listIn(payload['userErrors']);
  if (error && !isObject(payload['order'])) return toRefusal(error, request);
  const order = payload['order'];
  if (!isObject(order)) throw unusable('was answered without an order', WRITE);
  const placed = afterWrite(() => toPlacedOrder(order));
  const difference = compare(placed, request);
  if (!difference) return placed;
  await undo(order, call);
  return difference;
}

/** Prices and stock of this moment against the agreed ones. */
async function changesSince({ lines, address, quote }: OrderRequest, call: Call): Promise<Refusal | undefined> {
  const basket = { lines: merged(lines), destination: address };
  const [answer] = await createCarts([basket], call);
  if (!answer) throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'shopify: cartCreate gave no answer' });
  const now: Quote | Refusal = toQuote(answer.payload, { lines: basket.lines, isBinding: true });
  if (isRefusal(now)) return now;
  const soldOut = now.lines.filter(({ availability }) => availability === 'OUT_OF_STOCK').map(({ externalId }) => externalId);
  if (soldOut.length > 0) return refuse('out-of-stock', 'the shop has none left', { externalIds: soldOut });
  return sameMoney(now.total, quote.total)
    ? undefined
    : refuse('price-changed', 'the shop charges another total by now', { now: now.total });
}

/** Source: enum OrderCreateUserErrorCode, 2026-10. */
const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ['INVENTORY_CLAIM_FAILED', 'out-of-stock'],
  ['SHOP_DORMANT', 'closed'],
]);

function toRefusal(error: WireRecord, { lines }: OrderRequest): Refusal {
  const code = textIn(error['code']) ?? '';
  const field = Array.isArray(error['field']) ? error['field'].map(part => textIn(part) ?? '') : [];
  const line = field.includes('lineItems') ? lines[Number(field[field.indexOf('lineItems') + 1])] : undefined;
  const own = field.includes('variantId') ? 'not-found' : field.some(name => /address/i.test(name)) ? 'address-refused' : 'other';
  return refuse(
    REASONS.get(code) ?? own,
    `Shopify refused the order with ${/^\w{1,80}$/.test(code) ? code : 'an error without a code'}`,
    line ? { externalIds: [line.externalId] } : {},
  );
}

function compare(placed: PlacedOrder, { lines, quote }: OrderRequest): Refusal | undefined {
  const made = new Map(merged(placed.lines).map(({ externalId, quantity }) => [externalId, quantity]));
  const wanted = merged(lines);
  const missing = wanted.filter(({ externalId, quantity }) => made.get(gidIn(externalId, 'ProductVariant') ?? externalId) !== quantity);
  if (missing.length > 0 || made.size !== wanted.length) {
    return refuse('other', 'the shop made an order of other goods', { externalIds: missing.map(({ externalId }) => externalId) });
  }
  if (placed.total.currency !== quote.total.currency) return refuse('other', 'the shop made the order in another currency');
  return sameMoney(placed.total, quote.total)
    ? undefined
    : refuse('price-changed', 'the shop made the order for another total', { now: placed.total });
}

/** Whatever goes wrong here, an order stands that nobody wanted. */
async function undo(order: WireRecord, call: Call): Promise<void> {
  const id = gidIn(order['id'], 'Order') ?? '';
  try {
    const answer = await cancelOrder(id, 'made for other figures than agreed', call);
    if (!isRefusal(answer)) return;
  } catch (cause) {
    throw unusable('made an order for other figures than agreed, which could not be cancelled', WRITE, cause);
  }
  throw unusable('made an order for other figures than agreed, which cannot be cancelled', WRITE);
}
