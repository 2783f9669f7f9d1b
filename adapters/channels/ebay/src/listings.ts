import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { readItems } from './items.ts';
import { toListing } from './mapper.ts';

/** Items by id, each with everything that eBay says of it. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const answers = await readItems(
    externalIds.map(externalId => ({ externalId })),
    'all',
    call,
  );
  return answers.map(answer => (answer.found ? toListing(answer.item, { asOf: call.now(), raw: answer.raw }) : undefined));
}
