import type { Destination } from '@onebasket/adapter-sdk';
import { toMicro, type Micro } from './micro.ts';
import { matchesPostcode } from './postcode.ts';
import { filledIn, flagIn, integerIn, textIn, type Wire } from './wire.ts';

/** One row of the shop's tax table. */
export interface TaxRate {
  /** Empty: every country, region, postcode, city. */
  readonly country: string;
  readonly state: string;
  readonly postcodes: readonly string[];
  readonly cities: readonly string[];
  /** A fraction: 190000 is 19 %. */
  readonly rate: Micro;
  readonly priority: number;
  readonly order: number;
  readonly isCompound: boolean;
  readonly isForShipping: boolean;
  readonly taxClass: string;
}

/** Reads a row of `GET /taxes`; `undefined` for a row without a rate. */
export function readTaxRate(row: Wire): TaxRate | undefined {
  const percent = toMicro(textIn(row['rate']) ?? '');
  if (percent === undefined) return undefined;
  const list = (many: unknown, one: unknown) =>
    (Array.isArray(many) && many.length > 0 ? many : (filledIn(one)?.split(';') ?? [])).flatMap(
      value => filledIn(value)?.toUpperCase() ?? [],
    );
  return {
    country: (filledIn(row['country']) ?? '').toUpperCase(),
    state: (filledIn(row['state']) ?? '').toUpperCase(),
    postcodes: list(row['postcodes'], row['postcode']),
    cities: list(row['cities'], row['city']),
    rate: percent / 100n,
    priority: integerIn(row['priority']) ?? 1,
    order: integerIn(row['order']) ?? 0,
    isCompound: flagIn(row['compound']) ?? false,
    isForShipping: flagIn(row['shipping']) ?? true,
    taxClass: classSlug(filledIn(row['class']) ?? ''),
  };
}

/** WooCommerce writes the standard class as "" on products and as "standard" in the table. */
export function classSlug(taxClass: string): string {
  return taxClass === 'standard' ? '' : taxClass;
}

/** The rates that apply somewhere: of each priority the first of the most exact matches, as WooCommerce picks them. */
export function ratesAt(table: readonly TaxRate[], place: Destination, taxClass: string): readonly TaxRate[] {
  const byPriority = new Map<number, TaxRate>();
  for (const rate of table.filter(row => row.taxClass === classSlug(taxClass) && matches(row, place)).sort(byExactness)) {
    if (!byPriority.has(rate.priority)) byPriority.set(rate.priority, rate);
  }
  return [...byPriority.values()];
}

function matches(rate: TaxRate, place: Destination): boolean {
  const anyOf = (wanted: readonly string[], test: (value: string) => boolean) => wanted.length === 0 || wanted.some(test);
  const city = place.city?.toUpperCase() ?? '';
  return (
    (rate.country === '' || rate.country === place.country) &&
    (rate.state === '' || isState(rate.state, place)) &&
    anyOf(rate.cities, one => one === city) &&
    anyOf(rate.postcodes, pattern => matchesPostcode(pattern, place.postalCode, place.country))
  );
}

/** Do these name the same state? Shops write "DE-NW" or "NW", shoppers either. */
export function isState(code: string, place: Destination): boolean {
  const plain = (text: string) => text.toUpperCase().replace(`${place.country}-`, '');
  return place.region !== undefined && plain(code) === plain(place.region);
}

function byExactness(a: TaxRate, b: TaxRate): number {
  const exactness = (rate: TaxRate) =>
    [rate.country, rate.state].filter(Boolean).length * 4 + (rate.postcodes.length > 0 ? 2 : 0) + (rate.cities.length > 0 ? 1 : 0);
  return a.priority - b.priority || exactness(b) - exactness(a) || a.order - b.order;
}
