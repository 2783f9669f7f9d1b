import { cartView } from './cart-view.ts';
import { completeCart } from './complete-cart.ts';
import { number } from './exact.ts';
import { MedusaError } from './medusa-error.ts';
import { orderView } from './order-view.ts';
import { onlyKnown, requiredText, type Asked, type Routes } from './routes.ts';
import type { Cart, Line, Region, Shop } from './shop.ts';
import { countryOf, priceCart } from './totals.ts';

const CREATE = [
  'region_id',
  'email',
  'items',
  'shipping_address',
  'billing_address',
  'promo_codes',
  'metadata',
  'sales_channel_id',
  'currency_code',
];

/** The one payment provider of every region. */
const PROVIDER = 'pp_system_default';

/** Baskets, their shipping and payment, and what becomes of them, in the Store API. */
export function cartRoutes(shop: Shop): Routes {
  const cartOf = ({ ids: [id = ''] }: Asked) => known(shop, id);
  const shown = (cart: Cart, fields: string) => ({ cart: cartView(shop, cart, fields) });
  return {
    'POST /store/carts': asked => shown(createCart(shop, asked), asked.fields),
    'GET /store/carts/*': asked => shown(cartOf(asked), asked.fields),
    'DELETE /store/carts/*/line-items/*': asked => {
      const cart = cartOf(asked);
      change(cart).lines = cart.lines.filter(({ id }) => id !== asked.ids[1]);
      return { id: asked.ids[1], object: 'line-item', deleted: true, parent: cartView(shop, cart, asked.fields) };
    },
    'GET /store/shipping-options': ({ query }) => ({ shipping_options: shippingOptions(shop, known(shop, query.get('cart_id') ?? '')) }),
    'POST /store/carts/*/shipping-methods': asked => {
      const cart = change(cartOf(asked));
      const id = requiredText(asked.body, 'option_id');
      if (!shippingOptions(shop, cart).some(option => option.id === id)) {
        throw new MedusaError('invalid_data', 'Shipping Options are invalid for cart.');
      }
      cart.shipping = shop.shipping.filter(choice => choice.id === id);
      return shown(cart, asked.fields);
    },
    'GET /store/payment-providers': () => ({ payment_providers: [{ id: PROVIDER, is_enabled: true }], count: 1, offset: 0, limit: 20 }),
    'POST /store/payment-collections': ({ body }) => {
      const cart = known(shop, requiredText(body, 'cart_id'));
      cart.collectionId ??= shop.newId('pay_col');
      return { payment_collection: collectionView(shop, cart) };
    },
    'POST /store/payment-collections/*/payment-sessions': ({ ids: [id], body }) => {
      const cart = [...shop.carts.values()].find(({ collectionId }) => collectionId === id);
      if (cart === undefined) throw new MedusaError('not_found', `PaymentCollection with id: ${id} was not found`);
      const provider = requiredText(body, 'provider_id');
      if (provider !== PROVIDER) throw new MedusaError('not_found', `Payment provider with id: ${provider} not found`);
      cart.session = provider;
      return { payment_collection: collectionView(shop, cart) };
    },
    'POST /store/carts/*/complete': asked => ({ type: 'order', order: orderView(shop, completeCart(shop, cartOf(asked)), '', 'store') }),
    'GET /store/orders/*': ({ ids: [id = ''], fields }) => {
      const order = shop.orders.get(id);
      if (order === undefined) throw new MedusaError('not_found', `Order id not found: ${id}`);
      return { order: orderView(shop, order, fields, 'store') };
    },
  };
}

function known(shop: Shop, id: string): Cart {
  const cart = shop.carts.get(id);
  if (cart === undefined) throw new MedusaError('not_found', `Cart with id '${id}' not found`);
  return cart;
}

/** Whatever changes a basket drops its payment session without a word. */
function change(cart: Cart): Cart {
  if (cart.completedAt !== undefined) throw new MedusaError('invalid_data', `Cart ${cart.id} is already completed.`);
  cart.session = undefined;
  return cart;
}

