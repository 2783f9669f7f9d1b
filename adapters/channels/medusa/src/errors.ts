import { retryAfterMs, type Call, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError, type Outcome } from '@onebasket/core';
import { isRecord, textAt } from './wire.ts';

/** The shop understood and said no: a 4xx with its own `type`, and sometimes a `code`. What it means depends on what was asked. */
export interface Denial {
  readonly ok: false;
  readonly status: number;
  /** `invalid_data`, `not_allowed`, `not_found`, `duplicate_error`, … */
  readonly type: string;
  readonly code?: string;
  /** For people; nothing is told apart by it. */
  readonly message: string;
}

/** `code` of a basket that asks for more than there is. */
export const INSUFFICIENT_INVENTORY = 'insufficient_inventory';

/** The shop's no as a value; throws `AdapterError` for every other answer that is no yes. `outcome` says what may have happened to what was asked. */
export function denialOf(response: HttpResponse, label: string, outcome: Outcome, call: Call): Denial {
  const { status } = response;
  const fail = (code: ConstructorParameters<typeof AdapterError>[0], what: string, done: Outcome, waitMs?: number) =>
    new AdapterError(code, { message: `medusa: ${label}: ${what}`, outcome: done, retryAfterMs: waitMs });
  if (status === 429) throw fail('rate-limited', 'too many requests', 'not-done', retryAfterMs(response.headers, call.now()));
  if (status === 401 || status === 403) throw fail('unauthorized', `answered ${status}`, 'not-done');
  // "Cart is already being completed by another request": that one's end is open.
  if (status === 409) throw fail('unavailable', 'another request is at work on this', outcome);
  if (status >= 500) throw fail('unavailable', `answered ${status}`, outcome);
  if (status < 400) throw fail('invalid-response', `answered ${status}`, outcome);
  const body = bodyOf(response);
  const type = textAt(body, 'type');
  const message = textAt(body, 'message');
  if (message === undefined)
    throw fail(status === 404 ? 'misconfigured' : 'invalid-response', `answered ${status} in no form of Medusa’s`, outcome);
  const code = textAt(body, 'code');
  return { ok: false, status, type: type ?? '', ...(code === undefined ? {} : { code }), message };
}

/** For where no can only mean that something is wrong between the shop and this adapter. */
export function unexpected(denial: Denial, label: string): AdapterError {
  return new AdapterError('invalid-response', {
    message: `medusa: ${label}: answered ${denial.status} ${denial.type}`,
    outcome: 'not-done',
  });
}

function bodyOf(response: HttpResponse) {
  try {
    const body = response.json();
    return isRecord(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
