import { cartView, offersTo, type CartContext } from './cart-view.ts';
import type { TwinAddress, TwinCart } from './carts.ts';
import type { Found } from './catalogue.ts';
import { graphqlError } from './graphql.ts';
import type { MagentoTwinOptions } from './options.ts';
import { guestView } from './order-view.ts';
import type { Orders } from './orders.ts';
import { placeOrder } from './place-order.ts';
import { products, type ProductsArgs } from './products-query.ts';

/** What the shop's API works on. */
export interface ShopContext extends CartContext {
  readonly orders: Orders;
  readonly store: string;
  readonly options: MagentoTwinOptions;
}

interface Input<T> {
  readonly input: T & { readonly cart_id: string };
}
interface CartItemInput {
  readonly sku: string;
  readonly parent_sku?: string;
  readonly quantity: number;
  readonly selected_options?: readonly string[];
}
interface Method {
  readonly carrier_code: string;
  readonly method_code: string;
}
interface Estimate {
  readonly address: TwinAddress;
  readonly shipping_method?: Method;
}

/** What GraphQL answers, field by field. */
export function shopRoot(context: ShopContext) {
  const { carts, orders, currency, options } = context;
  const shown = (cart: TwinCart) => ({ cart: cartView(cart, context) });
  return {
    storeConfig: () => ({
      code: context.store,
      store_name: 'Twin Goods',
      base_currency_code: currency,
      default_display_currency_code: currency,
    }),
    products: (args: ProductsArgs) => products(args, context),
    country: ({ id }: { id?: string }) => ({ id, available_regions: options.regions?.[id ?? ''] ?? null }),
    cart: ({ cart_id }: { cart_id: string }) => cartView(carts.open(cart_id), context),
    createGuestCart: ({ input }: { input?: { cart_uid?: string | null } | null }) => shown(carts.create(input?.cart_uid)),
    createEmptyCart: ({ input }: { input?: { cart_id?: string | null } | null }) => carts.create(input?.cart_id).id,
    addProductsToCart: ({ cartId, cartItems }: { cartId: string; cartItems: readonly CartItemInput[] }) => {
      const cart = carts.open(cartId);
      const user_errors = cartItems.flatMap(item => addError(cart, item, context) ?? []);
      return { ...shown(cart), user_errors };
    },
    removeItemFromCart: ({ input }: Input<{ cart_item_uid: string }>) => {
      const cart = carts.open(input.cart_id);
      const at = cart.items.findIndex(item => item.uid === input.cart_item_uid);
      if (at < 0) throw graphqlError('no-such-entity', "The cart doesn't contain the item");
      cart.items.splice(at, 1);
      return shown(cart);
    },
    setGuestEmailOnCart: ({ input }: Input<{ email: string }>) => {
      if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(input.email)) throw graphqlError('input', 'Invalid email format');
      const cart = carts.open(input.cart_id);
      cart.email = input.email;
      return shown(cart);
    },
    setShippingAddressesOnCart: ({ input }: Input<{ shipping_addresses: readonly { address: TwinAddress }[] }>) => {
      const cart = carts.open(input.cart_id);
      cart.address = checked(input.shipping_addresses[0]?.address, options);
      return shown(cart);
    },
    setShippingMethodsOnCart: ({ input }: Input<{ shipping_methods: readonly Method[] }>) => {
      const cart = carts.open(input.cart_id);
      cart.shipping = chosen(cart.address?.country_code ?? '', input.shipping_methods[0], context);
      return shown(cart);
    },
    setBillingAddressOnCart: ({ input }: Input<{ billing_address: { address?: TwinAddress; same_as_shipping?: boolean } }>) => {
      const cart = carts.open(input.cart_id);
      const { address, same_as_shipping } = input.billing_address;
      cart.billing = checked(same_as_shipping ? cart.address : address, options);
      return shown(cart);
    },
    applyCouponToCart: ({ input }: Input<{ coupon_code: string }>) => {
      const cart = carts.open(input.cart_id);
      if (input.coupon_code !== options.coupon?.code) {
        throw graphqlError('no-such-entity', "The coupon code isn't valid. Verify the code and try again.");
      }
      cart.coupon = input.coupon_code;
      return shown(cart);
    },
    setPaymentMethodOnCart: ({ input }: Input<{ payment_method: { code: string } }>) => {
      const cart = carts.open(input.cart_id);
      if (!context.paymentMethods.includes(input.payment_method.code)) {
        throw graphqlError('input', 'The requested Payment Method is not available.');
      }
      cart.payment = input.payment_method.code;
      return shown(cart);
    },
    estimateShippingMethods: ({ input }: Input<Estimate>) => {
      carts.open(input.cart_id);
      return offersTo(input.address.country_code, context);
    },
    estimateTotals: ({ input }: Input<Estimate>) => {
      const cart = carts.open(input.cart_id);
      const method = input.shipping_method;
      return { cart: cartView(cart, context, method && chosen(input.address.country_code, method, context)) };
    },
    placeOrder: ({ input }: Input<object>) => placeOrder(input.cart_id, context),
    guestOrder: ({ input }: { input: { number: string; email: string; lastname: string } }) => {
      const order = orders.byNumber(input.number);
      if (!order || order.email !== input.email || order.lastname !== input.lastname) throw noOrder();
      return guestView(order, orders, currency);
    },
    guestOrderByToken: ({ input }: { input: { token: string } }) => {
      const order = orders.all().find(({ token }) => token === input.token);
      if (!order) throw noOrder();
      return guestView(order, orders, currency);
    },
    requestGuestOrderCancel: ({ input }: { input: { token: string; reason: string } }) => {
      const order = orders.all().find(({ token }) => token === input.token);
      const error = (code: string, message: string) => ({ error: message, errorV2: { code, message }, order: null });
      if (!options.allowsGuestCancel) return error('ORDER_CANCELLATION_DISABLED', 'Order cancellation is not enabled for requested store.');
      if (!order) return error('ORDER_NOT_FOUND', 'The entity that was requested doesn’t exist. Verify the entity and try again.');
      if (order.state !== 'new') return error('INVALID_ORDER_STATUS', 'Order already closed, complete, cancelled or on hold');
      return { error: null, errorV2: null, order: guestView(order, orders, currency) };
    },
  };
}

