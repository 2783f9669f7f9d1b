import { parseLosslessJson, type Authorisation, type Call, type Credentials } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { readInstant, toRfc3339 } from './beijing-time.ts';
import { askTop, type Params } from './client.ts';
import { toAdapterError } from './errors.ts';
import { settingsOf } from './settings.ts';
import { countOf, isObject, textOf, type Fields } from './wire.ts';

/**
 * Consent of an account's owner. Tokens are asked for through the gateway (`taobao.top.auth.token.*`), where the request is signed and the app's secret
 * stays at home, not at oauth.taobao.com/token, to which it would be sent.
 */
export const authorisation: Authorisation = {
  authorizeUrl: ({ redirectUri, state }, connection) => {
    const { oauthUrl, appKey } = settingsOf(connection);
    const query = new URLSearchParams({ response_type: 'code', client_id: appKey, redirect_uri: redirectUri, state, view: 'web' });
    return `${oauthUrl.replace(/\/+$/, '')}/authorize?${query.toString()}`;
  },
  async exchange({ query }, call) {
    const { code } = query;
    if (!code) throw denied(`the redirect brought no code${query['error'] ? ' but an error' : ''}`);
    return askForToken('taobao.top.auth.token.create', { code }, call);
  },
  refresh: async ({ refreshToken, refreshExpiresAt }, call) => {
    if (!refreshToken || (refreshExpiresAt !== undefined && Date.parse(refreshExpiresAt) <= call.now().getTime())) {
      throw denied('the consent has expired and cannot be refreshed');
    }
    return askForToken('taobao.top.auth.token.refresh', { refresh_token: refreshToken }, call);
  },
};

async function askForToken(method: string, params: Params, call: Call): Promise<Credentials> {
  const answer = await askTop(method, params, call, 'none');
  if (!answer.ok) {
    if (answer.kind === 'business') throw denied(`${method} was answered with ${answer.error.subCode}`);
    throw toAdapterError(answer.error, method, call.now());
  }
  return toCredentials(tokenOf(answer.body.fields['token_result'] ?? answer.body.fields), call.now());
}

/** `token_result` is JSON in a text. */
function tokenOf(result: unknown): Fields {
  const value = typeof result === 'string' ? parsed(result) : result;
  if (isObject(value)) return value;
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'taobao: token_result is no object' });
}

function parsed(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    // The parser's words would quote the token.
    return undefined;
  }
}

/** The answer to a token request as credentials. A refresh token without a lifetime (`re_expires_in` 0) is left out: it refreshes nothing. */
export function toCredentials(token: Fields, now: Date): Credentials {
  const accessToken = textOf(token['access_token']);
  if (accessToken === undefined) {
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'taobao: the token answer has no access_token' });
  }
  const refreshToken =
    token['re_expires_in'] !== undefined && countOf(token['re_expires_in']) === 0 ? undefined : textOf(token['refresh_token']);
  const expiresAt = expiry(token['expire_time'], token['expires_in'], now);
  const refreshExpiresAt = expiry(token['refresh_token_valid_time'], token['re_expires_in'], now);
  const more = Object.fromEntries(
    ['taobao_user_id', 'taobao_open_uid', 'taobao_user_nick'].flatMap(name => {
      const value = textOf(token[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(refreshToken === undefined || refreshExpiresAt === undefined ? {} : { refreshExpiresAt }),
    ...(Object.keys(more).length > 0 ? { more } : {}),
  };
}

function expiry(at: unknown, inSeconds: unknown, now: Date): string | undefined {
  const seconds = countOf(inSeconds);
  const ms = readInstant(at)?.ms ?? (seconds ? now.getTime() + seconds * 1000 : undefined);
  return ms === undefined ? undefined : toRfc3339(ms);
}

function denied(why: string): AdapterError {
  return new AdapterError('unauthorized', { outcome: 'not-done', message: `taobao: ${why}; the account has to be connected again` });
}
