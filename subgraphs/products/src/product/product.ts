import { fromMoneyJson } from '@onebasket/core';
import type { ListingDoc } from '../listing/listing-doc.ts';
import { PriceScale, type Rates } from '../search/ranking/convert.ts';
import { fold } from '../text/fold.ts';
import { categoryId } from './category.ts';

/** A product as resolvers hand it on: its standing id and its listings, the richest first. */
export interface Product {
  readonly id: string;
  /** For sale; when none is any more, the last that were. */
  readonly listings: readonly ListingDoc[];
}

export interface AttributeValue {
  readonly name: string;
  readonly value: string;
  readonly unit?: string | undefined;
}

/** Puts the listings of a product in the order in which they speak for it: brand, description, pictures and attributes known, then by id. */
export function toProduct(id: string, listings: readonly ListingDoc[]): Product {
  const forSale = listings.filter(listing => !listing.gone);
  const known = forSale.length > 0 ? forSale : listings;
  return { id, listings: [...known].sort((a, b) => richness(b) - richness(a) || (a._id < b._id ? -1 : 1)) };
}

function richness(listing: ListingDoc): number {
  return (
    Number(listing.brand !== undefined) * 4 +
    Number(listing.gtin14s.length > 0) * 3 +
    Number(listing.images.length > 0) * 2 +
    Number(listing.description !== undefined) * 2 +
    Number(listing.attributes.length > 0)
  );
}

/** What the first listing that says it says. */
export function firstKnown(product: Product, field: 'title' | 'brand' | 'model' | 'description'): string | null {
  return product.listings.map(listing => listing[field]).find(text => text !== undefined && text !== '') ?? null;
}

/** Every verified GTIN as its channel wrote it, each once. */
export function gtinsOf(product: Product): string[] {
  return [...new Set(product.listings.flatMap(listing => listing.gtin14s))].map(shortestGtin);
}

/** The 13-digit form where the number fits it, which is what is printed on most things. */
export function shortestGtin(gtin14: string): string {
  return gtin14.startsWith('0') ? gtin14.slice(1) : gtin14;
}

export function categoryOf(product: Product): { id: string; name: string; path: readonly string[] } | null {
  const path = product.listings.find(listing => listing.categoryPath.length > 0)?.categoryPath;
  return path ? { id: categoryId(path), name: path.at(-1) as string, path } : null;
}

/** One value per attribute name, of the first listing that states it. */
export function attributesOf(product: Product): AttributeValue[] {
  const byName = new Map<string, AttributeValue>();
  for (const listing of product.listings) {
    for (const attribute of listing.attributes) {
      const name = fold(attribute.name).trim();
      if (!byName.has(name)) byName.set(name, attribute);
    }
  }
  return [...byName.values()];
}

/** All ratings as one, weighed by how many people rated. */
export function ratingOf(product: Product): { average: number; count: number } | null {
  const rated = product.listings.flatMap(({ rating }) => (rating && rating.count > 0 ? [rating] : []));
  const count = rated.reduce((total, rating) => total + rating.count, 0);
  return count === 0 ? null : { average: rated.reduce((total, rating) => total + rating.average * rating.count, 0) / count, count };
}

/** The listing with the lowest price of those that can be bought, compared in the display currency; without a rate the first currency's lowest. */
export function cheapestOf(
  product: Product,
  display: { readonly currency: string; readonly rates?: Rates | undefined },
): ListingDoc | undefined {
  const priced = product.listings.filter(listing => listing.price && listing.purchasable && !listing.gone);
  const scale = new PriceScale(display.rates);
  const only = new Set(priced.map(listing => listing.price?.currency)).size === 1 ? priced[0]?.price?.currency : undefined;
  const value = (listing: ListingDoc): bigint | undefined =>
    listing.price && scale.on(fromMoneyJson(listing.price), only ?? display.currency);
  let cheapest: ListingDoc | undefined;
  for (const listing of priced) {
    const [now, best] = [value(listing), cheapest && value(cheapest)];
    if (!cheapest || (now !== undefined && (best === undefined || now < best))) cheapest = listing;
  }
  return cheapest;
}
