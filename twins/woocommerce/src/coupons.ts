import { divideRounded, roundMicros, toMicros } from './decimal.ts';
import type { CouponOption } from './options.ts';

/** A coupon as the shop's database has it. */
export interface Coupon {
  readonly id: number;
  code: string;
  discountType: 'percent' | 'fixed_cart' | 'fixed_product';
  amount: string;
  minimumAmount: string;
  usageLimit: number | null;
  usageCount: number;
  expiresAt: number | null;
  individualUse: boolean;
  freeShipping: boolean;
  productIds: readonly number[];
  createdAt: number;
}

/** Goods a coupon may take from; `price` is what the buyer sees for the whole line, tax inside when the shop's prices have it inside. */
export interface DiscountLine {
  readonly productId: number;
  readonly quantity: number;
  readonly price: bigint;
  /** What other coupons have left of it. */
  readonly left: bigint;
}

export function couponFrom(option: CouponOption, id: number, at: number): Coupon {
  return {
    id,
    code: option.code.toLowerCase(),
    discountType: option.discountType ?? 'fixed_cart',
    amount: option.amount,
    minimumAmount: option.minimumAmount ?? '0',
    usageLimit: option.usageLimit ?? null,
    usageCount: 0,
    expiresAt: option.expires === undefined ? null : Date.parse(option.expires),
    individualUse: option.individualUse === true,
    freeShipping: option.freeShipping === true,
    productIds: option.productIds ?? [],
    createdAt: at,
  };
}

/** Why the coupon is refused, in the shop's words, or `undefined` when it is taken. `subtotal` is what the buyer sees for all goods. */
export function couponProblem(
  coupon: Coupon,
  lines: readonly DiscountLine[],
  now: number,
  money: (micros: bigint) => string,
): string | undefined {
  const subtotal = lines.reduce((sum, line) => sum + line.price, 0n);
  if (coupon.usageLimit !== null && coupon.usageCount >= coupon.usageLimit) return 'Coupon usage limit has been reached.';
  if (coupon.expiresAt !== null && now > coupon.expiresAt) return 'This coupon has expired.';
  if (toMicros(coupon.minimumAmount) > subtotal) return `The minimum spend for this coupon is ${money(toMicros(coupon.minimumAmount))}.`;
  if (coupon.productIds.length > 0 && !lines.some(line => coupon.productIds.includes(line.productId)))
    return 'Sorry, this coupon is not applicable to selected products.';
  return undefined;
}

/** What a coupon takes from each line, in the buyer's prices, rounded to the currency: a share of the full price, never more than is left of it. */
export function discountPerLine(coupon: Coupon, lines: readonly DiscountLine[], places: number): bigint[] {
  const eligible = lines.map(line => (coupon.productIds.length === 0 || coupon.productIds.includes(line.productId) ? line.price : 0n));
  const amount = toMicros(coupon.amount);
  const atMost = (index: number, wanted: bigint) => {
    const left = eligible[index] === 0n ? 0n : (lines[index]?.left ?? 0n);
    return wanted > left ? left : wanted;
  };
  if (coupon.discountType === 'percent')
    return eligible.map((price, index) => atMost(index, roundMicros(divideRounded(price * amount, 100_000_000n), places)));
  if (coupon.discountType === 'fixed_product')
    return lines.map((line, index) => atMost(index, amount * BigInt(Math.max(line.quantity, 0))));
  return sharedOut(
    amount,
    eligible.map((price, index) => atMost(index, price)),
    places,
  );
}

/** A fixed amount over all lines by their price; what rounding leaves over goes to the first lines that can bear it. */
function sharedOut(amount: bigint, prices: readonly bigint[], places: number): bigint[] {
  const whole = prices.reduce((sum, price) => sum + price, 0n);
  if (whole === 0n) return prices.map(() => 0n);
  const wanted = amount > whole ? whole : amount;
  const unit = 10n ** BigInt(6 - places);
  const shares = prices.map(price => ((wanted * price) / whole / unit) * unit);
  let left = wanted - shares.reduce((sum, share) => sum + share, 0n);
  return shares.map((share, index) => {
    const room = (prices[index] ?? 0n) - share;
    const more = left < room ? left : room;
    left -= more;
    return share + more;
  });
}
