import type { Call } from '@onebasket/adapter-sdk';
import type { Merchant } from './discovery.ts';
import { signDetached } from './detached-jwt.ts';
import { signRequest } from './http-signature.ts';
import { readSigningKey } from './keys.ts';
import { profileUrlFor } from './platform-profile.ts';
import { settingsOf } from './settings.ts';

/** A request before it is signed. Header names are in lower case. */
export interface Unsigned {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** All headers of a request as the merchant's generation wants them: who we are, which request, which deed, what lets us in, and the signature over it. */
export function requestHeaders(
  call: Call,
  request: Unsigned,
  about: { readonly requestId: string; readonly idempotencyKey: string | undefined; readonly merchant: Merchant },
): Readonly<Record<string, string>> {
  const settings = settingsOf(call);
  const { generation } = about.merchant;
  const token = call.connection.credentials?.accessToken ?? settings.accessToken;
  const headers: Record<string, string> = {
    ...request.headers,
    'ucp-agent': `profile="${profileUrlFor(settings.platformProfileUrl, generation)}"`,
    'request-id': about.requestId,
    ...(about.idempotencyKey === undefined ? {} : { 'idempotency-key': about.idempotencyKey }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(settings.apiKey === undefined ? {} : { 'x-api-key': settings.apiKey }),
  };
  const body = Buffer.from(request.body ?? '');
  const key = settings.signingKey === undefined ? undefined : readSigningKey(settings.signingKey, settings.signingKeyId);
  if (generation.signature === 'detached-jwt') {
    // The header is required whether or not anybody looks at it.
    return { ...headers, 'request-signature': key ? signDetached(body, key) : 'unsigned' };
  }
  return key
    ? { ...headers, ...signRequest({ ...request, headers, body }, key, { created: Math.floor(call.now().getTime() / 1000) }) }
    : headers;
}
