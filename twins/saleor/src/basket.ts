import { quotient, sumOf, taxedOf, type Taxed } from './exact.ts';
import { requireAddress, type Address, type AddressRules } from './address.ts';
import { denied } from './errors.ts';
import { globalId, keyOf } from './ids.ts';
import type { ChannelOption } from './options.ts';
import type { Method, Shop, Variant, Voucher } from './shop.ts';
import type { Transaction } from './transaction.ts';

/** Prices of a basket are not asked for again within an hour, unless it changes. */
const PRICES_KEPT_MS = 3_600_000;

export interface BasketLine {
  readonly id: string;
  readonly variant: Variant;
  quantity: number;
  /** As entered when the basket was last priced: now, and before the promotion. */
  unit: number;
  list: number;
  /** Its share of the voucher. */
  off: number;
}

export interface Basket {
  readonly key: string;
  readonly channel: ChannelOption;
  readonly created: Date;
  email: string | null;
  lines: BasketLine[];
  shippingAddress: Address | undefined;
  billingAddress: Address | undefined;
  voucher: Voucher | undefined;
  voucherOff: number;
  method: Method | undefined;
  /** What the method cost when it was chosen. */
  fare: number;
  isStale: boolean;
  /** Delivery ids by method. */
  readonly deliveries: Map<number, string>;
  readonly metadata: Map<string, string>;
  pricedAt: Date;
  readonly transactions: Transaction[];
}

/** A basket with nothing in it. */
export function newBasket(shop: Shop, channel: ChannelOption): Basket {
  return {
    key: shop.uuid(),
    channel,
    created: shop.now(),
    email: null,
    lines: [],
    shippingAddress: undefined,
    billingAddress: undefined,
    voucher: undefined,
    voucherOff: 0,
    method: undefined,
    fare: 0,
    isStale: false,
    deliveries: new Map(),
    metadata: new Map(),
    pricedAt: shop.now(),
    transactions: [],
  };
}

/** The basket; a mutation on one that is gone is denied. */
export function basketOf(shop: Shop, id: string | null | undefined): Basket {
  const basket = shop.baskets.get(keyOf('Checkout', id) ?? '');
  if (!basket) throw denied('NOT_FOUND', 'id', `Couldn't resolve to a node: ${id}`);
  return basket;
}

/** Every change asks for all prices anew, and makes the chosen delivery one that has to be chosen again. */
export function afterChange(shop: Shop, basket: Basket): void {
  reprice(shop, basket);
  basket.isStale = basket.method !== undefined && needsShipping(basket);
}

/** All lines at today's prices, the voucher spread over them. */
export function reprice(shop: Shop, basket: Basket): void {
  basket.pricedAt = shop.now();
  for (const line of basket.lines) {
    const entered = shop.enteredPrice(line.variant, basket.channel);
    if (entered) Object.assign(line, { unit: entered.now, list: entered.list });
    line.off = 0;
  }
  const before = basket.lines.reduce((sum, line) => sum + line.unit * line.quantity, 0);
  basket.voucherOff = basket.voucher === undefined || before === 0 ? 0 : takenOff(basket.voucher, before, basket.channel.currency);
  let left = basket.voucherOff;
  for (const [at, line] of basket.lines.entries()) {
    line.off = at === basket.lines.length - 1 ? left : quotient(basket.voucherOff * line.unit * line.quantity, before || 1);
    left -= line.off;
  }
}

/** Before it becomes an order: prices that are older than an hour are asked for again. */
export function repriceOld(shop: Shop, basket: Basket): void {
  if (shop.now().getTime() - basket.pricedAt.getTime() > PRICES_KEPT_MS) reprice(shop, basket);
}

function takenOff({ about }: Voucher, before: number, currency: string): number {
  if (about.percentOff !== undefined) return quotient(before * about.percentOff, 100);
  return Math.min(before, Math.round((about.amountOff ?? 0) * 10 ** (currency === 'JPY' ? 0 : 2)));
}

export interface LineTotals {
  readonly unit: Taxed;
  readonly total: Taxed;
}

/** What a line costs, by the prices it was last given. A unit times the quantity need not be the total. */
export function lineTotals(shop: Shop, { channel, shippingAddress }: Basket, line: BasketLine): LineTotals {
  const rate = shop.rateFor(shippingAddress?.country ?? channel.country);
  const includesTax = channel.pricesIncludeTax ?? true;
  const entered = line.unit * line.quantity - line.off;
  return {
    unit: taxedOf(line.quantity === 0 ? 0 : quotient(entered, line.quantity), rate, includesTax),
    total: taxedOf(entered, rate, includesTax),
  };
}

export function basketTotals(shop: Shop, basket: Basket) {
  const subtotal = sumOf(basket.lines.map(line => lineTotals(shop, basket, line).total));
  const { channel, shippingAddress } = basket;
  const fare = basket.method && needsShipping(basket) ? basket.fare : 0;
  const shipping = taxedOf(fare, shop.rateFor(shippingAddress?.country ?? channel.country), channel.pricesIncludeTax ?? true);
  return { subtotal, shipping, total: sumOf([subtotal, shipping]) };
}

export function needsShipping({ lines }: Basket): boolean {
  return lines.some(({ variant }) => variant.product.about.needsShipping ?? true);
}

/** Methods that may be chosen now: none before there is an address. */
export function methodsFor(shop: Shop, basket: Basket): readonly Method[] {
  const { shippingAddress, channel } = basket;
  if (!shippingAddress || !shop.deliveredTo.includes(shippingAddress.country) || !needsShipping(basket)) return [];
  const { subtotal } = basketTotals(shop, basket);
  return shop.methods.filter(
    ({ prices, about }) => prices.has(channel.slug) && subtotal.gross >= Math.round((about.minimumOrder ?? 0) * 100),
  );
}

/** The delivery's id in this basket, the same as long as it lives. */
export function deliveryId(shop: Shop, basket: Basket, method: Method): string {
  const key = basket.deliveries.get(method.id) ?? shop.uuid();
  basket.deliveries.set(method.id, key);
  return globalId('CheckoutDelivery', key);
}

/** Takes an address over; what the shop cannot deliver to that country counts as out of stock. */
export function setShippingAddress(shop: Shop, basket: Basket, given: Address, rules?: AddressRules): void {
  const address = requireAddress(given, 'SHIPPING', rules);
  requireStock(shop, basket.lines, address.country);
  basket.shippingAddress = address;
}

/** Denies what is not there in the quantity that is wanted. */
export function requireStock(
  shop: Shop,
  lines: readonly { readonly variant: Variant; readonly quantity: number }[],
  country: string | undefined,
): void {
  for (const { variant, quantity } of lines) {
    const isElsewhere = country !== undefined && !shop.deliveredTo.includes(country);
    const left = isElsewhere ? 0 : variant.stock === undefined ? Infinity : variant.stock - shop.allocated(variant);
    if (quantity > left) {
      throw denied(
        'INSUFFICIENT_STOCK',
        'quantity',
        `Could not add items ${variant.about.name}. Only ${Math.max(0, left)} remaining in stock.`,
      );
    }
  }
}
