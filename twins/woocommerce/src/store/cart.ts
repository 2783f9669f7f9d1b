import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Product } from '../catalogue/product.ts';
import { toMicros } from '../decimal.ts';
import { applyCoupons, productLine } from '../orders/order-lines.ts';
import { emptyAddress, type Address, type Order } from '../orders/order.ts';
import { applyTax, totalsOf } from '../orders/totals.ts';
import { blankOrder } from '../orders/write-order.ts';
import { methodsFor, type NumberedMethod } from '../rest/shipping-routes.ts';
import type { Shop } from '../shop.ts';
import { stockKeeper } from '../stock.ts';
import { WooError } from '../woo-error.ts';

export interface CartItem {
  readonly key: string;
  readonly productId: number;
  quantity: number;
}

/** A guest's session. */
export interface Cart {
  readonly userId: string;
  items: CartItem[];
  coupons: string[];
  billing: Address;
  shipping: Address;
  chosenRate: string | undefined;
  /** Order that `GET /checkout` made. */
  draftId: number | undefined;
}

const TOKEN_SECONDS = 48 * 3600;
const NONCE_SECONDS = 12 * 3600;

/** All guests' sessions, found by the token they carry; forgotten at the end, as PHP sessions are when a shop moves. */
export class CartShelf {
  readonly #carts = new Map<string, Cart>();
  readonly #secret = randomBytes(32);
  readonly #country: string;

  constructor(country: string) {
    this.#country = country;
  }

  /** The cart of a token; a fresh one for no token, a forged or a lapsed one. */
  open(token: string | undefined, nowSeconds: number): Cart {
    const userId = token === undefined ? undefined : this.#userOf(token, nowSeconds);
    const known = userId === undefined ? undefined : this.#carts.get(userId);
    if (known !== undefined) return known;
    const home = { ...emptyAddress(), country: this.#country };
    const cart: Cart = {
      userId: userId ?? `t_${randomBytes(15).toString('hex')}`,
      items: [],
      coupons: [],
      billing: { ...home, email: '' },
      shipping: home,
      chosenRate: undefined,
      draftId: undefined,
    };
    this.#carts.set(cart.userId, cart);
    return cart;
  }

  /** A JWT for the cart, good for 48 hours from now. */
  token(cart: Cart, nowSeconds: number): string {
    const head = encode({ alg: 'HS256', typ: 'JWT' });
    const body = encode({ user_id: cart.userId, exp: nowSeconds + TOKEN_SECONDS, iss: 'wc/store/v1', iat: nowSeconds });
    return `${head}.${body}.${this.#sign(`${head}.${body}`)}`;
  }

  /** The nonce that all guests share; it changes every twelve hours and the one before still counts. */
  nonce(nowSeconds: number, ticksAgo = 0): string {
    const tick = Math.floor(nowSeconds / NONCE_SECONDS) - ticksAgo;
    return createHmac('md5', this.#secret).update(`nonce/${tick}`).digest('hex').slice(-12, -2);
  }

  isNonce(nonce: string, nowSeconds: number): boolean {
    return nonce === this.nonce(nowSeconds) || nonce === this.nonce(nowSeconds, 1);
  }

  #userOf(token: string, nowSeconds: number): string | undefined {
    const [head = '', body = '', signature] = token.split('.');
    if (signature !== this.#sign(`${head}.${body}`)) return undefined;
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { readonly user_id: string; readonly exp: number };
    return claims.exp > nowSeconds ? claims.user_id : undefined;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url');
  }
}

/** A cart added up like an order, without being one. */
export interface PricedCart {
  readonly order: Order;
  readonly items: readonly { readonly item: CartItem; readonly product: Product; readonly line: Order['lines'][number] }[];
  readonly rates: readonly Rate[];
}

/** One way to ship, net. */
export interface Rate {
  readonly id: string;
  readonly method: NumberedMethod;
  readonly cost: string;
  readonly isChosen: boolean;
}

/** Prices the cart as of now, the chosen (or first) shipping rate included; `id` is what the order will have. */
export function priceCart(shop: Shop, cart: Cart, id = 0): PricedCart {
  const order = blankOrder(shop, 'store-api', 'checkout-draft', id);
  order.billing = cart.billing;
  order.shipping = cart.shipping;
  const items = cart.items.flatMap(item => {
    const product = shop.products.get(item.productId);
    return product === undefined ? [] : [{ item, product, line: productLine(shop, product, item.quantity) }];
  });
  order.lines = items.map(({ line }) => line);
  applyTax(shop, order);
  applyCoupons(shop, order, cart.coupons);
  applyTax(shop, order);
  const rates = order.lines.length === 0 || items.every(({ product }) => product.virtual) ? [] : ratesFor(shop, cart, order);
  const chosen = rates.find(rate => rate.isChosen);
  if (chosen !== undefined) {
    const { method, instanceId } = chosen.method;
    order.shippingLines = [
      {
        id: shop.nextItemId(),
        methodId: method.methodId,
        methodTitle: method.title,
        instanceId: String(instanceId),
        total: chosen.cost,
        totalTax: '0',
        meta: [],
      },
    ];
    applyTax(shop, order);
  }
  return { order, items, rates };
}

function ratesFor(shop: Shop, cart: Cart, order: Order): Rate[] {
  const totals = totalsOf(shop, order);
  const goods = totals.total;
  const open = methodsFor(shop, cart.shipping.country).filter(
    ({ method }) => method.methodId !== 'free_shipping' || toMicros(method.minAmount) <= goods,
  );
  const ids = open.map(({ method, instanceId }) => `${method.methodId}:${instanceId}`);
  const chosen = cart.chosenRate !== undefined && ids.includes(cart.chosenRate) ? cart.chosenRate : ids[0];
  return open.map((method, index) => ({
    id: ids[index] ?? '',
    method,
    cost: method.method.methodId === 'free_shipping' ? '0' : method.method.cost,
    isChosen: ids[index] === chosen,
  }));
}

/** The key of a cart line: the same goods have the same key. */
export function cartKey(product: Product): string {
  const parts =
    product.type === 'variation'
      ? [
          product.parentId,
          product.id,
          ...product.attributes.map(({ name, options }) => `attribute_${name.toLowerCase()}${options[0] ?? ''}`),
        ]
      : [product.id];
  return createHash('md5').update(parts.join('_')).digest('hex');
}

/** How many of a product one cart may hold. */
export function mostOf(shop: Shop, product: Product): number {
  if (product.soldIndividually) return 1;
  const keeper = stockKeeper(shop, product);
  return keeper === undefined || keeper.backorders !== 'no' ? 9999 : Math.max(keeper.stockQuantity ?? 0, 0) || 9999;
}

/** Throws when what is in the cart cannot be sold any more. */
export function demandStock(shop: Shop, { items }: PricedCart, cartView: () => unknown): void {
  for (const { item, product } of items) {
    const keeper = stockKeeper(shop, product);
    const status = keeper?.stockStatus ?? product.stockStatus;
    if (status === 'outofstock') throw soldOut(product.name, cartView());
    if (keeper !== undefined && keeper.backorders === 'no' && (keeper.stockQuantity ?? 0) < item.quantity) {
      throw new WooError(
        403,
        'woocommerce_product_not_enough_stock',
        `Not enough units of ${product.name} are available in stock to fulfil this order.`,
      );
    }
  }
}

function soldOut(name: string, cart: unknown): WooError {
  const message = `"${name}" is out of stock and cannot be purchased. Please remove it from your cart.`;
  return new WooError(409, 'woocommerce_rest_product_out_of_stock', message, { 0: 409, status: 409, cart });
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
