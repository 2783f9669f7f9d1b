import { createHash, timingSafeEqual } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Config } from '../config/types.ts';
import type { Keys } from '../keys/keys.ts';
import { verifyAccessToken } from './access-token.ts';
import { ANONYMOUS, type Viewer } from './viewer.ts';

export interface Credentials {
  readonly authorization?: string | undefined;
  readonly apiKey?: string | undefined;
}

/** The viewer whom these credentials prove. None at all is ANONYMOUS; some that do not hold are UNAUTHENTICATED, never silently anonymous. */
export async function resolveViewer(
  { authorization, apiKey }: Credentials,
  { keys, config }: { readonly keys: Keys; readonly config: Config },
): Promise<Viewer> {
  if (authorization !== undefined && authorization !== '') return bearerOf(authorization, keys);
  if (apiKey !== undefined && apiKey !== '') return clientOf(apiKey, config);
  return ANONYMOUS;
}

async function bearerOf(authorization: string, keys: Keys): Promise<Viewer> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthenticated('Authorization must be "Bearer TOKEN"');
  const claims = await verifyAccessToken(keys, token);
  if (claims === 'expired') throw unauthenticated('The access token has expired: refresh it');
  if (claims === 'invalid') throw unauthenticated('The access token does not hold');
  const { id, email, name, roles } = claims;
  return claims.kind === 'STAFF' ? { kind: 'STAFF', id, email, name, roles } : { kind: 'SHOPPER', id, email, name };
}

function clientOf(apiKey: string, config: Config): Viewer {
  const given = digest(apiKey);
  // Every key is compared, in constant time, so that time tells nothing.
  const [client] = config.accounts.seed.clients.filter(one => timingSafeEqual(digest(one.key), given));
  if (!client) throw unauthenticated('The API key does not hold');
  return { kind: 'API_CLIENT', id: client.id, scopes: client.scopes };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function unauthenticated(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED' } });
}
