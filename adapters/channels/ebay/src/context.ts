import type { Destination } from '@onebasket/adapter-sdk';
import type { Settings } from './settings.ts';

/** For whom something is asked: where it goes, and what a sale is attributed to. */
export interface EndUser {
  readonly destination?: Destination | undefined;
  /** Comes back in the Partner Network's reports as the custom id. */
  readonly reference?: string | undefined;
}

/**
 * The value of X-EBAY-C-ENDUSERCTX: `affiliateCampaignId=…,affiliateReferenceId=…,contextualLocation=country%3DDE%2Czip%3D10115`; `undefined` when there is
 * nothing to say. Only with it are there affiliate links, and costs of shipping that depend on the place.
 */
export function endUserContext(settings: Settings, { destination, reference }: EndUser = {}): string | undefined {
  const { campaignId, referenceId } = settings;
  const place =
    destination ?? (settings.country === undefined ? undefined : { country: settings.country, postalCode: settings.postalCode });
  const location = place && [`country=${place.country}`, ...(place.postalCode ? [`zip=${place.postalCode}`] : [])].join(',');
  const mark = reference ?? referenceId;
  const parts = [
    ...(campaignId === undefined ? [] : [`affiliateCampaignId=${campaignId}`]),
    ...(campaignId === undefined || mark === undefined ? [] : [`affiliateReferenceId=${encodeURIComponent(mark)}`]),
    ...(location === undefined ? [] : [`contextualLocation=${encodeURIComponent(location)}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(',');
}
