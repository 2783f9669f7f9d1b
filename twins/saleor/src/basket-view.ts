import { addressView } from './address.ts';
import { basketTotals, deliveryId, lineTotals, methodsFor, needsShipping, type Basket, type BasketLine } from './basket.ts';
import { requirePermission, type Caller } from './caller.ts';
import { variantView } from './catalogue.ts';
import { moneyView, taxedView } from './exact.ts';
import { globalId } from './ids.ts';
import type { Method, Shop } from './shop.ts';
import { chargedOf, coverOf, transactionView } from './transaction.ts';

/** A basket as anyone who has its id may read it. */
export function basketView(shop: Shop, basket: Basket) {
  const { channel } = basket;
  const { currency } = channel;
  const totals = basketTotals(shop, basket);
  const charged = chargedOf(basket.transactions);
  return {
    __typename: 'Checkout',
    id: globalId('Checkout', basket.key),
    token: basket.key,
    email: basket.email,
    created: basket.created.toISOString(),
    updatedAt: basket.pricedAt.toISOString(),
    channel,
    quantity: basket.lines.reduce((sum, line) => sum + line.quantity, 0),
    voucherCode: basket.voucher?.about.code ?? null,
    discountName: basket.voucher?.about.code ?? null,
    discount: moneyView(basket.voucherOff, currency),
    isShippingRequired: needsShipping(basket),
    authorizeStatus: coverOf(basket.transactions, totals.total.gross).authorized,
    chargeStatus: coverOf(basket.transactions, totals.total.gross).charged,
    stockReservationExpires: null,
    billingAddress: addressView(basket.billingAddress),
    shippingAddress: addressView(basket.shippingAddress),
    lines: basket.lines.map(line => lineView(shop, basket, line)),
    subtotalPrice: taxedView(totals.subtotal, currency),
    shippingPrice: taxedView(totals.shipping, currency),
    totalPrice: taxedView(totals.total, currency),
    totalBalance: moneyView(charged - totals.total.gross, currency),
    delivery: basket.method ? deliveryView(shop, basket, basket.method) : null,
    shippingMethods: () => methodsFor(shop, basket).map(method => methodView(basket, method)),
    problems: () => problemsOf(shop, basket),
    transactions: (_: unknown, caller: Caller) => {
      requirePermission(caller, 'MANAGE_CHECKOUTS', 'HANDLE_PAYMENTS');
      return basket.transactions.map(transactionView);
    },
    availablePaymentGateways: () => {
      const app = shop.options.paymentApp;
      const gateways = [{ id: 'saleor.io.gift-card-payment-gateway', name: 'Gift Card Payment Gateway', currencies: [currency] }];
      return app ? [{ id: app.id, name: 'psp', currencies: [currency] }, ...gateways] : gateways;
    },
    metadata: [...basket.metadata].map(([key, value]) => ({ key, value })),
  };
}

/** A reader is told of a stale delivery only while it cannot be had: reading asks for deliveries anew. */
export function freshBasketView(shop: Shop, basket: Basket) {
  if (basket.method && methodsFor(shop, basket).includes(basket.method)) basket.isStale = false;
  return basketView(shop, basket);
}

export function deliveryView(shop: Shop, basket: Basket, method: Method) {
  return { id: deliveryId(shop, basket, method), shippingMethod: methodView(basket, method) };
}

function methodView({ channel }: Basket, { id, about, prices }: Method) {
  return {
    id: globalId('ShippingMethod', id),
    name: about.name,
    active: true,
    message: '',
    price: moneyView(prices.get(channel.slug) ?? 0, channel.currency),
    minimumDeliveryDays: about.days[0],
    maximumDeliveryDays: about.days[1],
  };
}

function lineView(shop: Shop, basket: Basket, line: BasketLine) {
  const { currency } = basket.channel;
  const { unit, total } = lineTotals(shop, basket, line);
  return {
    id: globalId('CheckoutLine', line.id),
    quantity: line.quantity,
    variant: () => variantView(shop, line.variant, basket.channel),
    unitPrice: taxedView(unit, currency),
    undiscountedUnitPrice: moneyView(line.list, currency),
    totalPrice: taxedView(total, currency),
    undiscountedTotalPrice: moneyView(line.list * line.quantity, currency),
    requiresShipping: line.variant.product.about.needsShipping ?? true,
    problems: () => problemOf(shop, line),
  };
}

function problemOf(shop: Shop, { variant, quantity }: BasketLine) {
  if (!variant.isPublished) return [{ __typename: 'CheckoutLineProblemVariantNotAvailable' }];
  const availableQuantity = variant.stock === undefined ? Infinity : Math.max(0, variant.stock - shop.allocated(variant));
  return availableQuantity < quantity ? [{ __typename: 'CheckoutLineProblemInsufficientStock', availableQuantity }] : [];
}

function problemsOf(shop: Shop, basket: Basket) {
  const stale = basket.isStale ? [{ __typename: 'CheckoutProblemDeliveryMethodStale' }] : [];
  return [...basket.lines.flatMap(line => problemOf(shop, line)), ...stale];
}
