import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { settingsOf } from './settings.ts';

/** What is sold according to configuration, for merchants that have no catalogue. */
export function configuredListings(call: Call): readonly ChannelListing[] {
  return (settingsOf(call).items ?? []).map(({ id, title }) => ({
    externalId: id,
    title,
    gtins: [],
    images: [],
    attributes: [],
    options: [],
    categoryPath: [],
    availability: 'UNKNOWN',
    purchasable: true,
  }));
}

/** The configured title of an item, else its id: some generations want one on every line and replace it by their own. */
export function titleOf(externalId: string, call: Call): string {
  return settingsOf(call).items?.find(({ id }) => id === externalId)?.title ?? externalId;
}
