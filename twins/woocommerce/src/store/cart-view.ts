import { divideRounded, taxOnNet, toMicros } from '../decimal.ts';
import { textureEntities } from '../html.ts';
import { emptyAddress, type Address, type Order } from '../orders/order.ts';
import { ratePercent, rateFor, taxCountry, totalsOf } from '../orders/totals.ts';
import { isPurchasable } from '../prices.ts';
import { permalink } from '../rest/product-view.ts';
import { GATEWAYS } from '../rest/settings-routes.ts';
import type { Shop } from '../shop.ts';
import { stockKeeper } from '../stock.ts';
import { mostOf, priceCart, type Cart, type PricedCart, type Rate } from './cart.ts';
import { cartPriceFields, currencyFields, minor } from './money.ts';
import { imagesOf, lowStock } from './product-view.ts';

/** The whole cart, as every cart route answers it. */
export function cartView(shop: Shop, cart: Cart, home: string): Record<string, unknown> {
  const priced = priceCart(shop, cart);
  const { order, items, rates } = priced;
  return {
    items: itemViews(shop, priced, home),
    coupons: order.couponLines.map(line => ({
      code: line.code,
      discount_type: [...shop.coupons.values()].find(coupon => coupon.code === line.code)?.discountType ?? 'fixed_cart',
      totals: {
        total_discount: minor(shop, toMicros(line.discount)),
        total_discount_tax: minor(shop, toMicros(line.discountTax)),
        ...currencyFields(shop),
      },
    })),
    fees: [],
    totals: cartTotals(shop, order),
    shipping_address: shippingAddress(cart.shipping),
    billing_address: billingAddress(cart.billing),
    needs_payment: totalsOf(shop, order).total > 0n,
    needs_shipping: items.some(({ product }) => !product.virtual),
    payment_requirements: ['products'],
    has_calculated_shipping: items.length > 0,
    shipping_rates: rates.length === 0 ? [] : [packageView(shop, cart, priced)],
    items_count: cart.items.reduce((sum, item) => sum + item.quantity, 0),
    items_weight: 0,
    cross_sells: [],
    errors: problems(shop, priced),
    payment_methods: GATEWAYS.map(gateway => gateway.id),
    extensions: {},
  };
}

/** The lines of a cart. */
export function itemViews(shop: Shop, { items }: PricedCart, home: string): object[] {
  return items.map(({ item, product, line }) => {
    const parent = shop.products.get(product.parentId);
    return {
      key: item.key,
      id: product.id,
      type: product.type,
      quantity: item.quantity,
      quantity_limits: { minimum: 1, maximum: mostOf(shop, product), multiple_of: 1, editable: !product.soldIndividually },
      name: textureEntities((parent ?? product).name),
      short_description:
        product.shortDescription === '' || product.shortDescription.startsWith('<')
          ? product.shortDescription
          : `<p>${product.shortDescription}</p>`,
      description: '',
      sku: product.sku,
      low_stock_remaining: lowStock(shop, product),
      backorders_allowed: product.backorders !== 'no',
      show_backorder_badge: product.backorders === 'notify' && stockKeeper(shop, product)?.stockStatus === 'onbackorder',
      sold_individually: product.soldIndividually,
      permalink: permalink(shop, product, home),
      images: imagesOf(product.images.length === 0 ? (parent ?? product) : product, home),
      variation:
        product.type === 'variation' ? product.attributes.map(({ name, options }) => ({ attribute: name, value: options[0] ?? '' })) : [],
      item_data: [],
      prices: cartPriceFields(shop, product),
      totals: {
        line_subtotal: minor(shop, toMicros(line.subtotal)),
        line_subtotal_tax: minor(shop, toMicros(line.subtotalTax)),
        line_total: minor(shop, toMicros(line.total)),
        line_total_tax: minor(shop, toMicros(line.totalTax)),
        ...currencyFields(shop),
      },
      catalog_visibility: product.catalogVisibility,
      extensions: {},
    };
  });
}

