import type { Attempt, Call, OrderRequest, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, sameMoney, type Refusal } from '@onebasket/core';
import { readItems, type Item } from './catalogue.ts';
import { ask, isOk } from './client.ts';
import { afterWrite, errorCodeOf, failure, invalidParametersOf, invalidResponse, type WooAnswer } from './errors.ts';
import { toExternalId } from './external-id.ts';
import { ordersWithKey } from './find-order.ts';
import { refOf, toOrderBody } from './order-body.ts';
import { toPlacedOrder } from './order-mapper.ts';
import { settingsOf } from './settings.ts';
import { readOrder, type WireOrder } from './wire-order.ts';

/**
 * Makes the order at once in its final status, compares what the shop made with what was agreed, and cancels it on any difference.
 * One request, so a crash leaves either nothing or an order that `find` finds; a pending order that is raised later would leave a third case.
 */
export async function place(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Refusal> {
  const body = toOrderBody(request, attempt.key, settingsOf(call));
  const answer = await ask(call, { method: 'POST', path: '/orders', body });
  if (!isOk(answer)) return refusedOrder(answer, attempt.key, call);
  const order = readMade(answer);
  const difference = compare(order, request) ?? (await oversold(request, call));
  if (!difference) return toPlacedOrder(order);
  await afterWrite(() => undo(call, order.id));
  return difference;
}

function readMade(answer: WooAnswer): WireOrder {
  try {
    return readOrder(answer.body, 'POST /orders');
  } catch (cause) {
    throw invalidResponse('POST /orders said yes and sent no order', 'unknown', cause);
  }
}

/** The shop takes anything and says 201: unknown products become lines of nothing, sold-out goods go below zero, prices are those of this second. */
function compare(order: WireOrder, { lines, quote }: OrderRequest): Refusal | undefined {
  // A refusal, since trying again would only make and cancel one more.
  if (order.total.currency !== quote.total.currency)
    return refuse('other', `the shop charges in ${order.total.currency}, its prices were read as ${quote.total.currency}`);
  const wanted = countByItem(lines.map(line => ({ ...refOf(line.externalId), quantity: line.quantity })));
  const made = countByItem(
    order.lines.map(line => ({
      ...line,
      variationId:
        line.variationId ??
        lines.map(({ externalId }) => refOf(externalId)).find(ref => ref.productId === line.productId)?.variationId ??
        0,
    })),
  );
  const missing = [...wanted].filter(([externalId, quantity]) => made.get(externalId) !== quantity).map(([externalId]) => externalId);
  if (missing.length > 0) return refuse('not-found', 'the shop made an order without some of the goods', { externalIds: missing });
  if (made.size !== wanted.size) return refuse('other', 'the shop put other goods into the order');
  if (order.total.minor < 0n) return refuse('other', 'the shop charges less than nothing');
  if (!sameMoney(order.total, quote.total))
    return refuse('price-changed', 'the shop charges another total than it quoted', { now: order.total });
  const standing: readonly string[] = ['pending', 'on-hold', 'processing', 'completed'];
  return standing.includes(order.status) ? undefined : refuse('other', `the shop made the order as ${order.status}`);
}

function countByItem(
  lines: readonly { readonly productId: number; readonly variationId?: number; readonly quantity: number }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { productId, variationId, quantity } of lines) {
    const id = toExternalId({ productId, ...(variationId ? { variationId } : {}) });
    counts.set(id, (counts.get(id) ?? 0) + quantity);
  }
  return counts;
}

/** Where another buyer may have had the last pieces between quote and order, the count is read again: an order never looks at it, and below zero somebody goes without. */
const NEARLY_GONE = 5;

async function oversold({ lines, quote }: OrderRequest, call: Call): Promise<Refusal | undefined> {
  const scarce = lines.filter(({ externalId, quantity }) => {
    const quoted = quote.lines.find(line => line.externalId === externalId);
    return quoted?.stock !== undefined && quoted.availability !== 'BACKORDER' && quoted.stock - quantity < NEARLY_GONE;
  });
  if (scarce.length === 0) return undefined;
  const items = await readAgain(
    call,
    scarce.map(({ externalId }) => externalId),
  );
  const short = scarce.flatMap(({ externalId, quantity }) => {
    const item = items.get(externalId);
    const counter = item?.product.managesStock === 'parent' ? item.parent : item?.product;
    const count = counter?.managesStock ? counter.stockQuantity : undefined;
    return count !== undefined && count < 0 && !counter?.backorders ? [{ externalId, available: Math.max(0, count + quantity) }] : [];
  });
  const [first] = short;
  return (
    first &&
    refuse('out-of-stock', 'somebody else had the last pieces', {
      available: first.available,
      externalIds: short.map(({ externalId }) => externalId),
    })
  );
}

/** The order stands as agreed: a shop that cannot be read right now is no reason to take it back. */
async function readAgain(call: Call, externalIds: readonly string[]): Promise<ReadonlyMap<string, Item>> {
  try {
    return await readItems(call, externalIds);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    call.log.warn('stock could not be read again after an order', { what: error.message });
    return new Map();
  }
}

/** Cancelling gives the goods back to the shelf; deleting would not. */
async function undo(call: Call, orderId: number): Promise<void> {
  const label = 'PUT /orders/{id} to undo an order';
  const answer = await ask(call, { method: 'PUT', path: `/orders/${orderId}`, body: { status: 'cancelled' } });
  if (!isOk(answer)) throw failure(answer, label, true);
  const { status } = readOrder(answer.body, label);
  if (status !== 'cancelled') throw invalidResponse(`${label} left it ${status}`, 'unknown');
}

/** A "no" of the shop in our words. Some of its refusals leave the order behind, pending: whatever carries our key is undone before we say no. */
async function refusedOrder(answer: WooAnswer, key: string, call: Call): Promise<Refusal> {
  if (
    answer.status >= 500 ||
    answer.status === 401 ||
    answer.status === 403 ||
    answer.status === 404 ||
    answer.status === 408 ||
    answer.status === 429
  )
    throw failure(answer, 'POST /orders', true);
  const code = errorCodeOf(answer.body) ?? '';
  // Parameters are checked before anything is made.
  if (code !== 'rest_invalid_param') {
    await afterWrite(async () => {
      for (const left of await ordersWithKey(call, key, call.now().toISOString()))
        if (left.status !== 'cancelled') await undo(call, left.id);
    });
  }
  const parameters = invalidParametersOf(answer.body);
  if (parameters.some(name => name === 'billing' || name === 'shipping'))
    return refuse('address-refused', 'the shop does not accept the address or the e-mail');
  if (code === 'woocommerce_rest_invalid_coupon') return refuse('coupon-refused', 'the shop does not accept the coupon');
  if (/out_of_stock|not_enough_stock/.test(code)) return refuse('out-of-stock', 'the shop has too few of it');
  return refuse(
    'other',
    `the shop refused the order with ${answer.status}${code && ` ${code}`}${parameters.length > 0 ? `: ${parameters.join(', ')}` : ''}`,
  );
}
