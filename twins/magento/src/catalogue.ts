import { toCents } from './cents.ts';
import type { SoldThing, TwinProduct } from './options.ts';

/** What goes into a basket: the thing itself, and the product whose page shows it. */
export interface Found {
  readonly product: TwinProduct;
  readonly thing: SoldThing;
}

/** Products by SKU, with the pieces that are left. */
export class Catalogue {
  readonly #products: Map<string, TwinProduct>;
  readonly #touched = new Map<string, Date>();
  readonly #sold = new Map<string, number>();
  readonly #now: () => Date;

  constructor(products: readonly TwinProduct[], now: () => Date) {
    this.#products = new Map(products.map(product => [product.sku, product]));
    this.#now = now;
    for (const product of products) this.#touchAll(product);
  }

  all(): readonly TwinProduct[] {
    return [...this.#products.values()];
  }

  product(sku: string): TwinProduct | undefined {
    return this.#products.get(sku);
  }

  /** By its own SKU, that of a variant included, as a basket finds it. */
  find(sku: string): Found | undefined {
    for (const product of this.#products.values()) {
      if (product.sku === sku) return { product, thing: product };
      const variant = product.variants?.find(one => one.sku === sku);
      if (variant) return { product, thing: variant };
    }
    return undefined;
  }

  put(product: TwinProduct): void {
    this.#products.set(product.sku, product);
    this.#touchAll(product);
  }

  /** Somebody saves a product, or a variant by itself. */
  touch(sku: string): void {
    this.#touched.set(sku, this.#now());
  }

  remove(sku: string): void {
    this.#products.delete(sku);
  }

  /** When each was saved last, as the merchant sees them: variants are products of their own. */
  touched(): readonly { readonly id: number; readonly sku: string; readonly at: Date }[] {
    return [...this.#touched].map(([sku, at], index) => ({ id: index + 1, sku, at })).filter(({ sku }) => this.find(sku) !== undefined);
  }

  left({ sku, stock }: SoldThing): number {
    return stock - (this.#sold.get(sku) ?? 0);
  }

  /** Of a configurable product, what its variants have; of a bundle, what its selections have. */
  hasAny(product: TwinProduct): boolean {
    if (product.variants) return product.variants.some(variant => this.left(variant) > 0);
    if (product.selections) return product.selections.every(({ sku }) => this.#has(sku));
    return this.left(product) > 0;
  }

  /** Takes pieces off the shelf, or (below zero) puts them back. */
  take(sku: string, quantity: number): void {
    this.#sold.set(sku, (this.#sold.get(sku) ?? 0) + quantity);
  }

  /** What one piece costs when so many are bought. */
  priceOf(found: Found, quantity = 1): bigint {
    const { product, thing } = found;
    if (product.selections && thing === product) {
      const parts = product.selections.map(({ sku }) => this.find(sku)).filter(part => part !== undefined);
      return parts.reduce((all, part) => all + this.priceOf(part), 0n);
    }
    const tier = thing.tiers?.filter(one => one.quantity <= quantity).map(one => toCents(one.price)) ?? [];
    return [toCents(thing.specialPrice ?? thing.price), ...tier].reduce((least, price) => (price < least ? price : least));
  }

  #touchAll({ sku, variants = [] }: TwinProduct): void {
    for (const one of [sku, ...variants.map(variant => variant.sku)]) this.touch(one);
  }

  #has(sku: string): boolean {
    const found = this.find(sku);
    return found !== undefined && this.left(found.thing) > 0;
  }
}
