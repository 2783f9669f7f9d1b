import type { CartItem, Carts, Totals, TwinCart } from './carts.ts';
import { money, toCents } from './cents.ts';
import type { MagentoTwinOptions } from './options.ts';
import { productView, selectionUid, thingView, type ViewContext } from './product-view.ts';

type Offers = NonNullable<MagentoTwinOptions['shipping']>;

/** What basket views are made of. */
export interface CartContext extends ViewContext {
  readonly carts: Carts;
  readonly offers: Offers;
  readonly shipsTo: readonly string[] | undefined;
  readonly paymentMethods: readonly string[];
}

/** A basket as GraphQL shows it. */
export function cartView(cart: TwinCart, context: CartContext, shipping = cart.shipping) {
  const { carts, currency, offers, paymentMethods } = context;
  const totals = carts.totals(cart, shipping);
  const discounts = totals.rows.flatMap(row => row.discounts);
  const labels = [...new Set(discounts.map(({ label }) => label))];
  const items = () => cart.items.map((item, index) => itemView(item, totals.rows[index], context));
  return {
    id: cart.id,
    email: cart.email ?? null,
    is_virtual: isVirtual(cart),
    items,
    itemsV2: () => ({ items: items(), total_count: cart.items.length }),
    applied_coupons: cart.coupon === undefined ? null : [{ code: cart.coupon }],
    available_payment_methods: paymentMethods.map(code => ({ code })),
    shipping_addresses: cart.address
      ? [
          {
            available_shipping_methods: offersTo(cart.address.country_code, context),
            selected_shipping_method: offers
              .filter(offer => offer.carrier === cart.shipping?.carrier && offer.method === cart.shipping.method)
              .map(offer => shippingView(offer, currency))[0],
          },
        ]
      : [],
    prices: {
      grand_total: money(totals.grandTotal, currency),
      applied_taxes: totals.tax > 0n ? [{ label: 'Tax', amount: money(totals.tax, currency) }] : [],
      discounts:
        labels.length === 0
          ? null
          : labels.map(label => ({
              label,
              applied_to: 'ITEM',
              amount: money(
                discounts.filter(one => one.label === label).reduce((all, { cents }) => all + cents, 0n),
                currency,
              ),
            })),
    },
  };
}

export function isVirtual({ items }: TwinCart): boolean {
  return items.length > 0 && items.every(({ found }) => found.product.isVirtual === true);
}

/** The ways of shipping to a country. */
export function offersTo(country: string, { offers, shipsTo, currency }: CartContext) {
  return shipsTo && !shipsTo.includes(country) ? [] : offers.map(offer => shippingView(offer, currency));
}

function shippingView({ carrier, method, title, price }: Offers[number], currency: string) {
  const amount = money(toCents(price), currency);
  return {
    carrier_code: carrier,
    carrier_title: title,
    method_code: method,
    method_title: 'Fixed',
    available: true,
    error_message: '',
    amount,
    price_excl_tax: amount,
    price_incl_tax: amount,
  };
}

function itemView({ uid, found, quantity }: CartItem, row: Totals['rows'][number] | undefined, context: CartContext) {
  const { product, thing } = found;
  const { currency } = context;
  const isVariant = product.variants !== undefined && thing !== product;
  const { total = 0n, withTax = 0n, discounts = [] } = row ?? {};
  return {
    __typename: isVariant
      ? 'ConfigurableCartItem'
      : product.selections
        ? 'BundleCartItem'
        : product.isVirtual
          ? 'VirtualCartItem'
          : 'SimpleCartItem',
    uid,
    quantity,
    product: productView(product, context),
    configured_variant: isVariant ? thingView(thing, thing.name ?? product.name, context) : null,
    bundle_options: product.selections?.map((_, index) => ({ values: [{ uid: selectionUid(index) }] })),
    prices: {
      price: money(total / BigInt(quantity), currency),
      row_total: money(total, currency),
      row_total_including_tax: money(withTax, currency),
      total_item_discount: money(
        discounts.reduce((all, { cents }) => all + cents, 0n),
        currency,
      ),
      discounts:
        discounts.length === 0
          ? null
          : discounts.map(({ label, cents }) => ({ label, applied_to: 'ITEM', amount: money(cents, currency) })),
    },
  };
}
