import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { lookUp } from './lookup.ts';

export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const known = await lookUp(externalIds, call);
  return externalIds.map(id => known.get(id)?.listing);
}
