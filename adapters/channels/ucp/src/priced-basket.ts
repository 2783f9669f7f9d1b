import type { Quote, QuotedLine } from '@onebasket/adapter-sdk';
import { allocate, isRefusal, refuse, type CurrencyCode, type Money, type Refusal } from '@onebasket/core';
import type { Basket, BasketLine } from './basket.ts';
import { lineIndexOf, reasonOf, toRefusal } from './errors.ts';
import { chosenOptions, toMethodId } from './shipping.ts';
import type { AppliedDiscount, Checkout, CheckoutLine } from './wire-checkout.ts';
import { told } from './wire.ts';

/** What is wrong with the goods of a session, or its lines in the order of the basket's. */
export function matchLines(session: Checkout, basket: Pick<Basket, 'lines'>): readonly CheckoutLine[] | Refusal {
  const goods = session.messages.find(
    ({ type, code, path }) => type === 'error' && (lineIndexOf(path) !== undefined || isAboutGoods(code)),
  );
  if (goods) return toRefusal([goods], basket.lines);
  const free = [...session.lines];
  const matched: CheckoutLine[] = [];
  for (const line of basket.lines) {
    const at = free.findIndex(({ itemId }) => itemId === line.externalId);
    const found = at < 0 ? undefined : free.splice(at, 1)[0];
    if (!found) return refuse('closed', 'the merchant left a line out of the basket', { externalIds: [line.externalId] });
    if (found.quantity !== line.quantity) return refuseQuantity(line, found);
    matched.push(found);
  }
  return free.length === 0 ? matched : refuse('other', 'the merchant put more into the basket than was asked for');
}

/** The quote that a priced session (or cart) amounts to. `now` rounds nothing: every amount is the merchant's own, split where a discount is for the whole. */
export function toQuote(session: Checkout, basket: Basket, kind: 'checkout' | 'cart'): Quote | Refusal {
  const lines = matchLines(session, basket);
  if (isRefusal(lines)) return lines;
  const { currency, totals } = session;
  const of = (minor: bigint): Money => ({ minor, currency });
  const split = splitTotals(session, lines);
  const quoted = quoteLines(lines, split, session, kind);
  const options = chosenOptions(session);
  const isShipped = basket.place === undefined || options !== undefined || session.methods.length === 0;
  return {
    lines: quoted,
    total: of(totals.total),
    raw: session.raw,
    ...(options || split.shipping > 0n ? { shipping: shippingOf(session, of(split.shipping)) } : {}),
    ...(totals.tax > 0n ? { tax: of(totals.tax) } : {}),
    ...(kind === 'cart' || !totals.addsUp || !split.isExact || !isShipped || session.status === 'requires_escalation'
      ? { isEstimate: true }
      : {}),
    ...deliveryOf(session),
  };
}

interface Split {
  /** What each line costs after every discount. */
  readonly subtotals: readonly bigint[];
  readonly shipping: bigint;
  /** Lines, shipping and tax make the total. */
  readonly isExact: boolean;
}

/** Parts the totals into lines and shipping: what is taken off the whole is spread over the lines by value, save what is said to be off the shipping. */
function splitTotals({ totals, discounts }: Checkout, lines: readonly CheckoutLine[]): Split {
  const others = totals.others.reduce((all, { amount }) => all + amount, 0n);
  const offShipping = least(
    discounts.reduce((all, discount) => all + discount.offShipping, 0n),
    -totals.discount,
  );
  let shipping = totals.fulfillment + (others > 0n ? others : 0n) - offShipping;
  let goods = totals.subtotal + totals.itemsDiscount + totals.discount + offShipping + (others < 0n ? others : 0n);
  // A percentage off everything may be more than the goods.
  if (goods < 0n) [shipping, goods] = [shipping + goods, 0n];
  if (shipping < 0n) [goods, shipping] = [goods + shipping, 0n];
  const isExact = goods >= 0n && goods + shipping + totals.tax === totals.total;
  const weights = lines.map(({ total }) => total.minor);
  const currency = lines[0]?.total.currency;
  if (!isExact || currency === undefined) return { subtotals: weights, shipping: shipping < 0n ? 0n : shipping, isExact };
  return { subtotals: spread(goods, weights, currency), shipping, isExact };
}

