import { currency, formatAmount, money, parseMoney, sum, zero, type Money } from '@onebasket/core';
import type { Quote } from '@onebasket/adapter-sdk';
import type { OrderDoc, PartDoc, StoredQuote } from './order-doc.ts';

/** An amount text of this order as money. */
export function amount(doc: Pick<OrderDoc, 'currency'>, text: string): Money {
  return parseMoney(text, currency(doc.currency));
}

export function toStoredQuote(quote: Quote): StoredQuote {
  return {
    lines: quote.lines.map(line => ({
      externalId: line.externalId,
      title: line.title,
      quantity: line.quantity,
      listPrice: formatAmount(line.listPrice),
      unitPrice: formatAmount(line.unitPrice),
      subtotal: formatAmount(line.subtotal),
      promotions: line.promotions.map(({ id, kind, label, saved }) => ({ id, kind, label, saved: formatAmount(saved) })),
      availability: line.availability,
      ...(line.stock === undefined ? {} : { stock: line.stock }),
    })),
    ...(quote.shipping ? { shipping: { ...quote.shipping, cost: formatAmount(quote.shipping.cost) } } : {}),
    ...(quote.tax ? { tax: formatAmount(quote.tax) } : {}),
    total: formatAmount(quote.total),
  };
}

export function fromStoredQuote(stored: StoredQuote, code: string): Quote {
  const read = (text: string) => parseMoney(text, currency(code));
  return {
    lines: stored.lines.map(line => ({
      externalId: line.externalId,
      title: line.title,
      quantity: line.quantity,
      listPrice: read(line.listPrice),
      unitPrice: read(line.unitPrice),
      subtotal: read(line.subtotal),
      promotions: line.promotions.map(({ id, kind, label, saved }) => ({
        id,
        kind: kind as Quote['lines'][number]['promotions'][number]['kind'],
        label,
        saved: read(saved),
      })),
      availability: (line.availability ?? 'UNKNOWN') as Quote['lines'][number]['availability'],
      ...(line.stock === undefined ? {} : { stock: line.stock }),
    })),
    ...(stored.shipping ? { shipping: { ...stored.shipping, cost: read(stored.shipping.cost) } } : {}),
    ...(stored.tax ? { tax: read(stored.tax) } : {}),
    total: read(stored.total),
  };
}

const NOT_STANDING = new Set(['FAILED', 'CANCELLED']);

/** Parts that count towards the total: all while the order is being placed, afterwards those that stand. When none stands, what was asked for. */
export function countedParts(doc: OrderDoc): readonly PartDoc[] {
  const standing = doc.parts.filter(part => !NOT_STANDING.has(part.status));
  return standing.length > 0 ? standing : doc.parts;
}

export interface Totals {
  readonly goods: Money;
  readonly discount: Money;
  readonly shipping: Money | null;
  readonly tax: Money | null;
  readonly total: Money;
}

/** goods (at list price) − discount + shipping + tax = total. Shipping or tax that a channel does not tell is left out. */
export function totalsOf(doc: OrderDoc): Totals {
  const code = currency(doc.currency);
  const parts = countedParts(doc);
  const total = sum(
    parts.map(part => amount(doc, part.total)),
    code,
  );
  const goods = sum(
    parts.flatMap(part => part.lines.map(line => money(amount(doc, line.listPrice).minor * BigInt(line.quantity), code))),
    code,
  );
  const paid = sum(
    parts.flatMap(part => part.lines.map(line => amount(doc, line.total))),
    code,
  );
  const shipping = parts.flatMap(part => (part.quote?.shipping ? [amount(doc, part.quote.shipping.cost)] : []));
  const tax = parts.flatMap(part => (part.quote?.tax ? [amount(doc, part.quote.tax)] : []));
  return {
    goods,
    discount: money(goods.minor - paid.minor, code),
    shipping: shipping.length > 0 ? sum(shipping, code) : null,
    tax: tax.length > 0 ? sum(tax, code) : null,
    total,
  };
}

export function sumOf(doc: OrderDoc, parts: readonly PartDoc[]): string {
  return formatAmount(
    parts.length === 0
      ? zero(currency(doc.currency))
      : sum(
          parts.map(part => amount(doc, part.total)),
          currency(doc.currency),
        ),
  );
}
