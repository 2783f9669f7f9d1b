import {
  asRecord,
  retryAfterMs,
  statusFailure,
  stringifyLosslessJson,
  type Call,
  type HttpResponse,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { graphqlUrl } from './addresses.ts';
import { readFault, type SaleorError } from './errors.ts';
import { settingsOf } from './manifest.ts';
import { listIn, recordIn } from './wire.ts';

/** One document for the shop. */
export interface Ask {
  /** For messages and traces: "place: complete". */
  readonly label: string;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Can repeating it by itself do harm? Then it writes. */
  readonly effect: 'read' | 'write';
  /** Sends the app's token along. Never on a shopper's call: to an app the shop shows what it does not sell. */
  readonly asApp?: boolean;
}

/** What came, with what went wrong at the top of it. */
export interface Answer {
  readonly data: WireRecord;
  readonly faults: readonly SaleorError[];
  readonly digest: string;
}

/** Sends one document and gives its data. Throws `SaleorError` for errors at the top, which come with HTTP 200, and `AdapterError` for everything that is no GraphQL answer. */
export async function send(ask: Ask, call: Call): Promise<Answer> {
  const answer = await sendBatch(ask, call);
  const [fault] = answer.faults;
  if (fault) throw fault;
  return answer;
}

/** As `send`, for documents of several root fields of which one may go wrong by itself: the faults are given back beside the data. */
export async function sendBatch(ask: Ask, call: Call): Promise<Answer> {
  const { baseUrl, appToken } = settingsOf(call);
  if (ask.asApp && appToken === undefined) throw needsApp(ask.label);
  const response = await call.http.request({
    method: 'POST',
    url: graphqlUrl(baseUrl),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(ask.asApp ? { authorization: `Bearer ${appToken}` } : {}),
    },
    body: stringifyLosslessJson({ query: ask.document, variables: ask.variables ?? {} }) ?? '',
    effect: ask.effect,
    label: `POST /graphql/ ${ask.label}`,
  });
  return read(response, ask, call);
}

/** For abilities that strangers do not have. */
export function hasApp(call: Call): boolean {
  return settingsOf(call).appToken !== undefined;
}

/** Says which setting is missing. */
export function needsApp(wish: string): AdapterError {
  return new AdapterError('unsupported', { message: `saleor: ${wish} needs an app of the shop: set appToken`, outcome: 'not-done' });
}

function read(response: HttpResponse, ask: Ask, call: Call): Answer {
  const { status, headers } = response;
  const open = ask.effect === 'write' ? 'unknown' : 'not-done';
  // A document that does not validate, or costs too much, comes with 400 and the reason in it; nothing of it was run.
  const isAnswer = status === 200 || status === 400;
  if (!isAnswer) {
    if (status === 404 || (status >= 300 && status < 400)) {
      throw new AdapterError('misconfigured', {
        message: `saleor: ${ask.label}: no API at this address (status ${status})`,
        outcome: 'not-done',
      });
    }
    if (status === 429) call.noteBudget({ left: 0, blockedForMs: retryAfterMs(headers, call.now()) ?? 1000 });
    throw statusFailure(response, { what: `saleor: ${ask.label}`, effect: ask.effect, now: call.now() });
  }
  const body = bodyOf(response, ask.label, status === 400 ? 'not-done' : open);
  const faults = listIn(body['errors']).map(error => readFault(error, ask.label, status === 400 ? 'refused' : open));
  const data = recordIn(body['data']);
  if (status === 400 || data === undefined) {
    throw (
      faults[0] ?? new AdapterError('invalid-response', { message: `saleor: ${ask.label}: status ${status} without data`, outcome: open })
    );
  }
  return { data, faults, digest: response.digest };
}

function bodyOf(response: HttpResponse, label: string, outcome: 'not-done' | 'unknown'): WireRecord {
  try {
    return asRecord(response.json(), `saleor: ${label}`);
  } catch (cause) {
    throw new AdapterError('invalid-response', { message: `saleor: ${label}: no JSON object came`, outcome, cause });
  }
}
