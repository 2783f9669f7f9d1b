import { createHmac } from 'node:crypto';

/** `X-Shopify-Hmac-Sha256`. */
export function hmacOfBody(body: Uint8Array | string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

/** `hmac` of the query with which the owner's browser comes back. */
export function hmacOfQuery(query: Readonly<Record<string, string>>, secret: string): string {
  const text = Object.keys(query)
    .filter(name => name !== 'hmac')
    .sort()
    .map(name => `${name}=${query[name]}`)
    .join('&');
  return createHmac('sha256', secret).update(text).digest('hex');
}
