import type { RegisteredConnection } from '@onebasket/adapter-registry';
import { instant, type Clock } from '@onebasket/core';
import type { Catalogue } from '../product/catalogue.ts';
import { listingId, type ListingDoc } from './listing-doc.ts';
import { toListingDoc } from './to-listing-doc.ts';

/**
 * Reads a listing, or every known variant of a parent, again and takes in what the channel says now; what it no longer knows is marked gone.
 * False when the channel cannot be asked for single listings. Rejects with `AdapterError` when it does not answer.
 */
export async function refreshListing(
  channel: RegisteredConnection,
  externalId: string,
  { catalogue, clock, signal }: { catalogue: Catalogue; clock: Clock; signal?: AbortSignal },
): Promise<boolean> {
  if (!channel.has('listings')) return false;
  const variants = await knownVariants(catalogue, channel.id, externalId);
  const ids = variants.length > 0 ? variants.map(doc => doc.externalId) : [externalId];
  const found = await channel.run('listings', (listings, call) => listings.getListings(ids, call), signal ? { signal } : {});
  const at = instant(clock.now());
  await catalogue.take(found.flatMap(listing => (listing ? [toListingDoc(channel.id, listing, { at, source: 'WEBHOOK' })] : [])));
  await catalogue.markGone(
    channel.id,
    ids.filter((_, position) => !found[position]),
    at,
  );
  return true;
}

async function knownVariants(catalogue: Catalogue, channelId: string, externalId: string): Promise<readonly ListingDoc[]> {
  const { docs } = await catalogue.listings.find({ index: 'byParent', prefix: [channelId, externalId], limit: 200 });
  const [itself] = await catalogue.listings.getMany([listingId(channelId, externalId)]);
  return itself ? [...docs, itself] : docs;
}
