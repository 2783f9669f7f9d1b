import type { QuoteLine, QuoteRequest } from '@onebasket/adapter-sdk';
import { isRefusal, parseMoney, refuse, type CurrencyCode, type Money, type Refusal } from '@onebasket/core';
import type { Item } from './catalogue.ts';
import { isPurchasable, titleOf } from './mapper.ts';
import { toMicro, type Micro } from './micro.ts';
import { currentPriceText, pricesOf } from './price.ts';
import { stockOf, type Stock } from './stock.ts';
import type { PricedLine } from './totals.ts';

/** One line of a basket that can be bought. */
export interface BasketLine extends PricedLine {
  readonly externalId: string;
  readonly title: string;
  readonly listPrice: Micro;
  /** As typed, before any tax is put on or taken off. */
  readonly typedPrice: Money;
  readonly stock: Stock;
  readonly shippingClassId: number;
  readonly isShipped: boolean;
}

/** The lines of a request at today's prices, or why one of them cannot be bought at all. Too few pieces is the caller's to judge: the line says how many are left. */
export function toBasket(request: QuoteRequest, items: ReadonlyMap<string, Item>, currency: CurrencyCode): readonly BasketLine[] | Refusal {
  const lines: BasketLine[] = [];
  for (const line of request.lines) {
    const made = toBasketLine(line, items.get(line.externalId), currency);
    if (isRefusal(made)) return made;
    lines.push(made);
  }
  return lines.length === 0 ? refuse('other', 'an empty basket has no price') : lines;
}

function toBasketLine({ externalId, quantity }: QuoteLine, item: Item | undefined, currency: CurrencyCode): BasketLine | Refusal {
  const about = { externalIds: [externalId] };
  if (!item) return refuse('not-found', 'the shop does not know this product', about);
  const { product, parent } = item;
  if (product.type === 'variable') return refuse('closed', 'a variant must be chosen', about);
  if (!isPurchasable(product, parent)) return refuse('closed', 'the shop does not sell this product', about);
  const text = currentPriceText(product);
  if (text === undefined) return refuse('closed', 'the shop names no price', about);
  if (product.soldIndividually && quantity > 1) return refuse('limit-exceeded', 'one piece per order', { ...about, available: 1 });
  const typedPrice = parseMoney(text, currency);
  const { listPrice } = pricesOf(product, currency);
  const price = toMicro(text) ?? 0n;
  const taxClass = product.taxClass === 'parent' ? (parent?.taxClass ?? '') : product.taxClass;
  return {
    externalId,
    quantity,
    title: titleOf(product, parent),
    price,
    typedPrice,
    listPrice: listPrice ? (toMicro(product.regularPrice ?? '') ?? price) : price,
    isTaxable: (product.taxStatus ?? 'taxable') === 'taxable',
    taxClass: taxClass === 'standard' ? '' : taxClass,
    stock: stockOf(product, parent),
    shippingClassId: product.shippingClassId || (parent?.shippingClassId ?? 0),
    isShipped: !product.virtual,
  };
}
