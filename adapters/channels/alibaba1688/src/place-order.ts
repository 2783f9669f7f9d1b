import type { Attempt, Call, OrderRequest, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, sameMoney, type Refusal } from '@onebasket/core';
import { addressParam } from './address.ts';
import { aliasesIn, noteOf } from './aliases.ts';
import { cargoOf, offersOf, readBasket, type BasketLine } from './basket.ts';
import { cancelOrder } from './cancellation.ts';
import { APIS, callApi } from './client.ts';
import { invalidResponse, refusalOf } from './errors.ts';
import { toExternalId } from './offer-id.ts';
import { joinIds, standingOf, toPlacedOrder, type OrderView } from './order-view.ts';
import { payByAgreement } from './payment.ts';
import { readCreated, type Created } from './created-order.ts';
import { preview, type Preview } from './preview.ts';
import { findOrders, readOrder } from './read-orders.ts';
import { settingsOf } from './settings.ts';

/** 1688 takes so many SKUs in one order. */
const MOST_LINES = 50;

/**
 * Previews the order for the very address, and makes it when that is what the buyer agreed to. It is made once and never again from here: on anything but a
 * clean yes it is looked up by our number. An order that came out otherwise is cancelled, which costs nothing, for it is paid in a second step.
 */
export async function place(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Refusal> {
  if (request.lines.length > MOST_LINES) return refuse('limit-exceeded', `1688 takes ${MOST_LINES} variants in one order`);
  const address = addressParam(request.address, request.contact);
  if (isRefusal(address)) return address;
  const basket = readBasket(request.lines, await offersOf(request.lines, call), call);
  if (isRefusal(basket)) return basket;
  const previewed = await preview(basket, address, call);
  if (isRefusal(previewed)) return previewed;
  if (!sameMoney(previewed.total, request.quote.total))
    return refuse('price-changed', '1688 asks for another total than it quoted', { now: previewed.total });
  const note = noteOf(basket);
  if (note !== undefined) await attempt.remember(note);

  const { body } = await callApi(APIS.create, createParameters(request, basket, previewed, address, attempt.key, call), call);
  const made = await afterWrite(() => settle(readCreated(body), attempt.key, call));
  if (isRefusal(made)) return made;
  const difference = await afterWrite(() => undoUnlessAsAgreed(made, basket, request, call));
  if (difference) return difference;
  if (settingsOf(call).payment === 'agreement') await payByAgreement(made, call);
  const { lines, ...placed } = toPlacedOrder(made, aliasesIn(note));
  return {
    ...placed,
    lines: lines.length > 0 ? lines : basket.map(({ externalId, quantity }) => ({ externalId, quantity })),
  };
}

function createParameters(
  { notes }: OrderRequest,
  basket: readonly BasketLine[],
  { tradeTypes }: Preview,
  address: string,
  key: string,
  call: Call,
): Readonly<Record<string, string>> {
  const { flow, tradeType } = settingsOf(call);
  return {
    flow,
    addressParam: address,
    cargoParamList: cargoOf(basket),
    tradeType: tradeType !== undefined && tradeTypes.includes(tradeType) ? tradeType : (tradeTypes[0] ?? ''),
    outOrderId: key,
    // Red packets would change the total after it was agreed.
    useRedEnvelope: 'n',
    ...(notes ? { message: notes.slice(0, 500) } : {}),
  };
}

/** What was made, from the answer where it is clean, and otherwise from what 1688 has under our number. */
async function settle(created: Created, key: string, call: Call): Promise<readonly OrderView[] | Refusal> {
  if (created.orders) return created.orders;
  const found = standingOf(await findOrders(key, undefined, call));
  if (found.length > 0) return found;
  const views: OrderView[] = [];
  for (const orderId of created.mentioned) {
    const view = await readOrder(orderId, call);
    if (view) views.push(view);
  }
  if (views.length > 0) return views;
  if (created.error) return refusalOf(created.error, created.failedIds.length > 0 ? created.failedIds : undefined);
  throw invalidResponse('createCrossOrder answered neither an order nor a reason', 'unknown');
}

/** Everything that was asked for, nothing else, for the total that was agreed; else it is cancelled. */
async function undoUnlessAsAgreed(
  made: readonly OrderView[],
  basket: readonly BasketLine[],
  { quote }: OrderRequest,
  call: Call,
): Promise<Refusal | undefined> {
  const total = made.reduce((all, view) => all + view.total.minor, 0n);
  const isWhole = made.every(({ items }) => items.length === 0) || sameGoods(made, basket);
  if (isWhole && total === quote.total.minor) return undefined;
  for (const { orderId } of made) {
    const undone = await cancelOrder(orderId, call);
    if (isRefusal(undone)) throw invalidResponse(`made ${joinIds(made)} otherwise than agreed and does not cancel it`, 'unknown');
  }
  return isWhole
    ? refuse('price-changed', '1688 made the order for another total than it quoted', { now: { ...quote.total, minor: total } })
    : refuse('out-of-stock', '1688 made the order without some of the goods');
}

function sameGoods(made: readonly OrderView[], basket: readonly BasketLine[]): boolean {
  const count = (lines: readonly { readonly externalId: string; readonly quantity: number }[]) => {
    const counts = new Map<string, number>();
    for (const { externalId, quantity } of lines) counts.set(externalId, (counts.get(externalId) ?? 0) + quantity);
    return counts;
  };
  const wanted = count(
    basket.map(({ offer, sku, quantity }) => ({
      externalId: toExternalId({ offerId: offer.offerId, ...(sku ? { specId: sku.specId } : {}) }),
      quantity,
    })),
  );
  const got = count(made.flatMap(({ items }) => items));
  return wanted.size === got.size && [...wanted].every(([externalId, quantity]) => got.get(externalId) === quantity);
}

/** Runs what follows the making of an order: whatever fails in it leaves the whole in doubt, a mere read too. */
async function afterWrite<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AdapterError) || error.outcome === 'unknown') throw error;
    throw new AdapterError(error.code, { message: error.message, outcome: 'unknown', retryAfterMs: error.retryAfterMs, cause: error });
  }
}