function createCart(shop: Shop, { body }: Asked): Cart {
  onlyKnown(body, CREATE);
  const region = shop.regions.find(({ id }) => id === body['region_id']);
  if (region === undefined) throw new MedusaError('invalid_data', 'No regions found');
  const promoCodes = Array.isArray(body['promo_codes']) ? body['promo_codes'].map(String) : [];
  const wrong = promoCodes.find(code => !shop.promotions.some(promotion => promotion.code === code));
  if (wrong !== undefined) throw new MedusaError('invalid_data', `The promotion code ${wrong} is invalid`);
  const cart: Cart = {
    id: shop.newId('cart'),
    region,
    promoCodes,
    email: typeof body['email'] === 'string' ? body['email'] : undefined,
    address: addressOf(body['shipping_address'], region),
    metadata: (body['metadata'] as Cart['metadata'] | undefined) ?? null,
    lines: linesOf(shop, region, body['items']),
    shipping: [],
    collectionId: undefined,
    session: undefined,
    completedAt: undefined,
    orderId: undefined,
  };
  shop.carts.set(cart.id, cart);
  return cart;
}

/** A region of one country is where the basket goes, also when nobody says so. A country outside of the region is not noticed. */
function addressOf(given: unknown, region: Region): Cart['address'] {
  if (typeof given === 'object' && given !== null) {
    const empty = {
      first_name: null,
      last_name: null,
      address_1: null,
      address_2: null,
      city: null,
      postal_code: null,
      province: null,
      phone: null,
    };
    return { ...empty, ...given };
  }
  const [only, ...others] = region.taxes.keys();
  return only === undefined || others.length > 0 ? undefined : { country_code: only };
}

function linesOf(shop: Shop, region: Region, items: unknown): Line[] {
  const wanted = (Array.isArray(items) ? items : []) as readonly { readonly variant_id?: unknown; readonly quantity?: unknown }[];
  const missing = wanted.map(({ variant_id }) => String(variant_id)).filter(id => shop.variants.get(id)?.product.isPublished !== true);
  if (missing.length > 0) {
    throw new MedusaError('invalid_data', `Variants ${missing.join(', ')} do not exist or belong to a product that is not published`);
  }
  const pieces = new Map<string, number>();
  const lines = wanted.map(({ variant_id, quantity }) => {
    const id = String(variant_id);
    pieces.set(id, (pieces.get(id) ?? 0) + Number(quantity));
    const { variant } = shop.variants.get(id) as NonNullable<ReturnType<typeof shop.variants.get>>;
    const price = variant.prices.get(region.currency);
    if (price === undefined) throw new MedusaError('invalid_data', `Variants with IDs ${id} do not have a price`);
    const sale = variant.sale.get(region.currency);
    return {
      id: shop.newId('cali'),
      variantId: id,
      quantity: Number(quantity),
      unitPrice: sale ?? price,
      compareAt: sale === undefined ? undefined : price,
    };
  });
  for (const [id, quantity] of pieces) {
    const variant = shop.variants.get(id)?.variant;
    const left = variant && shop.left(variant);
    if (left !== undefined && left < quantity) {
      throw new MedusaError('not_allowed', 'Some variant does not have the required inventory', 'insufficient_inventory');
    }
  }
  return lines;
}

function shippingOptions(shop: Shop, cart: Cart) {
  const country = countryOf(cart);
  if (country !== undefined && shop.deliveredTo?.has(country) === false) return [];
  return shop.shipping.flatMap(({ id, name, code, prices }) => {
    const price = prices.get(cart.region.currency);
    if (price === undefined) return [];
    return [
      {
        id,
        name,
        price_type: 'flat',
        shipping_profile_id: 'sp_default',
        provider_id: 'manual_manual',
        data: null,
        type: { label: name, description: name, code },
        amount: number(price),
        is_tax_inclusive: cart.region.pricesIncludeTax,
        insufficient_inventory: false,
      },
    ];
  });
}

function collectionView(shop: Shop, cart: Cart) {
  const amount = number(priceCart(shop, cart).total);
  const session = { id: `payses_${cart.id}`, currency_code: cart.region.currency, provider_id: cart.session, status: 'pending', amount };
  return {
    id: cart.collectionId,
    currency_code: cart.region.currency,
    amount,
    payment_sessions: cart.session === undefined ? [] : [session],
  };
}
