import { integerIn, needed, textIn, type Authorisation, type Call, type Credentials } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { settingsOf } from './settings.ts';
import { askForToken } from './token.ts';

/**
 * Consent of an eBay user (authorization code grant). eBay knows the address that users are sent back to by a name of its own, the RuName, which stands in the
 * place of `redirect_uri`. The user's token then takes the place of the application's.
 */
export const authorisation: Authorisation = {
  authorizeUrl({ redirectUri, state }, connection) {
    const { authUrl, clientId, ruName, userScopes } = settingsOf(connection);
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: ruName ?? redirectUri,
      response_type: 'code',
      scope: userScopes.join(' '),
      state,
    });
    return `${authUrl.replace(/\/+$/, '')}/oauth2/authorize?${query.toString()}`;
  },
  async exchange({ query, redirectUri }, call) {
    const { code } = query;
    if (!code) throw denied('the redirect brought no code');
    const { ruName } = settingsOf(call.connection);
    return tokens({ grant_type: 'authorization_code', code, redirect_uri: ruName ?? redirectUri }, call);
  },
  async refresh(old, call) {
    const { refreshToken, refreshExpiresAt } = old;
    if (!refreshToken || (refreshExpiresAt !== undefined && Date.parse(refreshExpiresAt) <= call.now().getTime())) {
      throw denied('the consent has expired');
    }
    const { userScopes } = settingsOf(call.connection);
    const renewed = await tokens({ grant_type: 'refresh_token', refresh_token: refreshToken, scope: userScopes.join(' ') }, call);
    // The refresh token stays the same for its eighteen months, and is not sent again.
    return { refreshToken, ...(refreshExpiresAt === undefined ? {} : { refreshExpiresAt }), ...renewed };
  },
};

async function tokens(form: Readonly<Record<string, string>>, call: Call): Promise<Credentials> {
  const answer = await askForToken(form, call);
  const refreshToken = textIn(answer['refresh_token']);
  const after = (seconds: number | undefined) =>
    seconds === undefined || seconds <= 0 ? undefined : new Date(call.now().getTime() + seconds * 1000).toISOString();
  const expiresAt = after(integerIn(answer['expires_in']));
  const refreshExpiresAt = after(integerIn(answer['refresh_token_expires_in']));
  return {
    accessToken: needed(textIn(answer['access_token']), 'ebay: access_token'),
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(refreshExpiresAt === undefined ? {} : { refreshExpiresAt }),
  };
}

function denied(why: string): AdapterError {
  return new AdapterError('unauthorized', { outcome: 'not-done', message: `ebay: ${why}; the account has to be connected again` });
}
