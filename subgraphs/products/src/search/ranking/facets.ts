import type { IndexFacet } from '../index-port.ts';
import type { CatalogueView, ViewedListing } from './catalogue-view.ts';
import type { Candidate } from './filters.ts';

const VALUES = 100;

/** Brand, category, availability and channel of the whole answer, with the number of products behind each value, most first. */
export function facetsOf(candidates: readonly Candidate[], view: CatalogueView): IndexFacet[] {
  const brandLabels = new Map<string, string>();
  const brand = (listing: ViewedListing): string | undefined => {
    const key = listing.brand === undefined ? undefined : view.brands.keyOf(listing.brand);
    if (key === undefined) return undefined;
    if (!brandLabels.has(key)) brandLabels.set(key, listing.brand as string);
    return brandLabels.get(key);
  };
  return [
    count('brand', candidates, ({ described }) => described.map(brand)),
    count('category', candidates, ({ described }) => described.map(listing => listing.categoryId || undefined)),
    count('availability', candidates, ({ eligible }) => eligible.map(listing => listing.availability)),
    count('channel', candidates, ({ eligible }) => eligible.map(listing => listing.channelId)),
  ];
}

function count(
  name: string,
  candidates: readonly Candidate[],
  valuesOf: (candidate: Candidate) => readonly (string | undefined)[],
): IndexFacet {
  const counts = new Map<string, number>();
  for (const candidate of candidates) {
    for (const value of new Set(valuesOf(candidate))) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { name, values: values.slice(0, VALUES) };
}
