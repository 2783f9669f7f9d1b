import { returnStock } from './complete-cart.ts';
import { exact, rounded } from './exact.ts';
import { MedusaError } from './medusa-error.ts';
import { orderView, paymentView, refundedOf } from './order-view.ts';
import { page, type Asked, type Routes } from './routes.ts';
import type { Fulfilment, Order, Shop } from './shop.ts';

/** Orders, payments and parcels of the Admin API, and as much of stock and prices as its people need. */
export function adminRoutes(shop: Shop): Routes {
  const orderOf = ({ ids: [id = ''] }: Asked) => {
    const order = shop.orders.get(id);
    if (order === undefined) throw new MedusaError('not_found', `Order id not found: ${id}`);
    return order;
  };
  const shown = (order: Order, { fields }: Asked) => ({ order: orderView(shop, order, fields, 'admin') });
  const changed = (order: Order, asked: Asked) => {
    order.updatedAt = shop.stamp();
    return shown(order, asked);
  };
  const paid = ({ ids: [id] }: Asked) => {
    const order = [...shop.orders.values()].find(({ paymentId }) => paymentId === id);
    if (order === undefined) throw new MedusaError('not_found', `Payment with id: ${id} was not found`);
    return order;
  };
  return {
    'GET /admin/orders': asked => {
      const { items, ...paging } = page([...shop.orders.values()], asked.query, 20);
      return { orders: items.map(order => orderView(shop, order, asked.fields, 'admin')), ...paging };
    },
    'GET /admin/orders/*': asked => shown(orderOf(asked), asked),
    'POST /admin/orders/*/cancel': asked => changed(cancel(shop, orderOf(asked)), asked),
    'POST /admin/payments/*/capture': asked => {
      const order = paid(asked);
      order.captured = order.total;
      order.updatedAt = shop.stamp();
      return { payment: paymentView(order) };
    },
    'POST /admin/payments/*/refund': asked => ({ payment: paymentView(refund(shop, paid(asked), asked.body)) }),
    'POST /admin/orders/*/fulfillments': asked => {
      const order = orderOf(asked);
      const items = itemsOf(asked.body);
      order.fulfilments.push({ id: shop.newId('ful'), items, labels: [], shippedAt: null, deliveredAt: null });
      return changed(order, asked);
    },
    'POST /admin/orders/*/fulfillments/*/shipments': asked => {
      const parcel = parcelOf(orderOf(asked), asked);
      parcel.shippedAt = shop.stamp();
      parcel.labels = Array.isArray(asked.body['labels'])
        ? asked.body['labels'].map((label: object) => ({ id: shop.newId('fulla'), ...label }))
        : [];
      return changed(orderOf(asked), asked);
    },
    'POST /admin/orders/*/fulfillments/*/mark-as-delivered': asked => {
      parcelOf(orderOf(asked), asked).deliveredAt = shop.stamp();
      return changed(orderOf(asked), asked);
    },
    ...housekeepingRoutes(shop),
  };
}

function housekeepingRoutes(shop: Shop): Routes {
  const variantBySku = (sku: string) => [...shop.variants.values()].find(({ variant }) => variant.sku === sku)?.variant;
  return {
    'GET /admin/inventory-items': ({ query }) => {
      const variant = variantBySku(query.get('sku') ?? '');
      const items = variant === undefined ? [] : [{ id: `iitem_${variant.sku}`, reserved_quantity: variant.reserved }];
      return { inventory_items: items, count: items.length, offset: 0, limit: 20 };
    },
    'POST /admin/inventory-items/*/location-levels/*': ({ ids: [id = ''], body }) => {
      const variant = variantBySku(id.replace(/^iitem_/, ''));
      if (variant === undefined) throw new MedusaError('not_found', `Inventory item with id: ${id} was not found`);
      variant.stocked = Number(body['stocked_quantity']);
      return { inventory_item: { id } };
    },
    'POST /admin/products/*': ({ ids: [id], body }) => {
      const product = shop.products.find(candidate => candidate.id === id);
      if (product === undefined) throw new MedusaError('not_found', `Product with id: ${id} was not found`);
      product.isPublished = body['status'] === 'published';
      product.updatedAt = shop.stamp();
      return { product: { id } };
    },
    // A new price leaves its stamp on the variant only.
    'POST /admin/products/*/variants/*': ({ ids: [, id = ''], body }) => {
      const variant = shop.variants.get(id)?.variant;
      if (variant === undefined) throw new MedusaError('not_found', `Variant with id: ${id} was not found`);
      const prices = body['prices'] as readonly { readonly currency_code: string; readonly amount: number }[];
      for (const { currency_code, amount } of prices) variant.prices.set(currency_code, exact(amount));
      variant.updatedAt = shop.stamp();
      return { product: { id: variant.productId } };
    },
  };
}

/** Nothing of it may be packed; what was captured is given back. */
function cancel(shop: Shop, order: Order): Order {
  if (order.isCancelled) throw new MedusaError('invalid_data', `Order with id ${order.id} has been canceled.`);
  if (order.fulfilments.length > 0) throw new MedusaError('not_allowed', 'All fulfillments must be canceled before canceling an order');
  order.isCancelled = true;
  returnStock(shop, order);
  const left = order.captured - refundedOf(order);
  if (left > 0n) order.refunds.push({ id: shop.newId('ref'), amount: left, note: null });
  return order;
}

/** What is compared is rounded: 20.25 may be given back of 20.24904. */
function refund(shop: Shop, order: Order, body: Readonly<Record<string, unknown>>): Order {
  const amount = exact(Number(body['amount']));
  if (amount <= 0n) throw new MedusaError('invalid_data', "Invalid request: Value for field 'amount' too small, expected at least: '0'");
  if (rounded(refundedOf(order) + amount) > rounded(order.captured)) {
    throw new MedusaError('invalid_data', 'You are not allowed to refund more than the captured amount');
  }
  order.refunds.push({ id: shop.newId('ref'), amount, note: typeof body['note'] === 'string' ? body['note'] : null });
  order.updatedAt = shop.stamp();
  return order;
}

function itemsOf(body: Readonly<Record<string, unknown>>): Fulfilment['items'] {
  const items = Array.isArray(body['items']) ? (body['items'] as readonly { readonly id: string; readonly quantity: number }[]) : [];
  return items.map(({ id, quantity }) => ({ lineId: id, quantity }));
}

function parcelOf(order: Order, { ids: [, id] }: Asked): Fulfilment {
  const parcel = order.fulfilments.find(candidate => candidate.id === id);
  if (parcel === undefined) throw new MedusaError('not_found', `Fulfillment with id: ${id} was not found`);
  return parcel;
}
