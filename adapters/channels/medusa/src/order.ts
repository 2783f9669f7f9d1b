import type { ChannelOrderState, PlacedOrder } from '@onebasket/adapter-sdk';
import { add, compareMoney, zero, type Money } from '@onebasket/core';
import { moneyAt, requiredCurrencyOf } from './money.ts';
import { integerAt, objectsAt, optionalObjectAt, requiredTextAt, textAt, unreadable, type Wire } from './wire.ts';

/** `status` stays `pending` through shipping and delivery; the truth is in the other two. */
const BY_STATUS: ReadonlyMap<string, ChannelOrderState> = new Map([
  ['canceled', 'CANCELLED'],
  ['completed', 'COMPLETED'],
  ['archived', 'COMPLETED'],
  ['draft', 'PENDING'],
  ['requires_action', 'PENDING'],
]);

const BY_FULFILMENT: ReadonlyMap<string, ChannelOrderState> = new Map([
  ['fulfilled', 'ACCEPTED'],
  ['partially_fulfilled', 'ACCEPTED'],
  ['shipped', 'SHIPPED'],
  ['partially_shipped', 'SHIPPED'],
  ['partially_delivered', 'SHIPPED'],
  ['delivered', 'DELIVERED'],
]);

/** What the order's three states say together; a word that is not known says nothing. */
export function stateOf(order: Wire): ChannelOrderState {
  const status = BY_STATUS.get(textAt(order, 'status') ?? '');
  if (status !== undefined) return status;
  if (textAt(order, 'payment_status') === 'refunded') return 'REFUNDED';
  return BY_FULFILMENT.get(textAt(order, 'fulfillment_status') ?? '') ?? 'PLACED';
}

/**
 * What the order was placed for. Medusa's own `total` falls with every refund and every return, and `original_order_total` with the second refund: the
 * larger of what is left with what was given back and the latter is it.
 */
export function totalOf(order: Wire): Money {
  const currency = requiredCurrencyOf(order);
  const left = moneyAt(order, 'total', currency);
  const original = moneyAt(optionalObjectAt(order, 'summary'), 'original_order_total', currency);
  const whole = left && add(left, refundedOf(order) ?? zero(currency));
  const total = whole && original && compareMoney(original, whole) > 0 ? original : (whole ?? original);
  if (total === undefined || total.minor < 0n) throw unreadable('the total of an order is no amount');
  return total;
}

/** What has been given back, where the order tells. */
export function refundedOf(order: Wire): Money | undefined {
  const refunded = moneyAt(optionalObjectAt(order, 'summary'), 'refunded_total', requiredCurrencyOf(order));
  return refunded !== undefined && refunded.minor > 0n ? refunded : undefined;
}

/** The number that people at the shop use. */
export function numberOf(order: Wire): { readonly number?: string } {
  const number = textAt(order, 'custom_display_id') ?? textAt(order, 'display_id');
  return number === undefined ? {} : { number };
}

/** The order that a completed basket has become. */
export function toPlacedOrder(order: Wire): PlacedOrder {
  const currency = requiredCurrencyOf(order);
  return {
    status: 'placed',
    externalId: requiredTextAt(order, 'id'),
    ...numberOf(order),
    state: stateOf(order),
    lines: objectsAt(order, 'items').map(item => {
      const total = moneyAt(item, 'total', currency);
      return {
        externalId: textAt(item, 'variant_id') ?? requiredTextAt(item, 'id'),
        quantity: integerAt(item, 'quantity') ?? 0,
        ...(total === undefined || total.minor < 0n ? {} : { total }),
      };
    }),
    total: totalOf(order),
  };
}
