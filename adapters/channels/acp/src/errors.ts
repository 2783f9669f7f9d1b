import { integerIn, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type AdapterErrorCode, type Outcome, type Refusal, type RefusalReason } from '@onebasket/core';
import { recordIn, recordsIn } from './wire.ts';

/** Something that a merchant says about an answer: an entry of `messages[]`, or the flat error of a no. */
export interface Message {
  readonly type: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly resolution?: string;
  /** A JSONPath into the request or the session. */
  readonly param?: string;
  readonly content?: string;
}

const reasonByCode: ReadonlyMap<string, RefusalReason> = new Map([
  ['out_of_stock', 'out-of-stock'],
  ['low_stock', 'out-of-stock'],
  ['quantity_exceeded', 'limit-exceeded'],
  ['maximum_exceeded', 'limit-exceeded'],
  ['minimum_not_met', 'limit-exceeded'],
  ['not_found', 'not-found'],
  ['item_not_found', 'not-found'],
  ['expired', 'closed'],
  ['region_restricted', 'not-deliverable'],
  ['payment_declined', 'payment-refused'],
  ['requires_3ds', 'payment-refused'],
  ['coupon_invalid', 'coupon-refused'],
  ['coupon_expired', 'coupon-refused'],
]);

/** `missing` and `invalid` mean what their place means. */
const reasonByPlace: readonly (readonly [RegExp, RefusalReason])[] = [
  [/address|fulfillment/, 'address-refused'],
  [/payment/, 'payment-refused'],
  [/discount|coupon/, 'coupon-refused'],
  [/quantity/, 'limit-exceeded'],
  [/items\[/, 'not-found'],
];

/** What a message means to a shopper; 'other' for codes that we do not know. */
export function reasonOf({ code, param }: Message): RefusalReason {
  const byCode = reasonByCode.get(code) ?? (code.startsWith('discount_code_') ? 'coupon-refused' : undefined);
  if (byCode) return byCode;
  if (code !== 'missing' && code !== 'invalid') return 'other';
  return reasonByPlace.find(([place]) => place.test(param ?? ''))?.[1] ?? 'other';
}

/** Codes by which a merchant says that it did not look at a request at all. */
const unheardByCode: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['unsupported_api_version', 'misconfigured'],
  ['missing_api_version', 'misconfigured'],
  ['idempotency_key_required', 'misconfigured'],
  ['invalid_signature', 'misconfigured'],
  ['unauthorized', 'unauthorized'],
  ['rate_limited', 'rate-limited'],
]);

/** The failure that a flat error tells of, when it tells of us and not of the matter: nothing was done. */
export function unheard(body: WireRecord, error: Message, what: string): AdapterError | undefined {
  const code = unheardByCode.get(error.code);
  if (!code) return undefined;
  const versions = Array.isArray(body['supported_versions'])
    ? `; the merchant speaks ${body['supported_versions'].map(String).join(', ').slice(0, 100)}`
    : '';
  return failure(code, `${what} was not heard: ${error.code}${versions}`);
}

/** The flat error `{type, code, message, param}`, also inside of `error`; `undefined` for a body that is none. */
export function readError(body: WireRecord): Message | undefined {
  const wire = recordIn(body['error']) ?? body;
  const code = textIn(wire['code']);
  if (code === undefined || 'line_items' in body) return undefined;
  return toMessage({ ...wire, type: 'error', content: wire['message'] });
}

/** `messages[]` of a session. */
export function readMessages(value: unknown): readonly Message[] {
  return recordsIn(value).map(toMessage);
}

function toMessage(wire: WireRecord): Message {
  const type = textIn(wire['type']);
  const [resolution, param, content] = [textIn(wire['resolution']), textIn(wire['param']), textIn(wire['content'])];
  return {
    type: type === 'warning' || type === 'info' ? type : 'error',
    code: (textIn(wire['code']) ?? '').toLowerCase(),
    ...(resolution === undefined ? {} : { resolution }),
    ...(param === undefined ? {} : { param }),
    ...(content === undefined ? {} : { content }),
  };
}

/** The refusal that the merchant's messages amount to; the one whose reason we know tells. */
export function toRefusal(
  messages: readonly Message[],
  lines: readonly { readonly externalId: string }[] = [],
  fallback: RefusalReason = 'other',
): Refusal {
  const errors = messages.filter(({ type }) => type === 'error');
  const telling = errors.find(error => reasonOf(error) !== 'other') ?? errors[0] ?? messages[0];
  const known = telling ? reasonOf(telling) : 'other';
  const about = lines[lineIndexOf(telling?.param) ?? -1] ?? (lines.length === 1 ? lines[0] : undefined);
  const words = telling?.content ?? telling?.code;
  return refuse(
    known === 'other' ? fallback : known,
    words ? words.slice(0, 300) : 'the merchant says no and not why',
    about ? { externalIds: [about.externalId] } : {},
  );
}

/** "$.line_items[2].quantity" is about the third line; older releases say "$.items[2]". */
export function lineIndexOf(param: string | undefined): number | undefined {
  return integerIn(/items\[(\d{1,4})\]/.exec(param ?? '')?.[1]);
}

/** No usable answer: `what` names the call and the fact. */
export function failure(
  code: AdapterErrorCode,
  what: string,
  outcome: Outcome = 'not-done',
  more: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown } = {},
): AdapterError {
  return new AdapterError(code, { message: `acp: ${what}`, outcome, ...more });
}

/** Runs what cannot have ordered anything: however it fails, it has not been done. */
export function notDoneYet<T>(work: () => Promise<T>): Promise<T> {
  return withOutcome('not-done', work);
}

/** Runs what follows a step that may have ordered: whatever fails in it leaves the whole in doubt. */
export function inDoubt<T>(work: () => Promise<T>): Promise<T> {
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
