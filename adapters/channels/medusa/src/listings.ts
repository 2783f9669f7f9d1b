import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { readProducts } from './catalogue.ts';

/** So that an address stays well under what servers take. */
const IDS_AT_ONCE = 50;

/** Variants by id, in the order asked; `undefined` for what the shop does not sell. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const wanted = [...new Set(externalIds)];
  const found = new Map<string, ChannelListing>();
  for (let from = 0; from < wanted.length; from += IDS_AT_ONCE) {
    const ids = wanted.slice(from, from + IDS_AT_ONCE);
    const filter = ids.map(id => ['variants[id][]', id] as const);
    const { products } = await readProducts({ limit: ids.length, offset: 0, filter }, 'listings', call);
    for (const listing of products.flatMap(product => product.listings)) found.set(listing.externalId, listing);
  }
  return externalIds.map(id => found.get(id));
}
