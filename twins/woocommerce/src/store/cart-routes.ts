import type { Product } from '../catalogue/product.ts';
import { titleEntities } from '../html.ts';
import { usableCoupon } from '../orders/order-lines.ts';
import { isPurchasable } from '../prices.ts';
import { writeAddress } from '../orders/write-order.ts';
import { intField, objectField, objectList, textField } from '../rest/params.ts';
import type { JsonObject } from '../rest/rest-request.ts';
import { currencyFacts } from '../settings.ts';
import { formatMicros, toMicros } from '../decimal.ts';
import type { Shop } from '../shop.ts';
import { stockKeeper } from '../stock.ts';
import { missingParam, WooError } from '../woo-error.ts';
import { cartKey, priceCart, type Cart } from './cart.ts';
import { checkAddresses } from './check-addresses.ts';

/** What a cart route does to a cart; `view` is for errors that carry the cart. */
export type CartChange = (shop: Shop, cart: Cart, body: JsonObject, view: () => unknown) => void;

/** `/cart/…` by last part of the path, with the status of success. */
export const CART_CHANGES: Readonly<Record<string, { readonly status: number; readonly change: CartChange }>> = {
  'add-item': { status: 201, change: addItem },
  'update-item': { status: 200, change: updateItem },
  'remove-item': { status: 200, change: removeItem },
  'apply-coupon': { status: 200, change: applyCoupon },
  'remove-coupon': { status: 200, change: removeCoupon },
  'update-customer': { status: 200, change: updateCustomer },
  'select-shipping-rate': { status: 200, change: selectRate },
};

function addItem(shop: Shop, cart: Cart, body: JsonObject): void {
  const quantity = intField(body, 'quantity', 'quantity') ?? 1;
  const product = chosenProduct(shop, shop.products.get(intField(body, 'id', 'id') ?? 0), objectList(body, 'variation') ?? []);
  const known = cart.items.find(item => item.productId === product.id);
  const wanted = product.soldIndividually ? 1 : (known?.quantity ?? 0) + quantity;
  demandSellable(shop, product, wanted);
  if (known !== undefined) known.quantity = wanted;
  else if (wanted > 0) cart.items.push({ key: cartKey(product), productId: product.id, quantity: wanted });
  cart.items = cart.items.filter(item => item.quantity > 0);
}

/** A variation by its own id, or by attributes that match letter by letter. */
function chosenProduct(shop: Shop, product: Product | undefined, chosen: readonly JsonObject[]): Product {
  if (product === undefined || product.status === 'trash')
    throw new WooError(400, 'woocommerce_rest_cart_invalid_product', 'This product cannot be added to the cart.');
  if (product.type !== 'variable') return product;
  const match = shop
    .variationsOf(product.id)
    .find(variation =>
      variation.attributes.every(({ name, options }) =>
        chosen.some(choice => choice['attribute'] === name && choice['value'] === options[0]),
      ),
    );
  if (match === undefined) throw new WooError(400, 'woocommerce_rest_variation_id_from_variation_data', 'No matching variation found.');
  return match;
}

function demandSellable(shop: Shop, product: Product, wanted: number): void {
  const name = titleEntities(product.name);
  if (!isPurchasable(shop, product) || product.status !== 'publish')
    throw new WooError(400, 'woocommerce_rest_product_not_purchasable', `&quot;${name}&quot; is not available for purchase.`);
  const keeper = stockKeeper(shop, product);
  if ((keeper?.stockStatus ?? product.stockStatus) === 'outofstock') {
    throw new WooError(
      400,
      'woocommerce_rest_product_out_of_stock',
      `You cannot add &quot;${name}&quot; to the cart because the product is out of stock.`,
    );
  }
  if (keeper !== undefined && keeper.backorders === 'no' && wanted > (keeper.stockQuantity ?? 0)) {
    const left = keeper.stockQuantity ?? 0;
    throw new WooError(
      400,
      'woocommerce_rest_product_partially_out_of_stock',
      `You cannot add that amount of &quot;${name}&quot; to the cart because there is not enough stock (${left} remaining).`,
    );
  }
}

function updateItem(shop: Shop, cart: Cart, body: JsonObject, view: () => unknown): void {
  const item = cart.items.find(item => item.key === textField(body, 'key', 'key'));
  if (item === undefined)
    throw new WooError(409, 'woocommerce_rest_cart_invalid_key', 'Cart item does not exist.', { status: 409, cart: view() });
  const quantity = intField(body, 'quantity', 'quantity') ?? item.quantity;
  if (quantity < 1) throw new WooError(400, 'invalid_quantity', 'The minimum quantity that can be added to the cart is 1');
  const product = shop.products.get(item.productId);
  if (product !== undefined) demandSellable(shop, product, quantity);
  item.quantity = quantity;
}

function removeItem(_shop: Shop, cart: Cart, body: JsonObject, view: () => unknown): void {
  const key = textField(body, 'key', 'key');
  if (!cart.items.some(item => item.key === key))
    throw new WooError(409, 'woocommerce_rest_cart_invalid_key', 'Cart item no longer exists or is invalid.', {
      status: 409,
      cart: view(),
    });
  cart.items = cart.items.filter(item => item.key !== key);
}

function applyCoupon(shop: Shop, cart: Cart, body: JsonObject): void {
  const code = (textField(body, 'code', 'code') ?? '').toLowerCase();
  const refused = (message: string) => new WooError(400, 'woocommerce_rest_cart_coupon_error', message);
  if (code === '' || cart.coupons.includes(code)) throw refused(`Coupon code &quot;${code}&quot; has already been applied.`);
  const { order } = priceCart(shop, { ...cart, coupons: [] });
  const { entity, decimals } = currencyFacts(shop.settings.currency);
  const lines = order.lines.map(line => {
    const price = toMicros(line.subtotal) + (shop.settings.pricesIncludeTax ? toMicros(line.subtotalTax) : 0n);
    return { productId: line.productId, quantity: line.quantity, price, left: price };
  });
  try {
    usableCoupon(shop, code, lines, micros => `${entity}${formatMicros(micros, decimals)}`);
  } catch (error) {
    throw error instanceof WooError ? refused(error.message.replace(/"/g, '&quot;')) : error;
  }
  cart.coupons.push(code);
}

function removeCoupon(_shop: Shop, cart: Cart, body: JsonObject, view: () => unknown): void {
  const code = (textField(body, 'code', 'code') ?? '').toLowerCase();
  if (!cart.coupons.includes(code)) {
    throw new WooError(
      409,
      'woocommerce_rest_cart_coupon_invalid_code',
      'Coupon cannot be removed because it is not already applied to the cart.',
      { status: 409, cart: view() },
    );
  }
  cart.coupons = cart.coupons.filter(other => other !== code);
}

function updateCustomer(_shop: Shop, cart: Cart, body: JsonObject): void {
  // An e-mail is looked at by the checkout only.
  checkAddresses(body, false);
  takeAddresses(cart, body);
}

/** Takes over the addresses of a body; the goods go where the bill goes when nothing else is said. */
export function takeAddresses(cart: Cart, body: JsonObject): void {
  const billing = objectField(body, 'billing_address');
  const shipping = objectField(body, 'shipping_address') ?? billing;
  writeAddress(cart.billing, billing);
  writeAddress(cart.shipping, shipping);
}

function selectRate(_shop: Shop, cart: Cart, body: JsonObject): void {
  const rate = textField(body, 'rate_id', 'rate_id');
  if (rate === undefined) throw missingParam('rate_id');
  cart.chosenRate = rate;
}