function noOrder() {
  return graphqlError('no-such-entity', "We couldn't locate an order with the information provided.");
}

function addError(cart: TwinCart, item: CartItemInput, { catalogue, carts, options }: ShopContext): object | undefined {
  const error = (code: string, message: string, more: object = { __typename: 'CartUserInputError' }) => ({ ...more, code, message });
  const found = foundFor(item, catalogue);
  if (!found) return error('PRODUCT_NOT_FOUND', `Could not find a product with SKU "${item.sku}"`);
  if (item.quantity <= 0) return error('UNDEFINED', 'The product quantity should be greater than 0');
  if (found.product.variants && found.thing === found.product) return error('UNDEFINED', 'You need to choose options for your item.');
  if (found.product.selections && !item.selected_options?.length) return error('UNDEFINED', 'Please specify product option(s).');
  const message = carts.add(cart, found, item.quantity);
  if (message === undefined) return undefined;
  if (!message.startsWith('The requested qty')) return error('NOT_SALABLE', message);
  if (options.version === '2.4.6') return error('INSUFFICIENT_STOCK', message);
  return error('INSUFFICIENT_STOCK', message, { __typename: 'InsufficientStockError', quantity: catalogue.left(found.thing) });
}

function foundFor({ sku, parent_sku }: CartItemInput, catalogue: ShopContext['catalogue']): Found | undefined {
  const found = catalogue.find(sku);
  return parent_sku === undefined || found?.product.sku === parent_sku ? found : undefined;
}

/** The address, unless core would not take it. */
function checked(address: TwinAddress | undefined, { regions }: MagentoTwinOptions): TwinAddress {
  if (!address) throw graphqlError('input', 'The shipping address must contain either "customer_address_id" or "address".');
  const empty = (['firstname', 'lastname', 'city', 'telephone'] as const).find(name => !address[name]);
  if (empty) throw graphqlError('input', `"${empty}" is required. Enter and try again.`);
  const known = regions?.[address.country_code];
  if (known && !known.some(({ id, code }) => id === address.region_id || code === address.region)) {
    throw graphqlError('input', 'Region is not available for the selected country');
  }
  return address;
}

function chosen(country: string, method: Method | undefined, context: ShopContext) {
  const offer = offersTo(country, context).find(one => one.carrier_code === method?.carrier_code && one.method_code === method.method_code);
  if (!offer) {
    throw graphqlError('input', `Carrier with such method not found: ${method?.carrier_code}, ${method?.method_code}`);
  }
  return { carrier: offer.carrier_code, method: offer.method_code };
}
