import { integerIn, statusFailure, textIn, type Authorisation, type Call, type Credentials, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { addressOf, settingsOf, shopDomainOf, type Settings } from './settings.ts';
import { isQuerySigned } from './signature.ts';
import { isObject } from './wire.ts';

/** Consent of the shop's owner (authorization code grant), for offline tokens that expire after an hour and are refreshed. */
export const authorisation: Authorisation = {
  authorizeUrl({ redirectUri, state }, connection) {
    const settings = settingsOf(connection);
    const query = new URLSearchParams({ client_id: appOf(settings).clientId, scope: settings.scopes, redirect_uri: redirectUri, state });
    return `${addressOf(settings, '/admin/oauth/authorize')}?${query.toString()}`;
  },
  async exchange({ query }, call) {
    const settings = settingsOf(call.connection);
    const { clientSecret } = appOf(settings);
    if (!isQuerySigned(query, clientSecret)) throw denied('the redirect is not signed by Shopify');
    const own = shopDomainOf(settings);
    const shop = query['shop']?.toLowerCase();
    if (shop !== undefined && !/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shop)) throw denied('the redirect names no shop');
    if (own !== undefined && shop !== own) throw denied('the redirect is of another shop');
    const { code } = query;
    if (!code) throw denied('the redirect brought no code');
    return askForToken({ code, expiring: '1' }, 'authorization code', call);
  },
  async refresh({ refreshToken, refreshExpiresAt, scopes }, call) {
    if (refreshToken === undefined || (refreshExpiresAt !== undefined && Date.parse(refreshExpiresAt) <= call.now().getTime())) {
      throw denied('the consent has expired');
    }
    const fresh = await askForToken({ grant_type: 'refresh_token', refresh_token: refreshToken }, 'refresh token', call);
    return { ...(scopes ? { scopes } : {}), refreshToken, ...fresh };
  },
};

async function askForToken(form: Readonly<Record<string, string>>, what: string, call: Call): Promise<Credentials> {
  const settings = settingsOf(call.connection);
  const { clientId, clientSecret } = appOf(settings);
  const label = `POST /admin/oauth/access_token (${what})`;
  const response = await call.http.request({
    method: 'POST',
    url: addressOf(settings, '/admin/oauth/access_token'),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form }).toString(),
    // A code is good once. Of a refresh token the old one stays good until the new one is used.
    effect: 'write',
    label,
  });
  if (response.status === 400 || response.status === 401) throw denied(`Shopify does not take the ${what}`);
  if (response.status !== 200) throw statusFailure(response, { what: `shopify: ${label}`, effect: 'write', now: call.now() });
  return toCredentials(
    bodyOf(() => response.json()),
    call.now(),
  );
}

function bodyOf(read: () => unknown): WireRecord {
  try {
    const body = read();
    if (isObject(body)) return body;
  } catch (cause) {
    if (!(cause instanceof AdapterError)) throw cause;
  }
  throw new AdapterError('invalid-response', { outcome: 'unknown', message: 'shopify: the token answer is no object' });
}

/** The answer to a token request as credentials. A token without `expires_in` does not expire. */
export function toCredentials(token: WireRecord, now: Date): Credentials {
  const accessToken = textIn(token['access_token']);
  if (accessToken === undefined) {
    throw new AdapterError('invalid-response', { outcome: 'unknown', message: 'shopify: the token answer has no access_token' });
  }
  const refreshToken = textIn(token['refresh_token']);
  const scopes = textIn(token['scope'])
    ?.split(/[\s,]+/)
    .filter(Boolean);
  const expiresAt = expiryOf(token['expires_in'], now);
  const refreshExpiresAt = expiryOf(token['refresh_token_expires_in'], now);
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(refreshToken === undefined || refreshExpiresAt === undefined ? {} : { refreshExpiresAt }),
    ...(scopes === undefined ? {} : { scopes }),
  };
}

function expiryOf(seconds: unknown, now: Date): string | undefined {
  const count = integerIn(seconds);
  return count === undefined || count <= 0 ? undefined : new Date(now.getTime() + count * 1000).toISOString();
}

function appOf({ clientId, clientSecret }: Settings): { readonly clientId: string; readonly clientSecret: string } {
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  throw new AdapterError('misconfigured', {
    outcome: 'not-done',
    message: 'shopify: clientId and clientSecret are needed to connect a shop',
  });
}

function denied(why: string): AdapterError {
  return new AdapterError('unauthorized', { outcome: 'not-done', message: `shopify: ${why}; the shop has to be connected again` });
}
