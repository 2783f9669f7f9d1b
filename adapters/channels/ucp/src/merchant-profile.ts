import { textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { failure } from './errors.ts';
import { closestGeneration, type Generation } from './generations.ts';
import { readPublishedKeys, type PublishedKey } from './keys.ts';
import { recordIn, recordsIn, told, webUrlIn } from './wire.ts';

const SERVICE = 'dev.ucp.shopping';

export type Capability = 'checkout' | 'cart' | 'catalog.search' | 'catalog.lookup' | 'order' | 'fulfillment' | 'discount' | 'permalink';

/** What a merchant says of itself at /.well-known/ucp. */
export interface MerchantProfile {
  readonly version?: string;
  readonly generation: Generation;
  readonly endpoints: { readonly rest?: string; readonly mcp?: string };
  /** Names below `dev.ucp.shopping`, and whole names of anything else. */
  readonly capabilities: ReadonlySet<string>;
  /** Where a basket can be opened by a link alone. */
  readonly permalink?: string;
  readonly paymentHandlers: readonly string[];
  readonly keys: readonly PublishedKey[];
  /** Profiles of the other versions that it speaks. */
  readonly otherVersions: ReadonlyMap<string, string>;
}

/**
 * Reads a profile in every shape that is served: with lists and `rest.endpoint` (January 2026), with maps, with and without the `ucp` wrapper.
 * `value` has no null members any more. Throws `AdapterError('invalid-response')` for what is no profile.
 */
export function readMerchantProfile(value: unknown): MerchantProfile {
  const whole = recordIn(value);
  const inner = recordIn(whole?.['ucp']) ?? whole;
  if (!whole || !inner || (inner['services'] === undefined && inner['version'] === undefined)) {
    throw failure('invalid-response', 'GET /.well-known/ucp sent no profile');
  }
  const version = textIn(inner['version']);
  const capabilities = capabilityEntries(inner['capabilities']);
  const permalink = capabilities.find(([name]) => name === `${SERVICE}.permalink`)?.[1];
  return {
    generation: closestGeneration(version),
    endpoints: endpointsIn(inner['services']),
    capabilities: new Set(capabilities.map(([name]) => (name.startsWith(`${SERVICE}.`) ? name.slice(SERVICE.length + 1) : name))),
    paymentHandlers: handlersIn(whole, inner),
    keys: [whole, inner].flatMap(at => [...readPublishedKeys(at['signing_keys']), ...keySetIn(at['keys'])]),
    otherVersions: versionsIn(inner['supported_versions'] ?? whole['supported_versions']),
    ...told({ version, permalink: webUrlIn(recordIn(permalink?.['config'])?.['endpoint']) }),
  };
}

/** `keys` is a list of JWKs, or a whole JWK set. */
function keySetIn(value: unknown): readonly PublishedKey[] {
  return readPublishedKeys(recordIn(value)?.['keys'] ?? value);
}

function capabilityEntries(value: unknown): readonly (readonly [string, WireRecord])[] {
  if (Array.isArray(value))
    return recordsIn(value).flatMap(entry => (textIn(entry['name']) === undefined ? [] : [[String(entry['name']), entry]]));
  return Object.entries(recordIn(value) ?? {}).map(([name, entries]) => [name, recordsIn(entries)[0] ?? recordIn(entries) ?? {}]);
}

function endpointsIn(services: unknown): MerchantProfile['endpoints'] {
  const service = recordIn(services)?.[SERVICE];
  const listed = recordsIn(service);
  const byTransport = (transport: string) =>
    listed.find(entry => textIn(entry['transport']) === transport && entry['endpoint'] !== undefined) ??
    recordIn(recordIn(service)?.[transport]);
  return told({ rest: endpointIn(byTransport('rest')), mcp: endpointIn(byTransport('mcp')) });
}

/** Without the slash that some endpoints end in: `//checkout-sessions` is nowhere. */
function endpointIn(entry: WireRecord | undefined): string | undefined {
  return webUrlIn(entry?.['endpoint'])?.replace(/\/+$/, '');
}

function handlersIn(whole: WireRecord, inner: WireRecord): readonly string[] {
  const grouped = recordIn(inner['payment_handlers']) ?? recordIn(whole['payment_handlers']) ?? {};
  const listed = recordsIn(recordIn(whole['payment'])?.['handlers']);
  return [...listed, ...Object.values(grouped).flatMap(recordsIn)].flatMap(handler => textIn(handler['id']) ?? []);
}

function versionsIn(value: unknown): ReadonlyMap<string, string> {
  return new Map(Object.entries(recordIn(value) ?? {}).flatMap(([version, url]) => (webUrlIn(url) ? [[version, String(url)]] : [])));
}
