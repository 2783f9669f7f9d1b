import type { Product } from './catalogue/product.ts';
import { toMicros } from './decimal.ts';
import type { Shop } from './shop.ts';

/** What a product costs now, as text like the merchant typed it; `""` when it has no price. */
export interface CurrentPrice {
  readonly price: string;
  readonly isOnSale: boolean;
}

/** The price that counts at this moment. A variable product has its cheapest variation's. */
export function currentPrice(shop: Shop, product: Product): CurrentPrice {
  if (product.type !== 'variable') return ownPrice(product, shop.clock.now().getTime());
  const variations = shop
    .variationsOf(product.id)
    .filter(variation => variation.status === 'publish')
    .map(variation => currentPrice(shop, variation));
  return {
    price: extreme(
      variations.map(variation => variation.price),
      'lowest',
    ),
    isOnSale: variations.some(variation => variation.isOnSale),
  };
}

/** Cheapest and dearest price of a variable product's variations, `undefined` when none has one. */
export function priceRange(
  shop: Shop,
  product: Product,
  which: 'price' | 'regular' = 'price',
): { readonly lowest: string; readonly highest: string } | undefined {
  const texts = shop
    .variationsOf(product.id)
    .filter(variation => variation.status === 'publish')
    .map(variation => (which === 'price' ? currentPrice(shop, variation).price : variation.regularPrice));
  const lowest = extreme(texts, 'lowest');
  return lowest === '' ? undefined : { lowest, highest: extreme(texts, 'highest') };
}

/** Whether the shop would sell it: it has a price, and is neither a group nor sold elsewhere. */
export function isPurchasable(shop: Shop, product: Product): boolean {
  return product.type !== 'grouped' && product.type !== 'external' && currentPrice(shop, product).price !== '';
}

function ownPrice(product: Product, now: number): CurrentPrice {
  const { regularPrice, salePrice, saleFrom, saleTo } = product;
  const isRunning = (saleFrom === null || saleFrom <= now) && (saleTo === null || saleTo >= now);
  const isOnSale = salePrice !== '' && isRunning && (regularPrice === '' || toMicros(salePrice) < toMicros(regularPrice));
  return { price: isOnSale ? salePrice : regularPrice, isOnSale };
}

function extreme(texts: readonly string[], which: 'lowest' | 'highest'): string {
  return texts
    .filter(text => text !== '')
    .reduce(
      (best, text) => (best === '' || (toMicros(text) < toMicros(best) ? which === 'lowest' : which === 'highest') ? text : best),
      '',
    );
}
