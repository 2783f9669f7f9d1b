import type { Attempt, Call, OrderRequest, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, sameMoney, type Refusal } from '@onebasket/core';
import { areaOf } from './area.ts';
import { ask } from './client.ts';
import { failure, inDoubt, invalidResponse, said, type VopNo } from './errors.ts';
import { submitForm } from './order-form.ts';
import { toPlacedOrder } from './order-mapper.ts';
import { nextNumber, numberOf } from './our-number.ts';
import { getQuotes } from './quotes.ts';
import { orderById, orderByOurNumber } from './read-order.ts';
import { settingsOf } from './settings.ts';
import { partIn } from './wire.ts';
import { readOrder, type VopOrder } from './wire-order.ts';

/**
 * Reserves under our own number, compares what JD made with what was agreed, and confirms; on any difference the reservation is cancelled, which JD allows
 * until it is confirmed. A try that broke off in between left a reservation at most: the next one finds it by our number and goes on with it.
 */
export async function place(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Refusal> {
  const begun = attempt.note === undefined ? undefined : await orderByOurNumber(numberOf(attempt), call);
  if (begun?.root.isValid) return begun.root.isConfirmed ? toPlacedOrder(begun.root, 'ACCEPTED') : settle(begun.root, request, call);
  // A number under which an order was cancelled is not used again.
  const thirdOrder = begun ? nextNumber(numberOf(attempt)) : numberOf(attempt);
  const area = await areaOf(request.address, call);
  if (!area) return refuse('address-refused', 'JD does not know this place');
  const form = submitForm(request, thirdOrder, area, settingsOf(call));
  if (isRefusal(form)) return form;
  await attempt.remember(thirdOrder);
  const answer = await ask(call, 'api/order/submitOrder', form, 'write');
  if (answer.ok) return settle(readMade(answer.result), request, call);
  // Our number may have been taken by a try whose answer was lost.
  const made = await inDoubt(() => orderByOurNumber(thirdOrder, call));
  if (made?.root.isValid) return made.root.isConfirmed ? toPlacedOrder(made.root, 'ACCEPTED') : settle(made.root, request, call);
  return explain(answer, request, call);
}

function readMade(result: unknown): VopOrder {
  try {
    return readOrder(partIn(result));
  } catch {
    throw invalidResponse('submitOrder said yes and sent no order', 'unknown');
  }
}

/** From a reservation to an order, or back to nothing. */
async function settle(order: VopOrder, request: OrderRequest, call: Call): Promise<PlacedOrder | Refusal> {
  const difference = differenceOf(order, request);
  if (difference) {
    await inDoubt(() => undo(order.id, call));
    return difference;
  }
  const answer = await inDoubt(() => ask(call, 'api/order/confirmOrder', { jdOrderId: order.id }, 'write'));
  if (answer.ok) return toPlacedOrder(order, 'ACCEPTED');
  return inDoubt(async () => {
    // A confirmation whose answer was lost is refused the second time.
    const now = await orderById(order.id, call);
    if (now?.root.isValid && now.root.isConfirmed) return toPlacedOrder(order, 'ACCEPTED');
    if (now?.root.isValid) await undo(order.id, call);
    return refuse('other', `JD did not confirm the order: ${said(answer)}`);
  });
}

function differenceOf(order: VopOrder, { lines, quote }: OrderRequest): Refusal | undefined {
  if (!order.payable) return refuse('other', 'JD names no total for the order');
  const made = new Map<string, number>();
  for (const { skuId, quantity, isExtra } of order.lines) if (!isExtra) made.set(skuId, (made.get(skuId) ?? 0) + quantity);
  const wanted = new Map<string, number>();
  for (const { externalId, quantity } of lines) wanted.set(externalId, (wanted.get(externalId) ?? 0) + quantity);
  const missing = [...wanted].filter(([id, quantity]) => made.get(id) !== quantity).map(([id]) => id);
  if (missing.length > 0) return refuse('not-found', 'JD made an order without some of the goods', { externalIds: missing });
  if (made.size !== wanted.size) return refuse('other', 'JD put other goods into the order');
  return sameMoney(order.payable, quote.total)
    ? undefined
    : refuse('price-changed', 'JD charges another total than it quoted', { now: order.payable });
}

/** Gives a reservation back. */
async function undo(orderId: string, call: Call): Promise<void> {
  const answer = await ask(call, 'api/order/cancel', { jdOrderId: orderId }, 'write');
  if (!answer.ok && (await orderById(orderId, call))?.root.isValid) throw failure('api/order/cancel', answer, 'unknown');
}

/** JD's numbers of refusals are not published: what is short or costs another price now is read again, and told. */
async function explain(no: VopNo, { lines, address, quote }: OrderRequest, call: Call): Promise<Refusal> {
  const [now] = await getQuotes([{ lines, destination: address }], call).catch((error: unknown) => {
    if (!(error instanceof AdapterError)) throw error;
    return [];
  });
  if (isRefusal(now)) return now;
  const short = now?.lines.filter(({ availability }) => availability === 'OUT_OF_STOCK') ?? [];
  const [first] = short;
  if (first) {
    return refuse('out-of-stock', `JD has too few of it: ${said(no)}`, {
      ...(first.stock === undefined ? {} : { available: first.stock }),
      externalIds: short.map(({ externalId }) => externalId),
    });
  }
  if (now && !sameMoney(now.total, quote.total)) return refuse('price-changed', `the price moved: ${said(no)}`, { now: now.total });
  return refuse('other', `JD refused the order: ${said(no)}`);
}
