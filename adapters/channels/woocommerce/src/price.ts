import { type CurrencyCode, type Money, parseMoney } from '@onebasket/core';
import { invalidResponse } from './errors.ts';
import type { WireProduct } from './wire-product.ts';

/** A price as the shop's staff typed it ("3", "10.5", ".99"), or `undefined` for "" and absent. Throws `AdapterError('invalid-response')` for anything that is no price, negative ones included. */
export function priceText(text: string | undefined, where: string): string | undefined {
  if (text === undefined || text === '') return undefined;
  const match = /^(\d{0,15})(?:\.(\d{0,18}))?$/.exec(text);
  if (!match || (!match[1] && !match[2])) throw invalidResponse(`${where} names the price ${JSON.stringify(text.slice(0, 24))}`);
  return match[2] ? `${match[1] || '0'}.${match[2].slice(0, 8)}` : match[1];
}

/** What one piece sells for now, in the shop's own text. `price` already follows sales and their dates; servers that leave it out still say `on_sale`. */
export function currentPriceText(product: WireProduct): string | undefined {
  const where = `product ${product.id}`;
  if (product.price !== undefined) return priceText(product.price, where);
  return (product.onSale ? priceText(product.salePrice, where) : undefined) ?? priceText(product.regularPrice, where);
}

export interface Prices {
  readonly price?: Money;
  /** Before a sale; absent when it is not more than the price. */
  readonly listPrice?: Money;
}

/** Price and list price. A variable product has neither of its own: its "price" is that of its cheapest variation. */
export function pricesOf(product: WireProduct, currency: CurrencyCode): Prices {
  const now = currentPriceText(product);
  if (now === undefined || product.type === 'variable') return {};
  const price = parseMoney(now, currency);
  const regular = priceText(product.regularPrice, `product ${product.id}`);
  const listPrice = regular === undefined ? undefined : parseMoney(regular, currency);
  return { price, ...(listPrice && listPrice.minor > price.minor ? { listPrice } : {}) };
}
