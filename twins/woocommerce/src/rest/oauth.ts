import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../options.ts';
import { WooError } from '../woo-error.ts';

const REQUIRED = ['oauth_consumer_key', 'oauth_timestamp', 'oauth_nonce', 'oauth_signature', 'oauth_signature_method'] as const;
const TOLERANCE_SECONDS = 15 * 60;

/** One signed request. `address` is scheme, host and path as the shop believes them to be. */
export interface OAuthAttempt {
  readonly method: string;
  readonly address: string;
  /** Query parameters in the order sent, names as sent. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly authorization: string | undefined;
  readonly nowSeconds: number;
}

/** Nonces that were used, with the time they carried. */
export type UsedNonces = Map<string, number>;

/**
 * The key behind an OAuth 1.0a (one-legged) signature, or `undefined` when the request carries none. Throws the shop's own errors.
 * https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication-over-http
 */
export function oauthKey(attempt: OAuthAttempt, keys: readonly ApiKey[], used: UsedNonces): ApiKey | undefined {
  const inHeader = headerParameters(attempt.authorization);
  const given = new Map([...attempt.query.filter(([name]) => name.startsWith('oauth_')), ...inHeader]);
  if (!given.has('oauth_consumer_key') && !given.has('oauth_signature')) return undefined;
  for (const name of REQUIRED) {
    if (!given.has(name)) throw new WooError(401, 'woocommerce_rest_authentication_missing_parameter', `Missing OAuth parameter ${name}`);
  }
  const key = keys.find(key => key.consumerKey === given.get('oauth_consumer_key'));
  if (key === undefined) throw refused('Consumer key is invalid.');
  checkSignature(attempt, [...attempt.query, ...inHeader], given, key);
  checkFreshness(given, key, attempt.nowSeconds, used);
  return key;
}

function checkSignature(
  attempt: OAuthAttempt,
  all: readonly (readonly [string, string])[],
  given: ReadonlyMap<string, string>,
  key: ApiKey,
): void {
  const algorithm = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' }[given.get('oauth_signature_method') ?? ''];
  if (algorithm === undefined) throw refused('Invalid signature - signature method is invalid.');
  const base = `${attempt.method}&${encode(attempt.address)}&${encode(normalised(all))}`;
  const wanted = createHmac(algorithm, `${key.consumerSecret}&`).update(base).digest('base64');
  const got = (given.get('oauth_signature') ?? '').replace(/ /g, '+');
  const [a, b] = [Buffer.from(wanted), Buffer.from(got)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw refused('Invalid signature - provided signature does not match.');
}

function checkFreshness(given: ReadonlyMap<string, string>, key: ApiKey, now: number, used: UsedNonces): void {
  const timestamp = Number(given.get('oauth_timestamp'));
  if (!(Math.abs(now - timestamp) <= TOLERANCE_SECONDS)) throw refused('Invalid timestamp.');
  for (const [nonce, at] of used) {
    if (now - at <= TOLERANCE_SECONDS) break;
    used.delete(nonce);
  }
  const nonce = `${key.consumerKey}/${given.get('oauth_nonce')}`;
  if (used.has(nonce)) throw refused('Invalid nonce - nonce has already been used.');
  used.set(nonce, now);
}

/** Sorted by name; array parameters are numbered, `a[]=1&a[]=2` counts as `a[0]=1&a[1]=2`, as PHP parses them. */
function normalised(parameters: readonly (readonly [string, string])[]): string {
  const counts = new Map<string, number>();
  const numbered = parameters
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]): readonly [string, string] => {
      if (!name.endsWith('[]')) return [name, value];
      const index = counts.get(name) ?? 0;
      counts.set(name, index + 1);
      return [`${name.slice(0, -2)}[${index}]`, value];
    });
  return numbered
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function headerParameters(authorization: string | undefined): readonly (readonly [string, string])[] {
  if (authorization === undefined || !/^OAuth\s/i.test(authorization)) return [];
  return [...authorization.slice(6).matchAll(/(oauth_[a-z_]+)="([^"]*)"/g)].map(
    match => [match[1] ?? '', decodeURIComponent(match[2] ?? '')] as const,
  );
}

/** RFC 3986, as PHP's `rawurlencode`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function refused(message: string): WooError {
  return new WooError(401, 'woocommerce_rest_authentication_error', message);
}
