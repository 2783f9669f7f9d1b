import type { Quote, QuotedLine } from '@onebasket/adapter-sdk';
import { allocate, isRefusal, refuse, type CurrencyCode, type Money, type Refusal } from '@onebasket/core';
import { linesOf, type Basket } from './basket.ts';
import { lineIndexOf, reasonOf, toRefusal } from './errors.ts';
import type { FulfillmentOption, Session, SessionLine } from './session-wire.ts';

/** What is wrong with the goods of a session, or its lines in the order of the basket's. */
export function matchLines(session: Session, basket: Pick<Basket, 'lines'>): readonly SessionLine[] | Refusal {
  const goods = session.messages.find(message => message.type === 'error' && isAboutGoods(message));
  if (goods) return toRefusal([goods], basket.lines);
  const found = linesOf(session, basket);
  const matched: SessionLine[] = [];
  for (const [at, { externalId, quantity }] of basket.lines.entries()) {
    const line = found[at];
    const about = { externalIds: [externalId] };
    if (!line) return refuse('closed', 'the merchant left a line out of the basket', about);
    if (line.availability === 'OUT_OF_STOCK')
      return refuse('out-of-stock', 'the merchant has none left', { ...about, available: line.stock ?? 0 });
    if (line.quantity < quantity) return refuse('out-of-stock', 'the merchant has fewer left', { ...about, available: line.quantity });
    if (line.quantity > quantity) return refuse('other', 'the merchant changed the quantity', about);
    matched.push(line);
  }
  return matched.length === session.lines.length ? matched : refuse('other', 'the merchant put more into the basket than was asked for');
}

/** The option by which everything is sent; `undefined` while none is chosen. */
export function chosenOption({ options, selected }: Session): FulfillmentOption | undefined {
  return selected.length === 1 ? options.find(({ id }) => id === selected[0]) : undefined;
}

/** The quote that a priced session amounts to: every amount is the merchant's own, split where a discount is for the whole. */
export function toQuote(session: Session, basket: Basket): Quote | Refusal {
  const lines = matchLines(session, basket);
  if (isRefusal(lines)) return lines;
  const { currency, totals } = session;
  const money = (minor: bigint): Money => ({ minor, currency });
  const option = chosenOption(session);
  const { shipping, tax, goods } = split(session, option);
  const subtotals = spread(
    goods,
    lines.map(({ subtotal }) => subtotal),
    currency,
  );
  const isSettled = basket.place !== undefined && (session.options.length === 0 || (option !== undefined && shipping !== undefined));
  const titles = [...(option ? [option.title] : []), ...totals.extras.filter(({ amount }) => amount > 0n).map(({ text }) => text)];
  const delivery = {
    ...(option?.earliest === undefined ? {} : { earliest: option.earliest }),
    ...(option?.latest === undefined ? {} : { latest: option.latest }),
  };
  return {
    lines: lines.map((line, at) => toQuotedLine(line, subtotals[at] ?? line.subtotal, session)),
    total: money(totals.total),
    raw: session.raw,
    ...(shipping === undefined
      ? {}
      : { shipping: { methodId: option?.id ?? '', title: titles.join(' + ') || 'Shipping', cost: money(shipping) } }),
    ...(tax > 0n ? { tax: money(tax) } : {}),
    ...(totals.addsUp && isSettled && session.status !== 'requires_escalation' ? {} : { isEstimate: true }),
    ...(Object.keys(delivery).length === 0 ? {} : { deliveryEstimate: delivery }),
  };
}

/**
 * Parts of the total that make it, whatever the merchant's own entries make: shipping with fees, tax on top, and the goods, which are the rest. Shipping is
 * `undefined` where it is not told; what is free needs no entry.
 */
function split({ totals }: Session, option: FulfillmentOption | undefined) {
  const extras = totals.extras.reduce((all, { amount }) => all + amount, 0n);
  const sending = totals.fulfillment ?? (option?.cost === 0n ? 0n : undefined);
  const isTold = (sending !== undefined && (option !== undefined || sending > 0n)) || extras > 0n;
  const shipping = isTold ? (sending ?? 0n) + extras : undefined;
  const tax = totals.isTaxOnTop ? totals.tax : 0n;
  const goods = totals.total - (shipping ?? 0n) - tax;
  const isSound = goods >= 0n && tax >= 0n && (shipping ?? 0n) >= 0n;
  return isSound ? { shipping, tax, goods } : { shipping: undefined, tax: 0n, goods: totals.total };
}

function toQuotedLine(line: SessionLine, subtotal: bigint, { currency, discounts, rejected }: Session): QuotedLine {
  const saved = line.unit * BigInt(line.quantity) - subtotal;
  const coupons = discounts.filter(({ amount }) => amount > 0n);
  const label = coupons.map(({ title }) => title).join(' + ') || 'Discount';
  const id = coupons.map(discount => discount.id).join(' + ') || 'discount';
  const kind = coupons.some(({ isAutomatic }) => !isAutomatic) ? 'COUPON' : 'OTHER';
  const unit = { minor: line.unit, currency };
  return {
    externalId: line.itemId,
    title: line.title,
    quantity: line.quantity,
    listPrice: unit,
    unitPrice: unit,
    subtotal: { minor: subtotal, currency },
    promotions: saved > 0n ? [{ id, kind, label, saved: { minor: saved, currency } }] : [],
    ...(rejected.length === 0
      ? {}
      : { rejectedPromotions: rejected.map(({ code, reason }) => ({ id: code, kind: 'COUPON' as const, label: code, reason })) }),
    availability: line.availability,
    ...(line.stock === undefined ? {} : { stock: line.stock }),
  };
}

/** An error that speaks of a line, or that only goods and their way can have. */
function isAboutGoods(message: Parameters<typeof reasonOf>[0]): boolean {
  return (
    lineIndexOf(message.param) !== undefined ||
    ['out-of-stock', 'limit-exceeded', 'not-found', 'not-deliverable'].includes(reasonOf(message))
  );
}

function spread(amount: bigint, weights: readonly bigint[], currency: CurrencyCode): readonly bigint[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  return allocate({ minor: amount, currency }, sum > 0n ? weights : weights.map(() => 1n)).map(({ minor }) => minor);
}
