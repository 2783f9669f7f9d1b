import { integerIn, textIn, type Availability, type WireRecord } from '@onebasket/adapter-sdk';
import { recordsIn } from './wire.ts';

/** What eBay says of the pieces that are left. */
export interface Stock {
  readonly availability: Availability;
  /** Absent where eBay names only a threshold ("more than 10"). */
  readonly stock?: number;
  readonly sold?: number;
}

const BY_STATUS: ReadonlyMap<string, Availability> = new Map([
  ['IN_STOCK', 'IN_STOCK'],
  ['LIMITED_STOCK', 'LOW_STOCK'],
  ['OUT_OF_STOCK', 'OUT_OF_STOCK'],
  ['UNAVAILABLE', 'OUT_OF_STOCK'],
]);

/** Reads `estimatedAvailabilities`. The first entry that says something counts; a summary has none, and its availability is unknown. */
export function availabilityOf(item: WireRecord): Stock {
  const [told] = recordsIn(item['estimatedAvailabilities']);
  const availability = BY_STATUS.get(textIn(told?.['estimatedAvailabilityStatus'])?.toUpperCase() ?? '') ?? 'UNKNOWN';
  const stock = countIn(told?.['estimatedAvailableQuantity']) ?? countIn(told?.['estimatedRemainingQuantity']);
  const sold = countIn(told?.['estimatedSoldQuantity']);
  return {
    availability: availability === 'UNKNOWN' && stock !== undefined ? (stock > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK') : availability,
    ...(stock === undefined ? {} : { stock }),
    ...(sold === undefined ? {} : { sold }),
  };
}

function countIn(value: unknown): number | undefined {
  const count = integerIn(value);
  return count !== undefined && count >= 0 ? count : undefined;
}