function cartTotals(shop: Shop, order: Order): object {
  const totals = totalsOf(shop, order);
  const hasShipping = order.shippingLines.length > 0;
  const sum = (pick: (line: Order['lines'][number]) => string) =>
    minor(
      shop,
      order.lines.reduce((sum, line) => sum + BigInt(minor(shop, toMicros(pick(line)))) * unit(shop), 0n),
    );
  const tax = totals.cartTax + totals.shippingTax;
  return {
    total_items: sum(line => line.subtotal),
    total_items_tax: sum(line => line.subtotalTax),
    total_fees: '0',
    total_fees_tax: '0',
    total_discount: minor(
      shop,
      order.couponLines.reduce((sum, line) => sum + toMicros(line.discount), 0n),
    ),
    total_discount_tax: minor(
      shop,
      order.couponLines.reduce((sum, line) => sum + toMicros(line.discountTax), 0n),
    ),
    total_shipping: hasShipping ? minor(shop, totals.shipping) : null,
    total_shipping_tax: hasShipping ? minor(shop, totals.shippingTax) : null,
    total_price: minor(shop, totals.total),
    total_tax: minor(shop, tax),
    tax_lines:
      order.taxRate === '' || tax === 0n
        ? []
        : [{ name: shop.settings.taxName, price: minor(shop, tax), rate: `${ratePercent(order.taxRate)}%` }],
    ...currencyFields(shop),
  };
}

/** Millionths in one minor unit. */
function unit(shop: Shop): bigint {
  return divideRounded(1_000_000n, BigInt(minor(shop, 1_000_000n)));
}

function packageView(shop: Shop, cart: Cart, { items, rates, order }: PricedCart): object {
  const { address_1, address_2, city, state, postcode, country } = cart.shipping;
  return {
    package_id: 0,
    name: 'Shipment 1',
    destination: { address_1, address_2, city, state, postcode, country },
    items: items.map(({ item, line }) => ({ key: item.key, name: line.name, quantity: item.quantity })),
    shipping_rates: rates.map(rate => rateView(shop, rate, order)),
  };
}

function rateView(shop: Shop, rate: Rate, order: Order): object {
  const taxRate = rateFor(shop, taxCountry(order));
  const net = toMicros(rate.cost);
  return {
    rate_id: rate.id,
    name: rate.method.method.title,
    description: '',
    delivery_time: '',
    price: minor(shop, net),
    taxes: minor(shop, taxRate === undefined ? 0n : taxOnNet(net, taxRate)),
    instance_id: rate.method.instanceId,
    method_id: rate.method.method.methodId,
    meta_data: [{ key: 'Items', value: order.lines.map(line => `${line.name} &times; ${line.quantity}`).join(', ') }],
    selected: rate.isChosen,
    ...currencyFields(shop),
  };
}

function problems(shop: Shop, { items }: PricedCart): object[] {
  return items.flatMap(({ product }) => {
    const status = stockKeeper(shop, product)?.stockStatus ?? product.stockStatus;
    if (status === 'outofstock')
      return [
        {
          code: 'woocommerce_rest_product_out_of_stock',
          message: `"${product.name}" is out of stock and cannot be purchased. Please remove it from your cart.`,
        },
      ];
    return isPurchasable(shop, product)
      ? []
      : [{ code: 'woocommerce_rest_product_not_purchasable', message: `"${product.name}" is not available for purchase.` }];
  });
}

/** Without the e-mail, which only bills have. */
export function shippingAddress(address: Address): object {
  const { first_name, last_name, company, address_1, address_2, city, state, postcode, country, phone } = { ...emptyAddress(), ...address };
  return { first_name, last_name, company, address_1, address_2, city, state, postcode, country, phone };
}

/** With the e-mail in its place. */
export function billingAddress(address: Address): object {
  const { phone, ...rest } = shippingAddress(address) as Address;
  return { ...rest, email: address.email ?? '', phone };
}
