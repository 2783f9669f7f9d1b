import type { Call, HttpResponse, WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { endUserContext, type EndUser } from './context.ts';
import { matterOf, readErrors, toFailure } from './errors.ts';
import { apiAddress, settingsOf } from './settings.ts';
import { accessToken, applicationToken, isRenewable } from './token.ts';
import { recordIn } from './wire.ts';

/** A question to an API. */
export interface Question {
  /** Below the host, with every part encoded: "/buy/browse/v1/item/v1%7C1%7C0". */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly endUser?: EndUser;
  /** For messages: "GET /item/{item_id}". */
  readonly label: string;
}

/** What an API said: its body, or a no about the matter that the ability may understand. */
export type EbayAnswer =
  | { readonly ok: true; readonly body: WireRecord; readonly digest: string }
  | { readonly ok: false; readonly why: 'not-found' | 'closed' | 'beyond-the-end' };

/** Asks one API. Throws `AdapterError` for everything but an answer and a no about the matter. */
export async function ask(question: Question, call: Call): Promise<EbayAnswer> {
  const token = await accessToken(call);
  const response = await send(question, token, call);
  if (response.status !== 401 || !isRenewable(call)) return read(response, question, call);
  // The token was taken back before its time; a new one may do.
  return read(await send(question, await applicationToken(call, token), call), question, call);
}

function send({ path, query = {}, endUser, label }: Question, token: string, call: Call): Promise<HttpResponse> {
  const settings = settingsOf(call.connection);
  const context = endUserContext(settings, endUser);
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') params.set(name, String(value));
  return call.http.request({
    method: 'GET',
    url: `${apiAddress(call.connection)}${path}${params.size === 0 ? '' : `?${params.toString()}`}`,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'x-ebay-c-marketplace-id': settings.marketplaceId,
      ...(context === undefined ? {} : { 'x-ebay-c-enduserctx': context }),
      ...(settings.acceptLanguage === undefined ? {} : { 'accept-language': settings.acceptLanguage }),
    },
    label,
  });
}

function read(response: HttpResponse, { label }: Question, call: Call): EbayAnswer {
  const body = response.status < 300 ? response.json() : errorBody(response);
  const errors = readErrors(body);
  if (response.status < 300 && errors.length === 0) {
    const record = recordIn(body);
    if (record) return { ok: true, body: record, digest: response.digest };
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: `ebay: ${label} sent no object` });
  }
  const why =
    response.status < 500 ? (matterOf(errors) ?? (response.status === 404 && errors.length > 0 ? 'not-found' : undefined)) : undefined;
  if (why) return { ok: false, why };
  throw toFailure(response, errors, label, call);
}

/** The body of a no; gateways before the API say it in HTML. */
function errorBody(response: HttpResponse): unknown {
  try {
    return response.json();
  } catch (error) {
    if (error instanceof AdapterError) return undefined;
    throw error;
  }
}
