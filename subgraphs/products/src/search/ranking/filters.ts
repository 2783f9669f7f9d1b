import { parseMeasure } from '../../measure/measure.ts';
import { unitNamed } from '../../measure/units.ts';
import { isWithinCategory } from '../../product/category.ts';
import { fold } from '../../text/fold.ts';
import type { AttributeWanted, IndexFilter } from '../index-port.ts';
import type { CatalogueView, ViewedListing } from './catalogue-view.ts';
import { scaled, type PriceScale } from './convert.ts';

/** A product while it is judged: the listings that count (of the channels asked, as available as wanted), and all that describe it. */
export interface Candidate {
  readonly productId: string;
  readonly eligible: readonly ViewedListing[];
  readonly described: readonly ViewedListing[];
  /** Lowest price of the eligible listings on the scale of the answer's currency. */
  readonly price: bigint | undefined;
}

/**
 * The candidate when the product passes every filter, else `undefined`. Availability and price look at what is for sale at the channels asked;
 * brand, category and attributes at what any of these listings says. A product without a price passes no price filter.
 */
export function judge(
  productId: string,
  listings: readonly ViewedListing[],
  filter: IndexFilter,
  currency: string,
  view: CatalogueView,
  scale: PriceScale,
): Candidate | undefined {
  const wanted = filter.availability;
  const eligible = wanted ? listings.filter(listing => wanted.includes(listing.availability)) : listings;
  if (eligible.length === 0) return undefined;
  const price = lowestPrice(eligible, currency, scale);
  if (filter.minPrice !== undefined && (price === undefined || price < scaled(filter.minPrice))) return undefined;
  if (filter.maxPrice !== undefined && (price === undefined || price > scaled(filter.maxPrice))) return undefined;
  if (filter.brands && !hasBrand(listings, filter.brands, view)) return undefined;
  const { category } = filter;
  if (category !== undefined && !listings.some(listing => isWithinCategory(listing.categoryId, category))) return undefined;
  if (filter.attributes && !filter.attributes.every(attribute => hasAttribute(listings, attribute))) return undefined;
  return { productId, eligible, described: listings, price };
}

function lowestPrice(listings: readonly ViewedListing[], currency: string, scale: PriceScale): bigint | undefined {
  let lowest: bigint | undefined;
  for (const { price } of listings) {
    const value = price && scale.on(price, currency);
    if (value !== undefined && (lowest === undefined || value < lowest)) lowest = value;
  }
  return lowest;
}

function hasBrand(listings: readonly ViewedListing[], brands: readonly string[], view: CatalogueView): boolean {
  const wanted = new Set(brands.flatMap(brand => view.brands.keyOf(brand) ?? []));
  return listings.some(({ brand }) => {
    const key = brand === undefined ? undefined : view.brands.keyOf(brand);
    return key !== undefined && wanted.has(key);
  });
}

function hasAttribute(listings: readonly ViewedListing[], wanted: AttributeWanted): boolean {
  const name = fold(wanted.name).trim();
  return listings.some(listing => listing.attributes.some(attribute => fold(attribute.name).trim() === name && meets(attribute, wanted)));
}

function meets(attribute: { readonly value: string; readonly unit?: string | undefined }, wanted: AttributeWanted): boolean {
  if (wanted.equals) {
    const spellings = [attribute.value, `${attribute.value}${attribute.unit ?? ''}`, `${attribute.value} ${attribute.unit ?? ''}`].map(
      text => fold(text).trim(),
    );
    const isEqual = wanted.equals.some(value => {
      const asked = fold(value).trim();
      return spellings.includes(asked) || spellings.includes(fold(`${value}${wanted.unit ?? ''}`).trim());
    });
    if (!isEqual) return false;
  }
  if (wanted.min === undefined && wanted.max === undefined) return true;
  const measure = parseMeasure(attribute.value, attribute.unit);
  if (!measure) return false;
  const unit = wanted.unit === undefined ? undefined : unitNamed(wanted.unit);
  const dimension = wanted.unit === undefined ? undefined : (unit?.dimension ?? fold(wanted.unit));
  if (dimension !== undefined && measure.dimension !== dimension) return false;
  // Without a unit, the number is meant as the attribute states it.
  const size = unit?.size ?? (dimension === undefined ? statedSize(attribute) : 1);
  const tolerance = 1e-9 * Math.abs(measure.value);
  return (
    (wanted.min === undefined || measure.value >= Number(wanted.min) * size - tolerance) &&
    (wanted.max === undefined || measure.value <= Number(wanted.max) * size + tolerance)
  );
}

function statedSize(attribute: { readonly value: string; readonly unit?: string | undefined }): number {
  const stated = /[^\d.,\s+-].*$/u.exec(attribute.value)?.[0] ?? attribute.unit;
  return (stated === undefined ? undefined : unitNamed(stated)?.size) ?? 1;
}
