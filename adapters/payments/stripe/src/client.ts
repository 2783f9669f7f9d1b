import type { Call, HttpResponse } from '@onebasket/adapter-sdk';
import { readError, type StripeError } from './errors.ts';
import { encodeForm, type FormValue } from './form.ts';
import { settingsOf } from './settings.ts';

export interface Ask {
  readonly method: 'GET' | 'POST';
  /** Below the base address: "/v1/refunds". */
  readonly path: string;
  /** The path without ids, for messages. */
  readonly label?: string;
  readonly params?: { readonly [name: string]: FormValue };
  /** Stripe answers a repeat of one key with what it said the first time; kept for a day at least. */
  readonly key?: string;
}

/** An object, or Stripe's no. */
export type Answer =
  | {
      readonly ok: true;
      readonly body: unknown;
      /** This was said before, to the first request with this key: things may have moved on since. */
      readonly isReplayed: boolean;
    }
  | { readonly ok: false; readonly error: StripeError };

/** Sends one request. Objects and understood refusals are handed over, anything else throws what it means. */
export async function ask(call: Call, { method, path, label = path, params = {}, key }: Ask): Promise<Answer> {
  const settings = settingsOf(call.connection);
  const form = encodeForm(params);
  const isPost = method === 'POST';
  const response = await call.http.request({
    method,
    url: `${settings.baseUrl}${path}${!isPost && form !== '' ? `?${form}` : ''}`,
    headers: {
      authorization: `Bearer ${settings.secretKey}`,
      'stripe-version': settings.apiVersion,
      ...(settings.account ? { 'stripe-account': settings.account } : {}),
      ...(isPost ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...(key === undefined ? {} : { 'idempotency-key': keyWithin255(key) }),
    },
    ...(isPost ? { body: form } : {}),
    label: `${method} ${label}`,
  });
  return read(response, call, { method, label });
}

function read(response: HttpResponse, call: Call, { method, label }: { readonly method: string; readonly label: string }): Answer {
  if (response.status === 200) return { ok: true, body: response.json(), isReplayed: response.headers['idempotent-replayed'] === 'true' };
  const effect = method === 'GET' ? 'read' : 'write';
  return { ok: false, error: readError(response, { what: `stripe ${method} ${label}`, effect, now: call.now() }) };
}

/** Our keys are shorter; one that is not would be refused by Stripe, and is a mistake of ours. */
function keyWithin255(key: string): string {
  if (key.length > 255) throw new RangeError('an idempotency key has at most 255 characters');
  return key;
}
