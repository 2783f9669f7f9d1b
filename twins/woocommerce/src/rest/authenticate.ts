import type { ApiKey } from '../options.ts';
import { WooError } from '../woo-error.ts';
import { oauthKey, type UsedNonces } from './oauth.ts';
import type { RestRequest } from './rest-request.ts';

/**
 * Who is asking. Behind TLS (told by `X-Forwarded-Proto: https`) Basic and keys in the query are read, OAuth 1.0a on either; over plain HTTP
 * OAuth is the only way and everything else is nobody.
 */
export function authenticate(request: RestRequest, keys: readonly ApiKey[], used: UsedNonces, nowSeconds: number): ApiKey | undefined {
  const key =
    (request.isSecure ? basicKey(request, keys) : undefined) ??
    oauthKey(
      {
        method: request.wireMethod,
        address: request.address,
        query: request.pairs,
        authorization: request.header('authorization'),
        nowSeconds,
      },
      keys,
      used,
    );
  if (key === undefined) return undefined;
  const isRead = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
  if (isRead && key.permissions === 'write') throw denied('The API key provided does not have read permissions.');
  if (!isRead && key.permissions === 'read') throw denied('The API key provided does not have write permissions.');
  return key;
}

/** Throws what an anonymous caller gets; the words depend on the method and on whether one thing is meant or all. */
export function demandKey(key: ApiKey | undefined, method: string, isSingle: boolean): asserts key is ApiKey {
  if (key !== undefined) return;
  switch (method) {
    case 'GET':
    case 'HEAD':
    case 'OPTIONS':
      throw new WooError(
        401,
        'woocommerce_rest_cannot_view',
        isSingle ? 'Sorry, you cannot view this resource.' : 'Sorry, you cannot list resources.',
      );
    case 'DELETE':
      throw new WooError(401, 'woocommerce_rest_cannot_delete', 'Sorry, you are not allowed to delete this resource.');
    default:
      throw isSingle
        ? new WooError(401, 'woocommerce_rest_cannot_edit', 'Sorry, you are not allowed to edit this resource.')
        : new WooError(401, 'woocommerce_rest_cannot_create', 'Sorry, you are not allowed to create resources.');
  }
}

function basicKey(request: RestRequest, keys: readonly ApiKey[]): ApiKey | undefined {
  const [consumerKey, secret] = credentials(request);
  const key = keys.find(key => key.consumerKey === consumerKey);
  if (key !== undefined && key.consumerSecret !== secret) throw denied('Consumer secret is invalid.');
  return key;
}

function credentials(request: RestRequest): readonly [string, string] {
  const fromQuery = request.pairs.find(([name]) => name === 'consumer_key')?.[1];
  if (fromQuery !== undefined) return [fromQuery, request.pairs.find(([name]) => name === 'consumer_secret')?.[1] ?? ''];
  const basic = /^Basic\s+(.+)$/i.exec(request.header('authorization') ?? '')?.[1] ?? '';
  const [user = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return [user, rest.join(':')];
}

function denied(message: string): WooError {
  return new WooError(401, 'woocommerce_rest_authentication_error', message);
}
