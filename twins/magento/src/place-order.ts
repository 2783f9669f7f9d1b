import { isVirtual } from './cart-view.ts';
import type { TwinCart } from './carts.ts';
import { graphqlError } from './graphql.ts';
import { guestView } from './order-view.ts';
import type { TwinOrder } from './orders.ts';
import type { ShopContext } from './shop.ts';

/** `placeOrder`: a basket becomes an order once, and is closed. From 2.4.7 on its errors come in `errors`, before as errors of the document. */
export function placeOrder(cartId: string, context: ShopContext) {
  const { options, orders, currency, carts } = context;
  if (options.wantsHumans) throw graphqlError('input', 'ReCaptcha validation failed, please try again');
  if (options.allowsGuests === false) {
    throw graphqlError('authorization', 'Guest checkout is not allowed. Register a customer account or login with existing one.');
  }
  const cart = carts.peek(cartId);
  const error = errorOf(cart, cartId, context);
  if (error || !cart) {
    const { code, message } = error ?? { code: 'UNDEFINED', message: 'UNDEFINED' };
    if (options.version !== '2.4.6') return { order: null, orderV2: null, errors: [{ code, message }] };
    if (code.startsWith('CART_NOT')) throw graphqlError('no-such-entity', message);
    throw graphqlError('input', `Unable to place order: ${message}`);
  }
  const order = turnIntoOrder(cart, context);
  return {
    order: { order_number: order.number, order_id: order.number },
    orderV2: guestView(order, orders, currency),
    errors: [],
  };
}

function errorOf(
  cart: TwinCart | undefined,
  cartId: string,
  { catalogue }: ShopContext,
): { readonly code: string; readonly message: string } | undefined {
  if (!cart) return { code: 'CART_NOT_FOUND', message: `Could not find a cart with ID "${cartId}"` };
  if (!cart.isActive) return { code: 'CART_NOT_ACTIVE', message: "The cart isn't active." };
  if (cart.email === undefined) return { code: 'GUEST_EMAIL_MISSING', message: 'Guest email for cart is missing.' };
  const unable = (message: string) => ({ code: 'UNABLE_TO_PLACE_ORDER', message });
  if (cart.items.length === 0) {
    return unable('A server error stopped your order from being placed. Please try to place your order again');
  }
  if (!isVirtual(cart) && !cart.shipping) return unable('The shipping method is missing. Select the shipping method and try again');
  if (!cart.billing) return unable('Please check the billing address information');
  if (!cart.payment) return unable('Enter a valid payment method and try again');
  const isShort = cart.items.some(({ found, quantity }) => !found.product.selections && catalogue.left(found.thing) < quantity);
  return isShort ? unable('Some of the products are out of stock') : undefined;
}

function turnIntoOrder(cart: TwinCart, { carts, orders, catalogue }: ShopContext): TwinOrder {
  const totals = carts.totals(cart);
  const number = orders.nextNumber();
  cart.reservedOrderId = number;
  cart.isActive = false;
  for (const { found, quantity } of cart.items) {
    const taken = found.product.selections?.map(({ sku }) => sku) ?? [found.thing.sku];
    for (const sku of taken) catalogue.take(sku, quantity);
  }
  return orders.place({
    number,
    cartId: cart.id,
    quoteId: cart.quoteId,
    email: cart.email ?? '',
    lastname: cart.billing?.lastname ?? '',
    totalCents: totals.grandTotal,
    items: cart.items.map(({ found, quantity }, index) => ({
      itemId: cart.quoteId * 100 + index,
      sku: found.thing.sku,
      name: found.product.name,
      ordered: quantity,
      cents: totals.rows[index]?.total ?? 0n,
      shipped: 0,
      invoiced: 0,
      refunded: 0,
      cancelled: 0,
    })),
  });
}
