import type { Call } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { fromExternalId } from './external-id.ts';
import { VendureError } from './graphql.ts';
import { getListings } from './listings.ts';
import { settingsOf } from './manifest.ts';
import { ORDER_FIELDS, readOrder, type VendureOrder } from './order.ts';
import { lostBasket, refusalIn } from './refusals.ts';
import { openSession, type Session } from './session.ts';
import { countAt, objectAt, objectsAt, optionalObjectAt, unreadable, type Wire } from './wire.ts';

interface Line {
  readonly externalId: string;
  readonly quantity: number;
}

/** Mutations that run after the items are in, in the same document; each gives an order or an error member. */
export interface BasketStep {
  readonly name: 'setCustomerForOrder' | 'setOrderShippingAddress' | 'setOrderShippingMethod' | 'transitionOrderToState';
  readonly input: string;
  readonly variableType: string;
  readonly value: unknown;
}

/** A basket with everything in it that was asked for. Nobody sees it but its session; when that is forgotten, so is the basket. */
export interface Basket {
  readonly session: Session;
  /** As the last step has left it. */
  readonly order: VendureOrder;
}

/** Not all of it is to be had: how many pieces of which variants are left. */
export interface Shortage {
  readonly status: 'short';
  readonly left: ReadonlyMap<string, number>;
}

/**
 * Fills a basket in a session of its own and takes it through the steps, all in one request.
 * One `addItemsToOrder`, because two `addItemToOrder` in one document on a new session make two orders, of which one is lost.
 * As the session is new with every try, repeating it is harmless.
 */
export async function fillBasket(
  lines: readonly Line[],
  steps: readonly BasketStep[],
  label: string,
  call: Call,
): Promise<Basket | Shortage | Refusal> {
  if (lines.length === 0) return refuse('other', 'nothing was asked for');
  const wanted = piecesByVariant(lines);
  if (!wanted) return refuseUnknown(lines, call);
  const session = openSession(call, 'shop');
  const inputs = [...wanted].map(([productVariantId, quantity]) => ({ productVariantId, quantity }));

  let data: Wire;
  try {
    data = await session.send({ label, document: basketDocument(steps), variables: basketVariables(inputs, steps), effect: 'read' });
  } catch (error) {
    if (!(error instanceof VendureError)) throw error;
    if (error.vendorCode === 'ENTITY_NOT_FOUND' && error.field === 'addItemsToOrder') return refuseUnknown(lines, call);
    // A country that the shop does not know is an error to it, not a refusal.
    if (error.vendorCode === 'USER_INPUT_ERROR' && error.field === 'setOrderShippingAddress') {
      return refuse('not-deliverable', 'the shop does not deliver to this country');
    }
    throw error;
  }

  const added = objectAt(data, 'addItemsToOrder');
  let order = readOrder(objectAt(added, 'order'), settingsOf(call));
  const problem = readErrors(inputs, added, order, label);
  if (problem) return problem;
  // The server goes on after an error member, so the first one is the cause of those behind it.
  for (const { name } of steps) {
    const refusal = refusalIn(objectAt(data, name), label);
    if (refusal) return refusal;
    const next = readOrder(objectAt(data, name), settingsOf(call));
    if (next.code !== order.code) throw lostBasket(label);
    order = next;
  }
  const { token, cookies } = session.state();
  if (token === undefined && Object.keys(cookies).length === 0) throw unreadable(`${label}: the shop has begun no session`);
  assertHolds(order, wanted, label);
  return { session, order };
}

/** The basket as it stands now, read anew in its session. Throws `AdapterError('unavailable')` when it is not there any more. */
export function readActiveOrder(data: Wire, basket: Basket, label: string, call: Call): VendureOrder {
  const active = optionalObjectAt(data, 'activeOrder');
  const order = active && readOrder(active, settingsOf(call));
  if (order?.code !== basket.order.code || order.lines.length === 0) throw lostBasket(label);
  return order;
}

export function isShortage(value: Basket | Shortage | Refusal): value is Shortage {
  return 'status' in value && value.status === 'short';
}

/** Pieces per variant over all lines; `undefined` when a line names something that cannot be ours. */
export function piecesByVariant(lines: readonly Line[]): ReadonlyMap<string, number> | undefined {
  const pieces = new Map<string, number>();
  for (const line of lines) {
    const id = fromExternalId(line.externalId);
    if (!id) return undefined;
    pieces.set(id.variantId, (pieces.get(id.variantId) ?? 0) + line.quantity);
  }
  return pieces;
}

/** True when the order has exactly these pieces. */
export function holds(order: VendureOrder, wanted: ReadonlyMap<string, number>): boolean {
  const held = new Map<string, number>();
  for (const line of order.lines) held.set(line.variantId, (held.get(line.variantId) ?? 0) + line.quantity);
  return held.size === wanted.size && [...wanted].every(([variantId, quantity]) => held.get(variantId) === quantity);
}

function assertHolds(order: VendureOrder, wanted: ReadonlyMap<string, number>, label: string): void {
  if (!holds(order, wanted)) throw unreadable(`${label}: the basket does not hold what was put in`);
}

function basketDocument(steps: readonly BasketStep[]): string {
  const variables = steps.map(step => `, $${step.name}: ${step.variableType}`).join('');
  const mutations = steps.map(({ name, input }) => {
    const more = name === 'transitionOrderToState' ? '... on OrderStateTransitionError { transitionError }' : '';
    return `${name}(${input}: $${name}) { __typename ...OrderFields ... on ErrorResult { errorCode message } ${more} }`;
  });
  return `
    mutation FillBasket($items: [AddItemInput!]!${variables}) {
      addItemsToOrder(inputs: $items) {
        order { ...OrderFields }
        errorResults {
          __typename
          ... on ErrorResult { errorCode message }
          ... on InsufficientStockError { quantityAvailable }
          ... on OrderInterceptorError { interceptorError }
        }
      }
      ${mutations.join('\n')}
    }
    ${ORDER_FIELDS}`;
}

function basketVariables(items: readonly unknown[], steps: readonly BasketStep[]): Record<string, unknown> {
  return { items, ...Object.fromEntries(steps.map(step => [step.name, step.value])) };
}

/**
 * The errors do not say which item they are about, but come in the order of the items that failed.
 * An item of which too few are left is in the basket all the same, with what was left: that basket is given up.
 */
function readErrors(
  inputs: readonly { productVariantId: string; quantity: number }[],
  added: Wire,
  order: VendureOrder,
  label: string,
): Shortage | Refusal | undefined {
  const errors = objectsAt(added, 'errorResults');
  if (errors.length === 0) return undefined;
  const inBasket = new Map(order.lines.map(line => [line.variantId, line.quantity]));
  const failed = inputs.filter(input => inBasket.get(input.productVariantId) !== input.quantity);
  const left = new Map<string, number>();
  for (const [index, error] of errors.entries()) {
    const variantId = failed[index]?.productVariantId;
    if (error['errorCode'] !== 'INSUFFICIENT_STOCK_ERROR') return refusalIn(error, label);
    if (variantId !== undefined) left.set(variantId, countAt(error, 'quantityAvailable'));
  }
  return { status: 'short', left };
}

async function refuseUnknown(lines: readonly Line[], call: Call): Promise<Refusal> {
  const ids = lines.map(line => line.externalId);
  const listings = await getListings(ids, call);
  const externalIds = ids.filter((_, index) => listings[index] === undefined);
  return refuse('not-found', 'the shop does not sell this (any more)', externalIds.length > 0 ? { externalIds } : {});
}
