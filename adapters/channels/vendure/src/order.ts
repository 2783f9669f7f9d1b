import { instantIn, type Availability, type ChannelOrderState } from '@onebasket/adapter-sdk';
import { sum, type Money } from '@onebasket/core';
import { readStockLevel } from './availability.ts';
import { toExternalId } from './external-id.ts';
import type { VendureSettings } from './manifest.ts';
import { moneyBeside } from './money.ts';
import { countAt, idAt, objectAt, objectsAt, optionalObjectsAt, optionalTextAt, textAt, unreadable, type Wire } from './wire.ts';

/**
 * What is asked of an order in either API, as a basket and afterwards. `lines` is always among it:
 * a server may fail on totals that are asked for without them, *after* it has made the change.
 */
export const ORDER_FIELDS = /* GraphQL */ `
  fragment OrderFields on Order {
    __typename
    id
    code
    state
    updatedAt
    orderPlacedAt
    currencyCode
    totalWithTax
    shippingWithTax
    lines {
      id
      quantity
      orderPlacedQuantity
      unitPriceWithTax
      discountedUnitPriceWithTax
      proratedLinePriceWithTax
      discounts {
        adjustmentSource
        type
        description
        amountWithTax
      }
      productVariant {
        id
        productId
        name
        stockLevel
      }
    }
    shippingLines {
      shippingMethod {
        id
        code
        name
      }
    }
    payments {
      id
      state
      amount
      refunds {
        id
        state
        total
        reason
      }
    }
  }
`;

export interface VendureLine {
  readonly id: string;
  readonly externalId: string;
  readonly variantId: string;
  readonly title: string;
  readonly quantity: number;
  /** As ordered: cancelling takes `quantity` down to 0. */
  readonly placedQuantity: number;
  readonly listPrice: Money;
  readonly unitPrice: Money;
  /** After every discount, those of the whole order included: the parts add up to the total before shipping. */
  readonly subtotal: Money;
  readonly discounts: readonly { readonly source: string; readonly type: string; readonly description: string; readonly saved: Money }[];
  readonly availability: Availability;
  readonly stock?: number;
}

export interface VendurePayment {
  readonly id: string;
  readonly state: string;
  readonly amount: Money;
  readonly refunds: readonly { readonly id: string; readonly state: string; readonly total: Money; readonly reason: string | undefined }[];
}

/** An order (a basket is one too) as the shop tells of it; all amounts with tax. */
export interface VendureOrder {
  readonly id: string;
  readonly code: string;
  readonly vendorState: string;
  readonly placedAt: string | undefined;
  readonly updatedAt: string | undefined;
  readonly total: Money;
  readonly shipping: Money;
  readonly shippingMethods: readonly { readonly id: string; readonly code: string; readonly title: string }[];
  readonly lines: readonly VendureLine[];
  readonly payments: readonly VendurePayment[];
}

/** Throws `AdapterError('invalid-response')` when it is no order, or one in a currency that is not the connection's. */
export function readOrder(order: Wire, settings: VendureSettings): VendureOrder {
  const money = moneyBeside(order, settings);
  const total = money.at(order, 'totalWithTax');
  if (total.minor < 0n) throw unreadable('totalWithTax is below zero');
  return {
    id: idAt(order, 'id'),
    code: textAt(order, 'code'),
    vendorState: textAt(order, 'state'),
    placedAt: optionalTextAt(order, 'orderPlacedAt'),
    updatedAt: instantIn(order['updatedAt']),
    total,
    shipping: money.at(order, 'shippingWithTax'),
    shippingMethods: objectsAt(order, 'shippingLines').map(line => {
      const method = objectAt(line, 'shippingMethod');
      return { id: idAt(method, 'id'), code: textAt(method, 'code'), title: textAt(method, 'name') };
    }),
    lines: objectsAt(order, 'lines').map(line => {
      const variant = objectAt(line, 'productVariant');
      const variantId = idAt(variant, 'id');
      return {
        id: idAt(line, 'id'),
        externalId: toExternalId({ productId: idAt(variant, 'productId'), variantId }),
        variantId,
        title: textAt(variant, 'name'),
        quantity: countAt(line, 'quantity'),
        placedQuantity: countAt(line, 'orderPlacedQuantity'),
        listPrice: money.at(line, 'unitPriceWithTax'),
        unitPrice: money.at(line, 'discountedUnitPriceWithTax'),
        subtotal: money.at(line, 'proratedLinePriceWithTax'),
        discounts: objectsAt(line, 'discounts').map(discount => {
          const amount = money.at(discount, 'amountWithTax');
          return {
            source: textAt(discount, 'adjustmentSource'),
            type: textAt(discount, 'type'),
            description: textAt(discount, 'description'),
            saved: { ...amount, minor: -amount.minor },
          };
        }),
        ...readStockLevel(textAt(variant, 'stockLevel')),
      };
    }),
    payments: optionalObjectsAt(order, 'payments').map(payment => ({
      id: idAt(payment, 'id'),
      state: textAt(payment, 'state'),
      amount: money.at(payment, 'amount'),
      refunds: objectsAt(payment, 'refunds').map(refund => ({
        id: idAt(refund, 'id'),
        state: textAt(refund, 'state'),
        total: money.at(refund, 'total'),
        reason: optionalTextAt(refund, 'reason'),
      })),
    })),
  };
}

const STATES: ReadonlyMap<string, ChannelOrderState> = new Map([
  ['Created', 'PENDING'],
  ['Draft', 'PENDING'],
  ['AddingItems', 'PENDING'],
  ['ArrangingPayment', 'PENDING'],
  ['PaymentAuthorized', 'PLACED'],
  ['PaymentSettled', 'PLACED'],
  ['Modifying', 'ACCEPTED'],
  ['ArrangingAdditionalPayment', 'ACCEPTED'],
  // A part of it is on its way; its parcels say which.
  ['PartiallyShipped', 'ACCEPTED'],
  ['Shipped', 'SHIPPED'],
  ['PartiallyDelivered', 'SHIPPED'],
  ['Delivered', 'DELIVERED'],
  ['Cancelled', 'CANCELLED'],
]);

/** The order's state in our words. A shop may add states of its own: those of a placed order read as placed. */
export function stateOf(order: VendureOrder): ChannelOrderState {
  const refunded = refundedOf(order);
  if (order.vendorState !== 'Cancelled' && refunded.minor > 0n && refunded.minor >= order.total.minor) return 'REFUNDED';
  return STATES.get(order.vendorState) ?? (order.placedAt === undefined ? 'PENDING' : 'PLACED');
}

/** Placed means paid for as far as the shop asks for it: from then on it is an order and no basket. */
export function isPlaced(order: VendureOrder): boolean {
  return order.placedAt !== undefined && stateOf(order) !== 'PENDING';
}

/** What was to be paid. Cancelling sets every total to zero; what was paid, or authorised, still stands then. */
export function totalOf(order: VendureOrder): Money {
  if (order.vendorState !== 'Cancelled') return order.total;
  const standing = order.payments.filter(payment => payment.state !== 'Declined' && payment.state !== 'Error');
  return sum(
    standing.map(payment => payment.amount),
    order.total.currency,
  );
}

/** What has really gone back; a refund may still be waiting, or have failed. */
export function refundedOf(order: VendureOrder): Money {
  const settled = order.payments.flatMap(payment => payment.refunds).filter(refund => refund.state === 'Settled');
  return sum(
    settled.map(refund => refund.total),
    order.total.currency,
  );
}
