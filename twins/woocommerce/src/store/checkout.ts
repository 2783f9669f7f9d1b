import { setTimeout as sleep } from 'node:timers/promises';
import { minorUnits, toMicros } from '../decimal.ts';
import type { Order } from '../orders/order.ts';
import { setStatus } from '../orders/status.ts';
import { totalsOf } from '../orders/totals.ts';
import { textField } from '../rest/params.ts';
import type { JsonObject, RestRequest } from '../rest/rest-request.ts';
import { GATEWAYS } from '../rest/settings-routes.ts';
import type { Shop } from '../shop.ts';
import { missingParam, notInEnum, WooError } from '../woo-error.ts';
import { checkAddresses } from './check-addresses.ts';
import { demandStock, priceCart, type Cart } from './cart.ts';
import { takeAddresses } from './cart-routes.ts';
import { billingAddress, cartView, itemViews, shippingAddress } from './cart-view.ts';
import { currencyFields, minor } from './money.ts';

/** How long the real shop takes between reading a cart and having placed it; two requests within it do not see each other. */
const WINDOW_MS = 15;

/** `GET /checkout`: the cart as a draft order, made at the first call; it holds no stock. */
export function readCheckout(shop: Shop, cart: Cart): Order {
  demandGoods(cart);
  const order = fromCart(shop, cart);
  cart.draftId = order.id;
  shop.saveOrder(order, 'updated');
  return order;
}

/** `POST /checkout`: places the cart. A cart without a draft that is placed twice at once becomes two orders; drafts are shared. */
export async function placeCheckout(shop: Shop, cart: Cart, body: JsonObject, home: string): Promise<Order> {
  if (body['billing_address'] === undefined) throw missingParam('billing_address');
  checkAddresses(body);
  const method = textField(body, 'payment_method', 'payment_method');
  const ids = GATEWAYS.map(gateway => gateway.id) as readonly string[];
  if (method !== undefined && method !== '' && !ids.includes(method)) throw notInEnum('payment_method', 'payment_method', ids);
  demandGoods(cart);
  takeAddresses(cart, body);
  if (!cart.billing.email) throw new WooError(400, 'woocommerce_rest_missing_email_address', 'A valid email address is required');
  if (method === undefined || method === '')
    throw new WooError(400, 'woocommerce_rest_checkout_missing_payment_method', 'No payment method provided.');

  const mine: Cart = { ...cart, items: cart.items.map(item => ({ ...item })) };
  await sleep(WINDOW_MS);
  if (mine.draftId !== undefined && shop.orders.get(mine.draftId)?.status !== 'checkout-draft') demandGoods(cart);
  demandStock(shop, priceCart(shop, mine), () => cartView(shop, cart, home));
  const order = fromCart(shop, mine);
  order.billing = { ...cart.billing };
  order.shipping = { ...cart.shipping };
  order.paymentMethod = method;
  order.paymentMethodTitle = GATEWAYS.find(gateway => gateway.id === method)?.title ?? '';
  order.customerNote = textField(body, 'customer_note', 'customer_note') ?? '';
  setStatus(shop, order, method === 'cod' ? 'processing' : 'on-hold');
  shop.saveOrder(order, 'created');
  cart.items = [];
  cart.coupons = [];
  cart.draftId = undefined;
  return order;
}

function fromCart(shop: Shop, cart: Cart): Order {
  const draft = cart.draftId === undefined ? undefined : shop.orders.get(cart.draftId);
  const reusable = draft?.status === 'checkout-draft' ? draft : undefined;
  const { order } = priceCart(shop, cart, reusable?.id ?? shop.nextPostId());
  const copy = { ...order, billing: { ...cart.billing }, shipping: { ...cart.shipping } };
  return reusable === undefined ? copy : { ...copy, orderKey: reusable.orderKey, createdAt: reusable.createdAt };
}

function demandGoods(cart: Cart): void {
  if (cart.items.length === 0) throw new WooError(400, 'woocommerce_rest_cart_empty', 'Cannot create order from empty cart.');
}

