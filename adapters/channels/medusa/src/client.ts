import { stringifyLosslessJson, type Call, type HttpRequest } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { denialOf, type Denial } from './errors.ts';
import { settingsOf } from './manifest.ts';
import { isRecord, type Wire } from './wire.ts';

/** The shop did as asked. */
export interface Success {
  readonly ok: true;
  readonly body: Wire;
  /** Of the bytes it came in, for `RawRef`. */
  readonly digest: string;
}

/** One request beneath the base address. */
export interface MedusaRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** "/store/carts". */
  readonly path: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly body?: Readonly<Record<string, unknown>>;
  /** Default: GET reads, everything else writes. */
  readonly effect?: 'read' | 'write';
  readonly label: string;
}

/** Asks the Store API, as whoever the publishable key stands for. */
export function askStore(request: MedusaRequest, call: Call): Promise<Success | Denial> {
  return send(request, { 'x-publishable-api-key': settingsOf(call).publishableKey }, call);
}

/** Sends a request with these headers; a no of the shop's is given back, everything else that is no yes is thrown as `AdapterError`. */
export async function send(request: MedusaRequest, headers: HttpRequest['headers'], call: Call): Promise<Success | Denial> {
  const { method, label, body, effect = method === 'GET' ? 'read' : 'write' } = request;
  const outcome = effect === 'read' ? 'not-done' : 'unknown';
  const response = await call.http.request({
    method,
    url: addressOf(request, settingsOf(call).baseUrl),
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: stringifyLosslessJson(body) ?? '{}' }),
    effect,
    label: `${method} ${label}`,
  });
  if (response.status < 200 || response.status > 299) return denialOf(response, label, outcome, call);
  const answer = readJson(() => response.json(), label, outcome);
  return { ok: true, body: answer, digest: response.digest };
}

function addressOf({ path, query = [] }: MedusaRequest, baseUrl: string): string {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  url.search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
  return url.href;
}

function readJson(read: () => unknown, label: string, outcome: 'not-done' | 'unknown'): Wire {
  let cause: unknown;
  try {
    const body = read();
    if (isRecord(body)) return body;
  } catch (error) {
    cause = error;
  }
  throw new AdapterError('invalid-response', { message: `medusa: ${label}: no JSON object came`, outcome, cause });
}
