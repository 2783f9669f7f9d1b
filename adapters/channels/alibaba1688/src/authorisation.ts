import type { Authorisation, Call, Credentials } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { postForm } from './client.ts';
import { invalidResponse } from './errors.ts';
import { settingsIn, settingsOf } from './settings.ts';
import type { Fields } from './sign.ts';
import { serverTimeIn } from './time.ts';
import { countIn, recordIn, textIn } from './wire.ts';

/** The owner of the purchasing account consents at auth.1688.com. A code lives for two minutes, a token for hours, the refresh token for months. */
export const authorisation: Authorisation = {
  authorizeUrl({ redirectUri, state }, connection) {
    const { authorizeUrl, appKey } = settingsIn(connection.settings);
    const url = new URL(authorizeUrl);
    url.search = new URLSearchParams({ client_id: appKey, site: '1688', redirect_uri: redirectUri, state }).toString();
    return url.href;
  },
  async exchange({ query, redirectUri }, call) {
    const code = query['code'];
    if (!code) throw new AdapterError('unauthorized', { outcome: 'not-done', message: '1688: the owner of the account did not consent' });
    return askForToken({ grant_type: 'authorization_code', need_refresh_token: 'true', redirect_uri: redirectUri, code }, call);
  },
  async refresh(credentials, call) {
    if (credentials.refreshToken === undefined)
      throw new AdapterError('unauthorized', {
        outcome: 'not-done',
        message: '1688: there is no refresh token, the account must be connected again',
      });
    const fresh = await askForToken({ grant_type: 'refresh_token', refresh_token: credentials.refreshToken }, call);
    // A refresh need not bring a new refresh token; the old one stays good.
    return {
      ...fresh,
      refreshToken: fresh.refreshToken ?? credentials.refreshToken,
      ...(fresh.refreshExpiresAt === undefined && credentials.refreshExpiresAt !== undefined
        ? { refreshExpiresAt: credentials.refreshExpiresAt }
        : {}),
    };
  },
};

/** `system.oauth2/getToken`, the one call that carries the secret itself instead of a signature. */
async function askForToken(grant: Fields, call: Call): Promise<Credentials> {
  const { baseUrl, appKey, appSecret } = settingsOf(call);
  const response = await postForm(
    `${baseUrl}/param2/1/system.oauth2/getToken/${appKey}`,
    { ...grant, client_id: appKey, client_secret: appSecret },
    { name: 'system.oauth2/getToken', effect: 'write' },
    call,
  );
  if (response.status === 429 || response.status >= 500)
    throw new AdapterError(response.status === 429 ? 'rate-limited' : 'unavailable', {
      outcome: response.status === 429 ? 'not-done' : 'unknown',
      message: `1688 getToken answered ${response.status}`,
    });
  const body = recordIn(response.json()) ?? {};
  const said = textIn(body['error']) ?? textIn(body['error_code']);
  if (said !== undefined || response.status >= 400)
    throw new AdapterError('unauthorized', {
      outcome: 'not-done',
      message: `1688 getToken answered ${said?.slice(0, 80) ?? response.status}: the account must be connected again`,
    });
  const accessToken = textIn(body['access_token']);
  if (accessToken === undefined) throw invalidResponse('getToken answered without a token', 'unknown');
  const refreshToken = textIn(body['refresh_token']);
  const seconds = countIn(body['expires_in']);
  const refreshExpiresAt = serverTimeIn(body['refresh_token_timeout']);
  const owner = ['memberId', 'aliId', 'resource_owner'].flatMap(name => {
    const value = textIn(body[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(seconds === undefined ? {} : { expiresAt: new Date(call.now().getTime() + seconds * 1000).toISOString() }),
    ...(refreshExpiresAt === undefined ? {} : { refreshExpiresAt }),
    ...(owner.length > 0 ? { more: Object.fromEntries(owner) } : {}),
  };
}
