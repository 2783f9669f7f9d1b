import { integerIn, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type AdapterErrorCode, type Outcome, type Refusal, type RefusalReason } from '@onebasket/core';
import { recordIn, recordsIn } from './wire.ts';

/** Something that a merchant says about an answer. */
export interface Message {
  readonly type: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly severity?: string;
  /** A JSONPath into the answer. */
  readonly path?: string;
  readonly content?: string;
  readonly isDisclosure: boolean;
}

const reasonByCode: ReadonlyMap<string, RefusalReason> = new Map([
  ['out_of_stock', 'out-of-stock'],
  ['insufficient_stock', 'out-of-stock'],
  ['quantity_adjusted', 'out-of-stock'],
  ['not_found', 'not-found'],
  ['product_not_found', 'not-found'],
  ['item_not_found', 'not-found'],
  ['item_unavailable', 'closed'],
  ['address_undeliverable', 'not-deliverable'],
  ['invalid_address', 'address-refused'],
  ['payment_failed', 'payment-refused'],
  ['payment_declined', 'payment-refused'],
  ['insufficient_funds', 'payment-refused'],
  ['fraud_detected', 'payment-refused'],
  ['unknown_token', 'payment-refused'],
  ['discount_code_expired', 'coupon-refused'],
  ['discount_code_invalid', 'coupon-refused'],
  ['discount_code_already_applied', 'coupon-refused'],
  ['discount_code_combination_disallowed', 'coupon-refused'],
  ['discount_code_user_not_logged_in', 'coupon-refused'],
  ['discount_code_user_ineligible', 'coupon-refused'],
  ['quantity_limit_exceeded', 'limit-exceeded'],
]);

/** What a code means to a shopper; 'other' for codes that we do not know. */
export function reasonOf(code: string): RefusalReason {
  return reasonByCode.get(code.toLowerCase()) ?? 'other';
}

/** Codes by which a merchant says that it did not look at a request at all. */
const unheardByCode: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['version_unsupported', 'misconfigured'],
  ['invalid_profile_url', 'misconfigured'],
  ['profile_malformed', 'misconfigured'],
  ['profile_unreachable', 'misconfigured'],
  ['profile_not_trusted', 'unauthorized'],
  ['capabilities_incompatible', 'unsupported'],
  ['digest_mismatch', 'misconfigured'],
  ['algorithm_unsupported', 'misconfigured'],
  ['insufficient_scope', 'unauthorized'],
  ['identity_required', 'unauthorized'],
]);

/** The failure that these messages tell of, when they tell of us and not of the matter: nothing was done. */
export function unheard(messages: readonly Message[], what: string): AdapterError | undefined {
  const telling = messages.find(({ type, code }) => type === 'error' && unheardByCode.has(code.toLowerCase()));
  const code = telling && unheardByCode.get(telling.code.toLowerCase());
  return code && failure(code, `${what} was not heard: ${telling.code.toLowerCase()}`);
}

/** Everything that an answer says, in all the forms that errors have: `messages[]`, `{code, content}`, `{detail, code}` with its three kinds of detail, `{error}`. */
export function messagesOf(body: WireRecord): readonly Message[] {
  const listed = recordsIn(body['messages']).map(readMessage);
  const detail = body['detail'];
  // The list names our own input, which may be a person's address: only what kind of fault it is gets out.
  const faults = Array.isArray(detail) ? recordsIn(detail).map(({ type }) => errorMessage(textIn(type), 'the request is malformed')) : [];
  const nested = recordsIn(recordIn(detail)?.['errors']).map(error => errorMessage(textIn(error['code']), textIn(error['message'])));
  const said = textIn(detail) ?? textIn(body['content']) ?? textIn(body['error']) ?? textIn(body['message']);
  const code = textIn(body['code']);
  const own = said !== undefined || (code !== undefined && listed.length === 0) ? [errorMessage(code, said)] : [];
  return [...listed, ...faults, ...nested, ...own];
}

function errorMessage(code: string | undefined, content: string | undefined): Message {
  return { type: 'error', code: code ?? '', isDisclosure: false, ...(content === undefined ? {} : { content }) };
}

function readMessage(wire: WireRecord): Message {
  const type = textIn(wire['type']);
  const [severity, path, content] = [textIn(wire['severity']), textIn(wire['path']), textIn(wire['content'])];
  return {
    type: type === 'warning' || type === 'info' ? type : 'error',
    code: textIn(wire['code']) ?? '',
    isDisclosure: textIn(wire['presentation']) === 'disclosure',
    ...(severity === undefined ? {} : { severity }),
    ...(path === undefined ? {} : { path }),
    ...(content === undefined ? {} : { content }),
  };
}

/** The refusal that the merchant's messages amount to. A reason by code beats one by status; neither comes from words. */
export function toRefusal(
  messages: readonly Message[],
  lines: readonly { readonly externalId: string }[] = [],
  byStatus: RefusalReason = 'other',
): Refusal {
  const errors = messages.filter(({ type }) => type === 'error');
  const telling = errors.find(({ code }) => reasonOf(code) !== 'other') ?? errors[0] ?? messages[0];
  const reason = telling === undefined ? byStatus : reasonOf(telling.code) === 'other' ? byStatus : reasonOf(telling.code);
  const about = lines[lineIndexOf(telling?.path) ?? -1] ?? (lines.length === 1 ? lines[0] : undefined);
  const words = telling?.content ?? telling?.code;
  return refuse(reason, words ? words.slice(0, 300) : 'the merchant says no and not why', about ? { externalIds: [about.externalId] } : {});
}

/** "$.line_items[2].quantity" is about the third line. */
export function lineIndexOf(path: string | undefined): number | undefined {
  return integerIn(/line_items\[(\d+)\]/.exec(path ?? '')?.[1]);
}

/** No usable answer: `what` names the call and the fact. */
export function failure(code: AdapterErrorCode, what: string, outcome: Outcome = 'not-done', cause?: unknown): AdapterError {
  return new AdapterError(code, { message: `ucp: ${what}`, outcome, cause });
}

/** Runs what cannot have ordered anything: however it fails, it has not been done. */
export async function notDoneYet<T>(work: () => Promise<T>): Promise<T> {
  return withOutcome('not-done', work);
}

/** Runs what follows a step that may have ordered: whatever fails in it leaves the whole in doubt. */
export async function inDoubt<T>(work: () => Promise<T>): Promise<T> {
  return withOutcome('unknown', work);
}

async function withOutcome<T>(outcome: Outcome, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AdapterError) || error.outcome === outcome) throw error;
    throw new AdapterError(error.code, { message: error.message, outcome, retryAfterMs: error.retryAfterMs, cause: error });
  }
}
