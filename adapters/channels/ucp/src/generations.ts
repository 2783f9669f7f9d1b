/** What differs between the published generations of the protocol, as data. */
export interface Generation {
  readonly version: string;
  /** How a profile says what it can do: a list of names with versions, or a map from names to versions. */
  readonly capabilities: 'list' | 'map';
  /** `discount` and `items_discount` in totals are positive, and `subtotal` has `items_discount` taken off already. */
  readonly hasPositiveDiscounts: boolean;
  /** Requests repeat what only the shop can know: titles, currency, an empty payment. */
  readonly isWordy: boolean;
  /** A method named by the platform needs its id and its lines' ids, so it can be named only once the shop has numbered the lines. */
  readonly needsLineIdsForFulfilment: boolean;
  /** `status` tells whether a session is ready: before, it is one word or the other whatever the session lacks. */
  readonly hasTruthfulStatus: boolean;
  readonly payment: 'payment_data' | 'instruments-with-risk' | 'instruments';
  readonly signature: 'detached-jwt' | 'http-message';
  readonly keys: 'signing_keys' | 'keys';
  /** A destination says what it is: a shipping address. */
  readonly hasTypedDestinations: boolean;
}

const FIRST: Generation = {
  version: '2026-01-11',
  capabilities: 'list',
  hasPositiveDiscounts: true,
  isWordy: true,
  needsLineIdsForFulfilment: false,
  hasTruthfulStatus: false,
  payment: 'payment_data',
  signature: 'detached-jwt',
  keys: 'signing_keys',
  hasTypedDestinations: false,
};
const SECOND: Generation = {
  ...FIRST,
  version: '2026-01-23',
  capabilities: 'map',
  needsLineIdsForFulfilment: true,
  payment: 'instruments-with-risk',
};
const THIRD: Generation = {
  ...SECOND,
  version: '2026-04-08',
  hasPositiveDiscounts: false,
  isWordy: false,
  needsLineIdsForFulfilment: false,
  hasTruthfulStatus: true,
  payment: 'instruments',
  signature: 'http-message',
};
const NEWEST: Generation = { ...THIRD, version: '2026-08-25', keys: 'keys', hasTypedDestinations: true };

/** Oldest first. */
export const GENERATIONS: readonly Generation[] = [FIRST, SECOND, THIRD, NEWEST];

/** The generation of exactly this version. */
export function generationOf(version: string | undefined): Generation | undefined {
  return GENERATIONS.find(generation => generation.version === version);
}

/** The newest generation that is not newer than `version` (versions are dates); the oldest for anything before, the newest for what is no date. */
export function closestGeneration(version: string | undefined): Generation {
  if (version === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(version)) return NEWEST;
  return GENERATIONS.findLast(generation => generation.version <= version) ?? FIRST;
}