/** What checkout routes answer. */
export function checkoutView(order: Order, home: string): object {
  const isPlaced = order.status !== 'checkout-draft';
  const address = `${home}/checkout/order-received/${order.id}/?key=${order.orderKey}`;
  const details = [
    { key: 'result', value: 'success' },
    { key: 'redirect', value: address },
  ];
  return {
    order_id: order.id,
    status: order.status,
    order_key: order.orderKey,
    order_number: String(order.id),
    customer_note: order.customerNote,
    customer_id: 0,
    billing_address: billingAddress(order.billing),
    shipping_address: shippingAddress(order.shipping),
    payment_method: order.paymentMethod,
    payment_result: {
      payment_status: isPlaced ? 'success' : '',
      payment_details: isPlaced ? details : [],
      redirect_url: isPlaced ? address : '',
    },
    additional_fields: [],
    extensions: {},
  };
}

/** `GET /order/{id}`: for whoever knows its key and e-mail. */
export function readOrder(shop: Shop, id: number, request: RestRequest, home: string): object {
  const order = shop.orders.get(id);
  if (order === undefined) throw new WooError(404, 'woocommerce_rest_invalid_order', 'Invalid order ID or key provided.');
  if (request.param('key') !== order.orderKey)
    throw new WooError(401, 'woocommerce_rest_invalid_order', 'Invalid order ID or key provided.');
  if ((request.param('billing_email') ?? '').toLowerCase() !== (order.billing.email ?? '').toLowerCase())
    throw new WooError(401, 'woocommerce_rest_invalid_billing_email', 'Invalid billing email provided.');
  return orderView(shop, order, home);
}

function orderView(shop: Shop, order: Order, home: string): object {
  const totals = totalsOf(shop, order);
  const items = order.lines.flatMap(line => {
    const product = shop.products.get(line.variationId || line.productId);
    return product === undefined ? [] : [{ item: { key: order.orderKey, productId: product.id, quantity: line.quantity }, product, line }];
  });
  const sum = (pick: (line: Order['lines'][number]) => string) =>
    minor(
      shop,
      order.lines.reduce((sum, line) => sum + toMicros(pick(line)), 0n),
    );
  const views = itemViews(shop, { order, items, rates: [] }, home).map((view, index) => {
    const { extensions: _extensions, type: _type, ...rest } = view as { readonly extensions: object; readonly type: string };
    const quantity = items[index]?.line.quantity ?? 0;
    return {
      ...rest,
      id: items[index]?.line.id,
      quantity_limits: { minimum: quantity, maximum: quantity, multiple_of: 1, editable: false },
    };
  });
  return {
    id: order.id,
    status: order.status,
    items: views,
    coupons: [],
    fees: [],
    totals: {
      subtotal: sum(line => line.subtotal),
      total_discount: minor(shop, totals.discount),
      total_shipping: minor(shop, totals.shipping),
      total_fees: '0',
      total_tax: minor(shop, totals.cartTax + totals.shippingTax),
      total_refund: minor(
        shop,
        order.refunds.reduce((sum, refund) => sum + toMicros(refund.amount), 0n),
      ),
      total_price: minor(shop, totals.total),
      total_items: sum(line => line.subtotal),
      total_items_tax: sum(line => line.subtotalTax),
      total_fees_tax: '0',
      total_discount_tax: minor(shop, totals.discountTax),
      total_shipping_tax: minor(shop, totals.shippingTax),
      tax_lines: order.taxRate === '' ? [] : [{ name: shop.settings.taxName, price: minorUnits(totals.cartTax, 2), rate: order.taxRate }],
      ...currencyFields(shop),
    },
    shipping_address: shippingAddress(order.shipping),
    billing_address: billingAddress(order.billing),
    needs_payment: order.status === 'pending' || order.status === 'failed',
    needs_shipping: true,
    payment_requirements: ['products'],
    errors: [],
  };
}
