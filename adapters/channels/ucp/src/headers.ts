import type { Call } from '@onebasket/adapter-sdk';
import type { Merchant } from './discovery.ts';
import { signDetached } from './detached-jwt.ts';
import { signRequest } from './http-signature.ts';
import { readSigningKey, type SigningKey } from './keys.ts';
import { profileUrlFor } from './platform-profile.ts';
import { settingsOf } from './settings.ts';

const ONE_HOUR_MS = 60 * 60 * 1000;

/** A request before it is signed. Header names are in lower case. */
export interface Unsigned {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** All headers of a request as the merchant's generation wants them: who we are, which request, which deed, what lets us in, and the signature over it. */
export async function requestHeaders(
  call: Call,
  request: Unsigned,
  about: { readonly requestId: string; readonly idempotencyKey: string | undefined; readonly merchant: Merchant },
): Promise<Readonly<Record<string, string>>> {
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
  const key = await signingKeyOf(call);
  if (generation.signature === 'detached-jwt') {
    // The header is required whether or not anybody looks at it.
    return { ...headers, 'request-signature': key ? signDetached(body, key) : 'unsigned' };
  }
  return key
    ? { ...headers, ...signRequest({ ...request, headers, body }, key, { created: Math.floor(call.now().getTime() / 1000) }) }
    : headers;
}

/** Reading a key takes as long as signing with it, so it is kept. */
function signingKeyOf(call: Call): Promise<SigningKey | undefined> {
  const { signingKey, signingKeyId } = settingsOf(call);
  if (signingKey === undefined) return Promise.resolve(undefined);
  return call.memo('ucp:signing-key', ONE_HOUR_MS, () => Promise.resolve(readSigningKey(signingKey, signingKeyId)));
}
