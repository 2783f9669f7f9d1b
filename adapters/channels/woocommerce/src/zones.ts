import type { Call, Destination } from '@onebasket/adapter-sdk';
import { countries } from 'countries-list';
import pMap from 'p-map';
import { CONCURRENCY } from './catalogue.ts';
import { readOptional } from './client.ts';
import { matchesPostcode } from './postcode.ts';
import { isState } from './tax-rates.ts';
import { filledIn, flagIn, integerIn, recordsIn, textIn, type Wire } from './wire.ts';

export interface ShippingMethod {
  readonly methodId: string;
  readonly instanceId: number;
  readonly title: string;
  readonly settings: ReadonlyMap<string, string>;
}

export interface Zone {
  readonly id: number;
  readonly order: number;
  readonly places: readonly { readonly type: string; readonly code: string }[];
  /** Enabled ones in the shop's order. */
  readonly methods: readonly ShippingMethod[];
}

const FIVE_MINUTES_MS = 5 * 60 * 1000;

/** The shop's shipping zones with their methods, or `undefined` for a shop that does not tell them. */
export function shippingZones(call: Call): Promise<readonly Zone[] | undefined> {
  return call.memo('woocommerce:zones', FIVE_MINUTES_MS, async () => {
    const answer = await readOptional(call, '/shipping/zones');
    // Every WooCommerce has zone 0; an empty list is a server that has the route and nothing behind it.
    const rows = recordsIn(answer?.body);
    if (rows.length === 0) return undefined;
    const zones = await pMap(rows, row => readZone(call, row), { concurrency: CONCURRENCY });
    return zones.every(zone => zone !== undefined)
      ? zones.sort((a, b) => Number(a.id === 0) - Number(b.id === 0) || a.order - b.order || a.id - b.id)
      : undefined;
  });
}

/** The first zone that a place lies in; zone 0 takes what no other covers. */
export function zoneOf(zones: readonly Zone[], destination: Destination): Zone | undefined {
  return zones.find(zone => zone.id === 0 || covers(zone, destination));
}

async function readZone(call: Call, row: Wire): Promise<Zone | undefined> {
  const id = integerIn(row['id']) ?? 0;
  const [places, methods] = await Promise.all([
    id === 0 ? [] : readOptional(call, `/shipping/zones/${id}/locations`),
    readOptional(call, `/shipping/zones/${id}/methods`),
  ]);
  if (!places || !methods) return undefined;
  return {
    id,
    order: integerIn(row['order']) ?? 0,
    places: recordsIn('body' in places ? places.body : places).map(place => ({
      type: textIn(place['type']) ?? '',
      code: (textIn(place['code']) ?? '').toUpperCase(),
    })),
    methods: recordsIn(methods.body)
      .filter(method => flagIn(method['enabled']) ?? true)
      .sort((a, b) => (integerIn(a['order']) ?? 0) - (integerIn(b['order']) ?? 0))
      .map(readMethod),
  };
}

function readMethod(row: Wire): ShippingMethod {
  const settings = typeof row['settings'] === 'object' && row['settings'] !== null ? Object.entries(row['settings'] as Wire) : [];
  const methodId = filledIn(row['method_id']) ?? '';
  return {
    methodId,
    instanceId: integerIn(row['instance_id']) ?? integerIn(row['id']) ?? 0,
    title: filledIn(row['title']) ?? filledIn(row['method_title']) ?? methodId,
    // A setting is `{id, value, …}`; some servers write the bare value.
    settings: new Map(
      settings.map(([name, value]) => [
        name,
        textIn(typeof value === 'object' && value !== null && 'value' in value ? value.value : value) ?? '',
      ]),
    ),
  };
}

/** A zone is a set of areas, narrowed by postcodes where it names any. */
function covers(zone: Zone, destination: Destination): boolean {
  const areas = zone.places.filter(({ type }) => type !== 'postcode');
  const postcodes = zone.places.filter(({ type }) => type === 'postcode');
  return (
    (areas.length === 0 || areas.some(({ type, code }) => isWithin(type, code, destination))) &&
    (postcodes.length === 0 || postcodes.some(({ code }) => matchesPostcode(code, destination.postalCode, destination.country)))
  );
}

function isWithin(type: string, code: string, destination: Destination): boolean {
  if (type === 'country') return code === destination.country;
  if (type === 'continent') return code === countries[destination.country as keyof typeof countries]?.continent;
  const [country, state] = code.split(':');
  return type === 'state' && country === destination.country && state !== undefined && isState(state, destination);
}
