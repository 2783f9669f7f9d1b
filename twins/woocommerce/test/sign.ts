import { createHmac, randomBytes } from 'node:crypto';

export interface Signing {
  readonly key?: string;
  readonly secret?: string;
  readonly method?: 'HMAC-SHA1' | 'HMAC-SHA256';
  readonly nonce?: string;
  readonly ageSeconds?: number;
  /** Scheme the signature is made over. */
  readonly scheme?: 'http' | 'https';
}

/** OAuth 1.0a parameters for a request, by RFC 5849 and with array parameters as they are sent. */
export function oauthParameters(httpMethod: string, url: string, signing: Signing = {}): Record<string, string> {
  const { key = 'ck_dummy', secret = 'cs_dummy', method = 'HMAC-SHA256', ageSeconds = 0 } = signing;
  const address = new URL(url);
  const oauth: Record<string, string> = {
    oauth_consumer_key: key,
    oauth_nonce: signing.nonce ?? randomBytes(8).toString('hex'),
    oauth_signature_method: method,
    oauth_timestamp: String(Math.floor(Date.now() / 1000) - ageSeconds),
  };
  const all = [...address.searchParams, ...Object.entries(oauth)].map(([name, value]) => [encode(name), encode(value)] as const);
  const query = all
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(pair => pair.join('='))
    .join('&');
  const base = `${signing.scheme ?? 'http'}://${address.host}${address.pathname}`;
  const text = `${httpMethod}&${encode(base)}&${encode(query)}`;
  const signature = createHmac(method === 'HMAC-SHA1' ? 'sha1' : 'sha256', `${secret}&`)
    .update(text)
    .digest('base64');
  return { ...oauth, oauth_signature: signature };
}

/** The same as an Authorization header. */
export function oauthHeader(parameters: Readonly<Record<string, string>>): string {
  return `OAuth ${Object.entries(parameters)
    .map(([name, value]) => `${name}="${encode(value)}"`)
    .join(', ')}`;
}

/** The address with the parameters behind the query as it stands. */
export function withQuery(url: string, parameters: Readonly<Record<string, string>>): string {
  const more = Object.entries(parameters)
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');
  return `${url}${url.includes('?') ? '&' : '?'}${more}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
