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
  return Object.entries(query)
    .filter(([name]) => name !== 'hmac' && name !== 'signature')
    .map(([name, value]) => `${escaped(name, /[%&=]/g)}=${escaped(value, /[%&]/g)}`)
    .sort()
    .join('&');
}

/** The `hmac` of a redirect's query: HMAC-SHA256 in hex, with the app's client secret. */
export function signQuery(query: Readonly<Record<string, string>>, secret: string): string {
  return createHmac('sha256', secret).update(queryText(query)).digest('hex');
}

export function isQuerySigned(query: Readonly<Record<string, string>>, secret: string): boolean {
  return isSame(signQuery(query, secret), query['hmac']?.toLowerCase() ?? '');
}

function escaped(text: string, what: RegExp): string {
  return text.replace(what, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
