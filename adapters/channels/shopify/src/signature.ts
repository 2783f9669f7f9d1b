import { createHmac, timingSafeEqual } from 'node:crypto';

/** What Shopify writes into `X-Shopify-Hmac-Sha256`: the Base64 HMAC-SHA256 of a webhook's raw bytes, with the app's client secret. */
export function signWebhook(body: Uint8Array | string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

/** Does one of these secrets give this signature? Compared in constant time. */
export function isWebhookSigned(body: Uint8Array | string, signature: string, secrets: readonly string[]): boolean {
  return secrets.some(secret => isSame(signWebhook(body, secret), signature.trim()));
}

/** What is signed of a redirect's query: every parameter but `hmac` (and the older `signature`), sorted by name, joined as a query. */
export function queryText(query: Readonly<Record<string, string>>): string {
  return signedEntries(query)
    .map(([name, value]) => `${escaped(name, /[%&=]/g)}=${escaped(value, /[%&]/g)}`)
    .sort()
    .join('&');
}

/** The `hmac` of a redirect's query: HMAC-SHA256 in hex, with the app's client secret. */
export function signQuery(query: Readonly<Record<string, string>>, secret: string): string {
  return hexOf(queryText(query), secret);
}

/** Does this secret give the query's `hmac`? Of values with signs in them Shopify's pages and its own libraries write different texts; both are tried. */
export function isQuerySigned(query: Readonly<Record<string, string>>, secret: string): boolean {
  const given = query['hmac']?.toLowerCase() ?? '';
  return isSame(signQuery(query, secret), given) || isSame(hexOf(encodedText(query), secret), given);
}

function hexOf(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

function signedEntries(query: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(query).filter(([name]) => name !== 'hmac' && name !== 'signature');
}

function encodedText(query: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(signedEntries(query).map(([name, value]) => [name, value]));
  params.sort();
  return params.toString();
}

function escaped(text: string, what: RegExp): string {
  return text.replace(what, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
