import { minorUnits, toMicros } from '../decimal.ts';
import type { Product } from '../catalogue/product.ts';
import { currentPrice, priceRange } from '../prices.ts';
import { currencyFacts } from '../settings.ts';
import type { Shop } from '../shop.ts';

/** The seven fields that stand beside every amount of the Store API. */
export function currencyFields(shop: Shop): object {
  const { symbol, decimals } = currencyFacts(shop.settings.currency);
  return {
    currency_code: shop.settings.currency,
    currency_symbol: symbol,
    currency_minor_unit: decimals,
    currency_decimal_separator: '.',
    currency_thousand_separator: ',',
    currency_prefix: symbol,
    currency_suffix: '',
  };
}

/** Minor units of an amount in millionths. */
export function minor(shop: Shop, micros: bigint): string {
  return minorUnits(micros, currencyFacts(shop.settings.currency).decimals);
}

/** A product's prices as a guest sees them: as typed, with the tax of the shop's own country when prices are shown with it. No price is `"0"`. */
export function priceFields(shop: Shop, product: Product): Record<string, unknown> {
  const { price, isOnSale } = currentPrice(shop, product);
  const range = product.type === 'variable' ? priceRange(shop, product) : undefined;
  const regular = product.type === 'variable' ? (priceRange(shop, product, 'regular')?.lowest ?? '') : product.regularPrice || price;
  const seen = (text: string) => minor(shop, toMicros(text));
  return {
    price: seen(price),
    regular_price: seen(regular),
    sale_price: seen(isOnSale ? price : regular),
    price_range:
      range === undefined || range.lowest === range.highest ? null : { min_amount: seen(range.lowest), max_amount: seen(range.highest) },
    ...currencyFields(shop),
  };
}

/** The same with the six-digit `raw_prices` that cart lines carry. */
export function cartPriceFields(shop: Shop, product: Product): object {
  const { price, isOnSale } = currentPrice(shop, product);
  const raw = (text: string) => toMicros(text).toString();
  const regular = product.regularPrice || price;
  return {
    ...priceFields(shop, product),
    raw_prices: { precision: 6, price: raw(price), regular_price: raw(regular), sale_price: raw(isOnSale ? price : regular) },
  };
}
