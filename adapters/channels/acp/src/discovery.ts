import { statusFailure, type Call } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';
import { jsonOrPage } from './client.ts';
import { failure } from './errors.ts';
import { generationOf, newestOf, NEWEST, type Generation } from './generations.ts';
import { manifest } from './manifest.ts';
import { settingsOf } from './settings.ts';
import { currencyIn, recordIn, textsIn, webAddressIn } from './wire.ts';

/** How to speak to a merchant. */
export interface Merchant {
  /** Without a slash at its end. */
  readonly apiBase: string;
  readonly generation: Generation;
  /** Of checkouts; `undefined` where nobody says. */
  readonly currency: CurrencyCode | undefined;
  /** Whether there is a discovery document. Only the newer merchants have one. */
  readonly isDiscovered: boolean;
}

const KEPT_MS = 3_600_000;
const LABEL = 'GET /.well-known/acp.json';

/** What configuration and the merchant's discovery document say. Kept for an hour, as the document asks. */
export function discover(call: Call): Promise<Merchant> {
  return call.memo('merchant', KEPT_MS, () => readMerchant(call));
}

async function readMerchant(call: Call): Promise<Merchant> {
  const settings = settingsOf(call);
  const document = await readDocument(call);
  const protocol = recordIn(document?.['protocol']);
  const currencies = textsIn(recordIn(document?.['capabilities'])?.['supported_currencies']);
  return {
    apiBase: apiBaseOf(document?.['api_base_url'], call),
    generation: (settings.apiVersion === undefined ? undefined : generationOf(settings.apiVersion)) ?? negotiate(protocol),
    currency: currencyIn(settings.currency) ?? (currencies.length === 1 ? currencyIn(currencies[0]) : undefined),
    isDiscovered: document !== undefined,
  };
}

/** The document lies at the root of the host. A merchant without one is spoken to as configured. */
async function readDocument(call: Call): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { origin } = new URL(settingsOf(call).baseUrl);
  const response = await call.http.request({
    method: 'GET',
    url: `${origin}/.well-known/acp.json`,
    headers: { accept: 'application/json' },
    label: LABEL,
  });
  if (response.status === 429 || response.status >= 500) {
    throw statusFailure(response, { what: `acp: ${LABEL}`, effect: 'read', now: call.now() });
  }
  // Shops answer unknown paths with a page.
  if (response.status >= 300) return undefined;
  const document = recordIn(jsonOrPage(response));
  return recordIn(document?.['protocol'])?.['name'] === 'acp' ? document : undefined;
}

function negotiate(protocol: Readonly<Record<string, unknown>> | undefined): Generation {
  if (!protocol) return NEWEST;
  const versions = [...textsIn(protocol['supported_versions']), ...textsIn([protocol['version']])];
  const common = newestOf(versions);
  if (common) return common;
  throw failure('unsupported', `the merchant speaks ${versions.join(', ').slice(0, 100) || 'no release that it names'}`);
}

/** Where the document points, when it points to a host that configuration allows. */
function apiBaseOf(told: unknown, call: Call): string {
  const address = webAddressIn(told);
  const isAllowed = address !== undefined && manifest.allowedOrigins(call.connection.settings).includes(new URL(address).origin);
  return (isAllowed ? address : settingsOf(call).baseUrl).replace(/\/+$/, '');
}
