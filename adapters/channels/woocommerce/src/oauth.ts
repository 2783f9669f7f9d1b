import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';

/** Percent-encoding of RFC 3986, which OAuth 1.0a signs over: unlike `encodeURIComponent`, also of `!'()*`. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The address with an OAuth 1.0a signature (HMAC-SHA256, no token) in its query, which is where WooCommerce's own clients put it.
 * `nonce` must be fresh for each try: the shop refuses one that it has seen.
 */
export function signUrl(
  request: { readonly method: string; readonly url: string },
  consumer: { readonly key: string; readonly secret: string },
  fresh: { readonly nonce: string; readonly timestamp: number },
): string {
  const oauth = new OAuth({
    consumer,
    signature_method: 'HMAC-SHA256',
    hash_function: (base, key) => createHmac('sha256', key).update(base).digest('base64'),
  });
  const url = new URL(request.url);
  const query = [...url.searchParams];
  const parameters = {
    oauth_consumer_key: consumer.key,
    oauth_nonce: fresh.nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: fresh.timestamp,
    oauth_version: '1.0',
  };
  const bare = `${url.origin}${url.pathname}`;
  // A copy: the library writes the query into what it is given.
  const signature = oauth.getSignature({ method: request.method, url: bare, data: Object.fromEntries(query) }, '', { ...parameters });
  const signed = [...query, ...Object.entries({ ...parameters, oauth_signature: signature })];
  return `${bare}?${signed.map(([name, value]) => `${percentEncode(name)}=${percentEncode(String(value))}`).join('&')}`;
}
