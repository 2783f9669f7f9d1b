import { addressView, type Address } from './address.ts';
import { requirePermission, type Caller } from './caller.ts';
import { variantView } from './catalogue.ts';
import { moneyView, taxedOf, taxedView, type Taxed } from './exact.ts';
import { globalId } from './ids.ts';
import type { ChannelOption } from './options.ts';
import type { Shop, Variant } from './shop.ts';
import { chargedOf, coverOf, transactionView, type Transaction } from './transaction.ts';

export interface OrderLine {
  readonly id: string;
  readonly variant: Variant;
  readonly quantity: number;
  shipped: number;
  readonly unit: Taxed;
  readonly total: Taxed;
  readonly list: number;
  /** What the catalogue's promotion took off one piece. */
  readonly promotion: number;
}

export interface Parcel {
  readonly id: number;
  readonly ordinal: number;
  status: 'FULFILLED' | 'CANCELED';
  trackingNumber: string;
  readonly created: Date;
  readonly lines: readonly { readonly line: OrderLine; readonly quantity: number }[];
}

export interface Grant {
  readonly id: number;
  readonly amount: number;
  readonly reason: string;
  readonly transaction: Transaction | undefined;
  status: 'NONE' | 'PENDING' | 'SUCCESS' | 'FAILURE';
}

export interface Order {
  readonly key: string;
  readonly number: string;
  readonly basketKey: string;
  readonly channel: ChannelOption;
  readonly created: Date;
  updated: Date;
  status: 'UNCONFIRMED' | 'UNFULFILLED' | 'PARTIALLY_FULFILLED' | 'FULFILLED' | 'CANCELED';
  readonly email: string | null;
  readonly lines: readonly OrderLine[];
  readonly subtotal: Taxed;
  readonly shipping: Taxed;
  readonly total: Taxed;
  readonly shippingMethodName: string | null;
  readonly shippingAddress: Address | undefined;
  readonly billingAddress: Address | undefined;
  readonly voucher: { readonly code: string; readonly off: number } | undefined;
  readonly transactions: readonly Transaction[];
  readonly metadata: Map<string, string>;
  externalReference: string | null;
  readonly parcels: Parcel[];
  readonly grants: Grant[];
}

/** An order as anyone reads it who has its id: only some amounts and the transactions need a permission. */
export function orderView(shop: Shop, order: Order) {
  const { currency } = order.channel;
  const charged = chargedOf(order.transactions);
  const cover = coverOf(order.transactions, order.total.gross);
  const refunded = order.transactions.reduce((sum, of) => sum + of.refunded, 0);
  const granted = order.grants.reduce((sum, { amount }) => sum + amount, 0);
  const isPaid = cover.charged === 'FULL' || cover.charged === 'OVERCHARGED';
  const forApps =
    <T>(value: () => T) =>
    (_: unknown, caller: Caller) => {
      requirePermission(caller, 'MANAGE_ORDERS');
      return value();
    };
  return {
    __typename: 'Order',
    id: globalId('Order', order.key),
    number: order.number,
    token: order.key,
    status: order.status,
    chargeStatus: cover.charged,
    authorizeStatus: cover.authorized,
    isPaid,
    paymentStatus: isPaid ? 'FULLY_CHARGED' : charged > 0 ? 'PARTIALLY_CHARGED' : 'NOT_CHARGED',
    userEmail: order.email,
    externalReference: order.externalReference,
    checkoutId: globalId('Checkout', order.basketKey),
    created: order.created.toISOString(),
    updatedAt: order.updated.toISOString(),
    origin: 'CHECKOUT',
    voucherCode: order.voucher?.code ?? null,
    actions: ['MARK_AS_PAID'],
    canFinalize: true,
    trackingClientId: '',
    total: taxedView(order.total, currency),
    subtotal: taxedView(order.subtotal, currency),
    shippingPrice: taxedView(order.shipping, currency),
    totalBalance: moneyView(charged - order.total.gross, currency),
    totalCharged: moneyView(charged, currency),
    totalRefunded: moneyView(refunded, currency),
    totalRefundPending: forApps(() =>
      moneyView(
        order.transactions.reduce((sum, of) => sum + of.refundPending, 0),
        currency,
      ),
    ),
    totalGrantedRefund: forApps(() => moneyView(granted, currency)),
    totalRemainingGrant: forApps(() => moneyView(Math.max(0, granted - refunded), currency)),
    grantedRefunds: forApps(() => order.grants.map(grant => grantView(grant, currency))),
    shippingMethodName: order.shippingMethodName,
    shippingAddress: addressView(order.shippingAddress),
    billingAddress: addressView(order.billingAddress),
    lines: order.lines.map(line => orderLineView(shop, order, line)),
    discounts: order.voucher ? [{ type: 'VOUCHER', name: order.voucher.code, amount: moneyView(order.voucher.off, currency) }] : [],
    // Shoppers do not see parcels that were called back.
    fulfillments: (_: unknown, { app }: Caller) =>
      order.parcels.filter(({ status }) => app !== undefined || status !== 'CANCELED').map(parcel => parcelView(shop, order, parcel)),
    transactions: forApps(() => order.transactions.map(transactionView)),
    metadata: [...order.metadata].map(([key, value]) => ({ key, value })),
    errors: [],
  };
}

export function parcelView(shop: Shop, order: Order, parcel: Parcel) {
  return {
    id: globalId('Fulfillment', parcel.id),
    status: parcel.status,
    fulfillmentOrder: parcel.ordinal,
    trackingNumber: parcel.trackingNumber,
    created: parcel.created.toISOString(),
    lines: parcel.lines.map(({ line, quantity }, at) => ({
      id: globalId('FulfillmentLine', parcel.id * 100 + at),
      quantity,
      orderLine: () => orderLineView(shop, order, line),
    })),
  };
}

export function grantView({ id, amount, reason, status, transaction }: Grant, currency: string) {
  return {
    id: globalId('OrderGrantedRefund', id),
    amount: moneyView(amount, currency),
    reason,
    status,
    transaction: transaction ? transactionView(transaction) : null,
  };
}

function orderLineView(shop: Shop, { channel, shippingAddress }: Order, line: OrderLine) {
  const { currency } = channel;
  const rate = shop.rateFor(shippingAddress?.country ?? channel.country);
  return {
    id: globalId('OrderLine', line.id),
    productSku: line.variant.about.sku,
    productVariantId: globalId('ProductVariant', line.variant.id),
    productName: line.variant.product.about.name,
    variantName: line.variant.about.name,
    quantity: line.quantity,
    quantityFulfilled: line.shipped,
    quantityToFulfill: line.quantity - line.shipped,
    unitPrice: taxedView(line.unit, currency),
    undiscountedUnitPrice: taxedView(taxedOf(line.list, rate, channel.pricesIncludeTax ?? true), currency),
    unitDiscount: moneyView(line.promotion, currency),
    unitDiscountReason: line.promotion > 0 ? `Promotion: ${globalId('Promotion', 'sale')}` : null,
    taxRate: rate / 100,
    totalPrice: taxedView(line.total, currency),
    variant: () => variantView(shop, line.variant, channel),
  };
}
