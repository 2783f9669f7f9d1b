import { allocate, currency, decimalsOf, formatAmount, isDecimal, money, parseMoney, sum, type Money } from '@onebasket/core';
import { isPaidHere, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import { MOST_REFUNDS, type RefundShareDoc } from './refund-doc.ts';
import { least, leftOfPart, leftOfPayment, piecesGiven, priceOfPieces, shippingLeft } from './shares.ts';

/** What is to be given back: pieces of lines, an amount, the shipping; none of them: all that is left. */
export interface RefundWish {
  readonly lines?: readonly { readonly lineId: string; readonly quantity: number }[] | null | undefined;
  /** Decimal text in the order's currency. */
  readonly amount?: string | null | undefined;
  readonly shipping?: boolean | null | undefined;
  /** Only of this part. */
  readonly partId?: string | null | undefined;
}

/** Whether the channel of this part is asked to bear refunds. */
export type AsksChannel = (part: PartDoc) => boolean;

const REFUNDABLE = new Set<PartDoc['status']>(['PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'REFUNDED']);

/** The shares of each part, which add up to what is given back; or in words why nothing can be. Never more than what is left of a part and of the payment. */
export function planRefund(doc: OrderDoc, wish: RefundWish, asksChannel: AsksChannel): readonly RefundShareDoc[] | string {
  if ((doc.refunds ?? []).length >= MOST_REFUNDS) return `an order takes at most ${MOST_REFUNDS} refunds`;
  if (doc.payment.status !== 'CAPTURED' && doc.payment.status !== 'PARTLY_REFUNDED') return whyNoMoney(doc);
  const parts = doc.parts.filter(part => wish.partId == null || part.id === wish.partId || `${doc._id}.${part.id}` === wish.partId);
  if (parts.length === 0) return 'the order has no such part';
  const open = parts.filter(part => isPaidHere(part) && REFUNDABLE.has(part.status));
  const hasLines = wish.lines != null && wish.lines.length > 0;
  if (hasLines && wish.amount != null) return 'say either which lines or which amount';
  if (wish.amount != null && wish.shipping === true) return 'say either the shipping or which amount';
  const shares = hasLines
    ? sharesOfLines(doc, parts, wish.lines ?? [], wish.shipping === true)
    : wish.amount != null
      ? sharesOfAmount(doc, open, wish.amount)
      : wish.shipping === true
        ? sharesOfShipping(doc, open)
        : sharesOfAll(doc, open);
  if (typeof shares === 'string') return shares;
  const total = totalOf(doc, shares);
  if (total.minor <= 0n) return 'nothing of it is left to give back';
  const left = leftOfPayment(doc);
  if (total.minor > left.minor) return `only ${formatAmount(left)} ${doc.currency} of the payment is left`;
  return shares.map(({ part, amount, lines, shipping }) => ({
    partId: part.id,
    amount: formatAmount(amount),
    lines,
    ...(shipping && shipping.minor > 0n ? { shipping: formatAmount(shipping) } : {}),
    channel: asksChannel(part) && part.externalId !== undefined && part.status !== 'REFUNDED' ? 'wanted' : 'none',
  }));
}

interface Share {
  readonly part: PartDoc;
  readonly amount: Money;
  readonly lines: RefundShareDoc['lines'];
  readonly shipping?: Money;
}

function whyNoMoney({ payment }: OrderDoc): string {
  switch (payment.status) {
    case 'REFUNDED':
      return 'everything was given back already';
    case 'AUTHORIZED':
      return 'nothing was taken yet: cancel instead, and nothing will be';
    default:
      return 'nothing was paid that could be given back';
  }
}

function sharesOfLines(
  doc: OrderDoc,
  parts: readonly PartDoc[],
  wanted: NonNullable<RefundWish['lines']>,
  withShipping: boolean,
): readonly Share[] | string {
  if (new Set(wanted.map(({ lineId }) => lineId)).size < wanted.length) return 'a line is named twice';
  const byPart = new Map<PartDoc, { lineId: string; quantity: number; amount: string }[]>();
  for (const { lineId, quantity } of wanted) {
    const part = parts.find(one => one.lines.some(line => line.id === lineId));
    const line = part?.lines.find(one => one.id === lineId);
    if (!part || !line) return `the order has no line ${lineId}`;
    if (!isPaidHere(part)) return `${part.channelId} took the money for it on its own page`;
    if (!REFUNDABLE.has(part.status)) return `the part at ${part.channelId} is ${part.status.toLowerCase()}`;
    if (quantity < 1) return 'a quantity must be 1 or more';
    const left = line.quantity - piecesGiven(doc, part.id, line.id);
    if (quantity > left) return `of line ${lineId} ${left === 0 ? 'nothing is' : `only ${left} of ${line.quantity} pieces are`} left`;
    const amount = formatAmount(priceOfPieces(doc, part, line, quantity));
    byPart.set(part, [...(byPart.get(part) ?? []), { lineId, quantity, amount }]);
  }
  const shares: Share[] = [];
  for (const [part, lines] of byPart) {
    const code = currency(doc.currency);
    const goods = sum(
      lines.map(line => parseMoney(line.amount, code)),
      code,
    );
    const left = leftOfPart(doc, part);
    if (goods.minor > left.minor) return `only ${formatAmount(left)} ${doc.currency} of the part at ${part.channelId} is left`;
    const shipping = withShipping ? least(shippingLeft(doc, part), money(left.minor - goods.minor, code)) : money(0n, code);
    shares.push({ part, amount: money(goods.minor + shipping.minor, code), lines, shipping });
  }
  return shares;
}

function sharesOfAmount(doc: OrderDoc, parts: readonly PartDoc[], text: string): readonly Share[] | string {
  const code = currency(doc.currency);
  if (!isDecimal(text)) return 'the amount is no decimal number';
  const decimals = text.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  if (decimals > decimalsOf(code)) return `an amount in ${code} has at most ${decimalsOf(code)} decimals`;
  const wanted = parseMoney(text, code);
  if (wanted.minor <= 0n) return 'the amount must be more than nothing';
  const lefts = parts.map(part => leftOfPart(doc, part));
  const left = least(sum(lefts, code), leftOfPayment(doc));
  if (wanted.minor > left.minor) return `only ${formatAmount(left)} ${code} is left`;
  const split = allocate(
    wanted,
    lefts.map(({ minor }) => minor),
  );
  return parts.flatMap((part, at) => {
    const amount = split[at] as Money;
    return amount.minor > 0n ? [{ part, amount, lines: [] }] : [];
  });
}

function sharesOfShipping(doc: OrderDoc, parts: readonly PartDoc[]): readonly Share[] | string {
  const shares = parts.map(part => ({ part, shipping: shippingLeft(doc, part) })).filter(({ shipping }) => shipping.minor > 0n);
  return shares.length > 0
    ? shares.map(({ part, shipping }) => ({ part, amount: shipping, shipping, lines: [] }))
    : 'no shipping is left to give back';
}

/** What is left may be a hair less than the parts' rests when the provider gave something back by itself; then it is split by them. */
function sharesOfAll(doc: OrderDoc, parts: readonly PartDoc[]): readonly Share[] | string {
  const lefts = parts.map(part => leftOfPart(doc, part));
  const left = least(sum(lefts, currency(doc.currency)), leftOfPayment(doc));
  if (left.minor <= 0n) return parts.length === 0 ? 'nothing of it stands' : 'nothing of it is left to give back';
  const split = allocate(
    left,
    lefts.map(({ minor }) => minor),
  );
  return parts.flatMap((part, at) => {
    const amount = split[at] as Money;
    if (amount.minor <= 0n) return [];
    const shipping = least(shippingLeft(doc, part), amount);
    const lines = restOfLines(doc, part, money(amount.minor - shipping.minor, amount.currency));
    return [{ part, amount, lines, shipping }];
  });
}

/** The pieces that nothing was given back for by line yet, so that no later refund counts them again; what is left of the goods is split over them. */
function restOfLines(doc: OrderDoc, part: PartDoc, goods: Money): RefundShareDoc['lines'] {
  const rest = part.lines
    .map(line => ({ line, quantity: line.quantity - piecesGiven(doc, part.id, line.id) }))
    .filter(({ quantity }) => quantity > 0);
  if (rest.length === 0) return [];
  const weights = rest.map(({ line, quantity }) => priceOfPieces(doc, part, line, quantity).minor);
  const split = allocate(goods, weights.some(weight => weight > 0n) ? weights : weights.map(() => 1n));
  return rest.map(({ line, quantity }, at) => ({ lineId: line.id, quantity, amount: formatAmount(split[at] as Money) }));
}

function totalOf(doc: OrderDoc, shares: readonly Share[]): Money {
  return sum(
    shares.map(({ amount }) => amount),
    currency(doc.currency),
  );
}