function quoteLines(lines: readonly CheckoutLine[], split: Split, session: Checkout, kind: 'checkout' | 'cart'): readonly QuotedLine[] {
  const { currency } = session;
  const before = lines.map(({ price, quantity }) => price.minor * BigInt(quantity));
  const saved = before.map((amount, at) => amount - (split.subtotals[at] ?? amount));
  const shares = sharesOf(session.discounts, saved, currency);
  return lines.map((line, at) => ({
    externalId: line.itemId,
    title: line.title,
    quantity: line.quantity,
    listPrice: line.price,
    unitPrice: line.price,
    subtotal: { minor: split.subtotals[at] ?? line.total.minor, currency },
    promotions: shares[at] ?? [],
    // A session that took these pieces has them; a cart promises nothing.
    availability: kind === 'checkout' ? ('IN_STOCK' as const) : ('UNKNOWN' as const),
  }));
}

/** Who saved what on which line. Some servers repeat what is applied: each is told once, and all together save what the lines say. */
function sharesOf(
  discounts: readonly AppliedDiscount[],
  saved: readonly bigint[],
  currency: CurrencyCode,
): readonly QuotedLine['promotions'][] {
  const sum = saved.reduce((all, amount) => all + (amount > 0n ? amount : 0n), 0n);
  if (sum === 0n) return saved.map(() => []);
  const once = discounts.filter(
    (one, at) => discounts.findIndex(other => other.code === one.code && other.title === one.title && other.amount === one.amount) === at,
  );
  const told = once.some(({ amount }) => amount > 0n) ? once : [{ title: 'Discount', amount: sum, isAutomatic: true, offShipping: 0n }];
  return saved.map(amount => {
    if (amount <= 0n) return [];
    const parts = spread(
      amount,
      told.map(discount => discount.amount),
      currency,
    );
    return told.flatMap(({ code, title, isAutomatic }, at) => {
      const minor = parts[at] ?? 0n;
      return minor === 0n
        ? []
        : [{ id: code ?? title, kind: isAutomatic ? ('OTHER' as const) : ('COUPON' as const), label: title, saved: { minor, currency } }];
    });
  });
}

function shippingOf({ totals, methods }: Checkout, cost: Money): NonNullable<Quote['shipping']> {
  const options = methods.flatMap(method =>
    method.groups.flatMap(group => group.options.filter(({ id }) => id === group.selectedOptionId)),
  );
  const titles = [...options.map(({ title }) => title), ...totals.others.filter(({ amount }) => amount > 0n).map(({ text }) => text)];
  return { methodId: toMethodId(options), title: titles.join(' + ') || 'Shipping', cost };
}

function deliveryOf(session: Checkout): Pick<Quote, 'deliveryEstimate'> {
  const options = chosenOptions(session) ?? [];
  const earliest = options
    .flatMap(option => option.earliest ?? [])
    .sort()
    .at(-1);
  const latest = options
    .flatMap(option => option.latest ?? [])
    .sort()
    .at(-1);
  return earliest === undefined && latest === undefined ? {} : { deliveryEstimate: told({ earliest, latest }) };
}

function refuseQuantity({ externalId, quantity }: BasketLine, found: CheckoutLine): Refusal {
  const about = { externalIds: [externalId], available: found.quantity };
  return found.quantity < quantity && found.quantity >= 0
    ? refuse('out-of-stock', 'the merchant has fewer left', about)
    : refuse('other', 'the merchant changed the quantity', { externalIds: [externalId] });
}

function isAboutGoods(code: string): boolean {
  return ['out-of-stock', 'closed', 'not-found', 'limit-exceeded'].includes(reasonOf(code));
}

function spread(amount: bigint, weights: readonly bigint[], currency: CurrencyCode): readonly bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  const fair = sum > 0n ? weights : weights.map(() => 1n);
  return fair.length === 0 ? [] : allocate({ minor: amount, currency }, fair).map(({ minor }) => minor);
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
