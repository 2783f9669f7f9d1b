/** What distinguishes one release of the protocol from another, as far as a client has to know. Everything is read in every form. */
export interface Generation {
  readonly version: string;
  /** `items` without currency, or `line_items` with currency and capabilities. */
  readonly basket: 'items' | 'line_items';
  /** A flat address, or contact and address in one. */
  readonly destination: 'fulfillment_address' | 'fulfillment_details';
  /** One id for all goods; or a list of choices, with the choice inside of its type or flat. */
  readonly selection: 'option-id' | 'nested' | 'flat';
  /** A token of a named provider, or an instrument of a handler. */
  readonly payment: 'provider-token' | 'handler-instrument';
}

/** Every release, the oldest first. */
export const GENERATIONS: readonly Generation[] = [
  { version: '2025-09-29', basket: 'items', destination: 'fulfillment_address', selection: 'option-id', payment: 'provider-token' },
  { version: '2025-12-12', basket: 'items', destination: 'fulfillment_details', selection: 'nested', payment: 'provider-token' },
  { version: '2026-01-16', basket: 'items', destination: 'fulfillment_details', selection: 'nested', payment: 'provider-token' },
  { version: '2026-01-30', basket: 'line_items', destination: 'fulfillment_details', selection: 'flat', payment: 'handler-instrument' },
  { version: '2026-04-17', basket: 'line_items', destination: 'fulfillment_details', selection: 'flat', payment: 'handler-instrument' },
];

export const VERSIONS: readonly string[] = GENERATIONS.map(({ version }) => version);

/** The newest release that we speak. */
export const NEWEST: Generation = GENERATIONS.at(-1) as Generation;

/** The release of this name. */
export function generationOf(version: string): Generation | undefined {
  return GENERATIONS.find(generation => generation.version === version);
}

/** The newest release that both sides speak. */
export function newestOf(versions: readonly string[]): Generation | undefined {
  return GENERATIONS.findLast(({ version }) => versions.includes(version));
}
