import { MedusaError } from './medusa-error.ts';
import type { Cart, Order, Shop } from './shop.ts';
import { priceCart } from './totals.ts';

/** Makes an order of a basket, once: whoever asks again gets the same. Stock is taken here, so that the last piece is sold once. */
export function completeCart(shop: Shop, cart: Cart): Order {
  const made = cart.orderId === undefined ? undefined : shop.orders.get(cart.orderId);
  if (made !== undefined) return made;
  if (cart.lines.length === 0) throw new MedusaError('invalid_data', 'Cannot complete a cart with no items');
  if (cart.collectionId === undefined) throw new MedusaError('invalid_data', 'Payment collection has not been initiated for cart');
  if (cart.session === undefined) throw new MedusaError('invalid_data', 'Payment sessions are required to complete cart');
  if (cart.shipping.length === 0) {
    throw new MedusaError('invalid_data', 'No shipping method selected but the cart contains items that require shipping.');
  }
  takeStock(shop, cart);
  const order: Order = {
    id: shop.newId('order'),
    number: shop.orders.size + 1,
    cart,
    total: priceCart(shop, cart).total,
    createdAt: shop.stamp(),
    paymentId: shop.newId('pay'),
    captured: 0n,
    refunds: [],
    fulfilments: [],
    isCancelled: false,
    updatedAt: shop.stamp(),
  };
  cart.completedAt = order.createdAt;
  cart.orderId = order.id;
  shop.orders.set(order.id, order);
  return order;
}

/** Gives back what an order has taken. */
export function returnStock(shop: Shop, { cart }: Order): void {
  for (const { variantId, quantity } of cart.lines) {
    const variant = shop.variants.get(variantId)?.variant;
    if (variant !== undefined) variant.reserved -= quantity;
  }
}

function takeStock(shop: Shop, cart: Cart): void {
  const wanted = cart.lines.map(({ variantId, quantity }) => ({ variant: shop.variants.get(variantId)?.variant, quantity }));
  for (const { variant, quantity } of wanted) {
    const left = variant && shop.left(variant);
    // Said by another part of the shop than a basket's no: without a code.
    if (left !== undefined && left < quantity) throw new MedusaError('not_allowed', `Not enough stock available for item ${variant?.sku}`);
  }
  for (const { variant, quantity } of wanted) if (variant !== undefined) variant.reserved += quantity;
}
