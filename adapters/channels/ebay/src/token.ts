import { integerIn, needed, statusFailure, textIn, type Call, type HttpResponse, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, type AdapterErrorCode } from '@onebasket/core';
import { apiAddress, settingsOf } from './settings.ts';
import { recordIn } from './wire.ts';

const LABEL = 'POST /identity/v1/oauth2/token';
const BULK_SCOPE = 'https://api.ebay.com/oauth/api_scope/buy.item.bulk';
/** Tokens live for two hours, and are replaced this long before their end. */
const AHEAD_MS = 5 * 60_000;
const KEPT_MS = 2 * 3_600_000;

interface ApplicationToken {
  readonly token: string;
  /** When another one is to be asked for; ahead of its end. */
  readonly renewAtMs: number;
}

/** The token for the next request: the connected user's, a configured one, or the application's. */
export async function accessToken(call: Call): Promise<string> {
  const { accessToken: fixed } = settingsOf(call.connection);
  return call.connection.credentials?.accessToken ?? fixed ?? (await applicationToken(call));
}

/** Whether the next token could be another one: a connected user's and a configured one only their owner can renew. */
export function isRenewable(call: Call): boolean {
  return call.connection.credentials === undefined && settingsOf(call.connection).accessToken === undefined;
}

/**
 * The application's token, renewed ahead of its end; `refused` is one that eBay no longer takes. Each token is kept under a name that its predecessor gives
 * it, so that many calls at once ask for the next one once.
 */
export async function applicationToken(call: Call, refused?: string): Promise<string> {
  let name = 'application-token';
  let isReplaced = false;
  for (;;) {
    const { token, renewAtMs } = await call.memo(name, KEPT_MS, () => askForApplicationToken(call));
    const isGood = renewAtMs > call.now().getTime();
    if (isGood && (token !== refused || isReplaced)) return token;
    isReplaced ||= isGood;
    name = `application-token after ${renewAtMs}`;
  }
}

async function askForApplicationToken(call: Call): Promise<ApplicationToken> {
  const { scopes, bulkItems } = settingsOf(call.connection);
  const scope = [...new Set([...scopes, ...(bulkItems ? [BULK_SCOPE] : [])])].join(' ');
  const answer = await askForToken({ grant_type: 'client_credentials', scope }, call);
  const lifeMs = (integerIn(answer['expires_in']) ?? 7200) * 1000;
  // Half of its life at least, so that a token that is new is never due.
  const usedMs = Math.max(1, lifeMs / 2, lifeMs - AHEAD_MS);
  return { token: needed(textIn(answer['access_token']), 'ebay: access_token'), renewAtMs: call.now().getTime() + usedMs };
}

/** Asks the identity service. A grant that is wrong, used or expired: `AdapterError('unauthorized')`. */
export async function askForToken(form: Readonly<Record<string, string>>, call: Call): Promise<WireRecord> {
  const { clientId, clientSecret } = settingsOf(call.connection);
  const response = await call.http.request({
    method: 'POST',
    url: `${apiAddress(call.connection)}/identity/v1/oauth2/token`,
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams(form).toString(),
    // A code is good once: it must not be sent again by itself. Application tokens may be asked for as often as one likes.
    effect: form['grant_type'] === 'client_credentials' ? 'read' : 'write',
    label: LABEL,
  });
  if (response.status >= 300) throw refused(response, call);
  const answer = recordIn(response.json());
  if (answer) return answer;
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: `ebay: ${LABEL} sent no object` });
}

const OAUTH_CODES: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['invalid_grant', 'unauthorized'],
  ['invalid_client', 'unauthorized'],
  ['unauthorized_client', 'unauthorized'],
  ['access_denied', 'unauthorized'],
  ['invalid_scope', 'misconfigured'],
  ['unsupported_grant_type', 'misconfigured'],
  ['invalid_request', 'misconfigured'],
]);

function refused(response: HttpResponse, call: Call): AdapterError {
  const error = response.status < 500 ? oauthError(response) : undefined;
  const code = error === undefined ? undefined : OAUTH_CODES.get(error);
  if (code) return new AdapterError(code, { outcome: 'not-done', message: `ebay: ${LABEL} answered ${response.status}: ${error}` });
  // No token means nothing done, whatever the identity service did.
  return statusFailure(response, { what: `ebay: ${LABEL}`, effect: 'read', now: call.now(), detail: error });
}

/** The code of RFC 6749; the description beside it may repeat what was sent. */
function oauthError(response: HttpResponse): string | undefined {
  try {
    return textIn(recordIn(response.json())?.['error'])?.slice(0, 60);
  } catch (error) {
    if (error instanceof AdapterError) return undefined;
    throw error;
  }
}
