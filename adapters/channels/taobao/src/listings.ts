import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { readDetails } from './details.ts';
import { toListing } from './mapper.ts';

/** Items by id, twenty at a time, under the ids they were asked by. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const details = await readDetails(externalIds, call);
  return externalIds.map(externalId => {
    const detail = details.get(externalId);
    return detail && toListing(detail.item, { asOf: call.now(), raw: detail.raw, externalId });
  });
}
