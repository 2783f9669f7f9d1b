import { asList, asRecord, statusFailure, type Call } from '@onebasket/adapter-sdk';
import type { JSONWebKeySet, JWK } from 'jose';
import { jwksUrl } from './addresses.ts';
import { settingsOf } from './manifest.ts';

/** Keys change with the shop's owner, if ever. */
const KEPT_MS = 60 * 60_000;
/** Whoever sends made-up key names makes us ask this often at most. */
const FRESH_MS = 60_000;

/** The keys that the shop signs with; anyone may read them. `fresh`: not older than a minute, for a key that is not among the kept ones. */
export function readKeys(age: 'kept' | 'fresh', call: Call): Promise<JSONWebKeySet> {
  return call.memo(`jwks-${age}`, age === 'kept' ? KEPT_MS : FRESH_MS, () => fetchKeys(call));
}

async function fetchKeys(call: Call): Promise<JSONWebKeySet> {
  const response = await call.http.request({ method: 'GET', url: jwksUrl(settingsOf(call).baseUrl), label: 'GET /.well-known/jwks.json' });
  if (response.status !== 200) throw statusFailure(response, { what: 'saleor: signing keys', effect: 'read', now: call.now() });
  const keys = asList(asRecord(response.json(), 'saleor: signing keys')['keys'], 'saleor: signing keys');
  // What is no key of a kind that is known is refused when it is used.
  return { keys: keys.map(key => asRecord(key, 'saleor: a signing key') as JWK) };
}
