import { asList, asRecord, currencyIn, integerIn, minorMoneyIn, needed, textIn } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';

/** A product as the shop sends it, read at the border: what it leaves out, or sends in a form that nobody documented, is absent. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly url?: string | undefined;
  readonly images: readonly string[];
  readonly ean?: string | undefined;
  readonly brand?: string | undefined;
  readonly price?: Money | undefined;
  readonly compareAt?: Money | undefined;
  /** Absent when the shop does not count it. */
  readonly stock?: number | undefined;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

export interface ProductsPage {
  readonly products: readonly Product[];
  readonly page: number;
  readonly pages: number;
}

/** Throws `AdapterError('invalid-response')` when it has no id or no name; nothing can be done with such a product. */
export function readProduct(value: unknown, what: string): Product {
  const product = asRecord(value, what);
  const currency = currencyIn(product['currency']);
  return {
    id: needed(textIn(product['id']), `${what}: id`),
    name: needed(textIn(product['name']), `${what}: name`),
    description: textIn(product['description']),
    url: textIn(product['url']),
    images: Array.isArray(product['images']) ? product['images'].flatMap(image => textIn(image) ?? []) : [],
    ean: textIn(product['ean']),
    brand: textIn(product['brand']),
    price: currency && minorMoneyIn(product['price'], currency),
    compareAt: currency && minorMoneyIn(product['compare_at'], currency),
    stock: integerIn(product['stock']),
    attributes: readAttributes(product['attributes']),
  };
}

export function readProductsPage(body: unknown, what: string): ProductsPage {
  const page = asRecord(body, what);
  return {
    products: asList(page['products'], `${what}: products`).map((product, at) => readProduct(product, `${what}: products[${at}]`)),
    page: needed(integerIn(page['page']), `${what}: page`),
    pages: needed(integerIn(page['pages']), `${what}: pages`),
  };
}

function readAttributes(value: unknown): Product['attributes'] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, text]) => {
    const value = textIn(text);
    return value === undefined ? [] : [{ name, value }];
  });
}
