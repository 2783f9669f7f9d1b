import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError, type CurrencyCode } from '@onebasket/core';
import { askStore } from './client.ts';
import { settingsOf } from './manifest.ts';
import { currencyOf } from './money.ts';
import { objectsAt, optionalObjectsAt, textAt } from './wire.ts';

const KEPT_MS = 10 * 60_000;
const MOST_REGIONS = '200';

/** Where a shop sells, and in what: every basket belongs to one. */
export interface Region {
  readonly id: string;
  readonly currency: CurrencyCode;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countries: readonly string[];
}

/** The shop's regions. Throws `AdapterError('unauthorized')` for a publishable key that the shop does not take: it answers 400, never 401. */
export function readRegions(call: Call): Promise<readonly Region[]> {
  return call.memo('regions', KEPT_MS, async () => {
    const request = { method: 'GET', path: '/store/regions', query: [['limit', MOST_REGIONS]], label: 'regions' } as const;
    const answer = await askStore(request, call);
    if (!answer.ok) {
      throw new AdapterError('unauthorized', { message: 'medusa: regions: the shop does not take publishableKey', outcome: 'not-done' });
    }
    const regions = objectsAt(answer.body, 'regions').flatMap(region => {
      const id = textAt(region, 'id');
      const currency = currencyOf(region);
      const countries = optionalObjectsAt(region, 'countries').flatMap(country => textAt(country, 'iso_2')?.toUpperCase() ?? []);
      return id === undefined || currency === undefined ? [] : [{ id, currency, countries }];
    });
    if (regions.length > 0) return regions;
    throw new AdapterError('invalid-response', { message: 'medusa: regions: none that can be sold in', outcome: 'not-done' });
  });
}

/** The region that a basket for this country is made in; `undefined` when the shop, or the configured region, does not sell there. */
export async function regionFor(country: string, call: Call): Promise<Region | undefined> {
  const { regionId } = settingsOf(call);
  const regions = await readRegions(call);
  return regions.find(region => (regionId === undefined || region.id === regionId) && region.countries.includes(country.toUpperCase()));
}

/** The region whose prices the catalogue shows, and the country whose taxes are in them, where that is certain. */
export async function homeRegion(call: Call): Promise<{ readonly region: Region; readonly country?: string }> {
  const { regionId, country } = settingsOf(call);
  const regions = await readRegions(call);
  const region = regions.find(({ id, countries }) =>
    regionId === undefined ? country === undefined || countries.includes(country) : id === regionId,
  );
  if (region === undefined) {
    throw new AdapterError('misconfigured', {
      message: `medusa: the shop has no region ${regionId === undefined ? `for country ${country}` : 'with the id in regionId'}`,
      outcome: 'not-done',
    });
  }
  const [only] = region.countries;
  const taxed = country ?? (region.countries.length === 1 ? only : undefined);
  return { region, ...(taxed === undefined ? {} : { country: taxed }) };
}
