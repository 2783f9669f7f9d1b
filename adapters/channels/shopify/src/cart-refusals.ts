import { textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type Refusal, type RefusalReason } from '@onebasket/core';
import { listIn } from './wire.ts';

/** What a cart's `userErrors` mean. Source: enum CartErrorCode of the Storefront schema 2026-04. */
const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ...codes('limit-exceeded', 'MAXIMUM_EXCEEDED', 'MINIMUM_NOT_MET', 'INVALID_INCREMENT', 'LESS_THAN', 'CART_TOO_LARGE'),
  ...codes('out-of-stock', 'MERCHANDISE_OUT_OF_STOCK', 'MERCHANDISE_NOT_ENOUGH_STOCK'),
  ...codes('not-found', 'INVALID_MERCHANDISE_LINE'),
  ...codes('not-deliverable', 'ZIP_CODE_NOT_SUPPORTED', 'INVALID_DELIVERY_GROUP', 'INVALID_DELIVERY_OPTION'),
  ...codes(
    'address-refused',
    'ADDRESS_FIELD_CONTAINS_EMOJIS',
    'ADDRESS_FIELD_CONTAINS_HTML_TAGS',
    'ADDRESS_FIELD_CONTAINS_URL',
    'ADDRESS_FIELD_DOES_NOT_MATCH_EXPECTED_PATTERN',
    'ADDRESS_FIELD_IS_REQUIRED',
    'ADDRESS_FIELD_IS_TOO_LONG',
    'INVALID_ZIP_CODE_FOR_COUNTRY',
    'INVALID_ZIP_CODE_FOR_PROVINCE',
    'PROVINCE_NOT_FOUND',
    'UNSPECIFIED_ADDRESS_ERROR',
  ),
]);

/** Shopify has not worked it out (yet): no word about the basket. */
const PASSING: ReadonlySet<string> = new Set(['SERVICE_UNAVAILABLE', 'PENDING_DELIVERY_GROUPS']);

function codes(reason: RefusalReason, ...list: readonly string[]): readonly (readonly [string, RefusalReason])[] {
  return list.map(code => [code, reason]);
}

/**
 * The no in a cart's `userErrors`; `undefined` when there is none that counts. `lines` are those that were sent, for errors that name one by its place.
 * Throws `AdapterError('unavailable')` when Shopify could not make the cart just now.
 */
export function refusalIn(
  payload: WireRecord,
  lines: readonly { readonly externalId: string }[],
  outcome: 'not-done' | 'unknown' = 'not-done',
): Refusal | undefined {
  const errors = listIn(payload['userErrors']);
  const waiting = errors.filter(({ code }) => PASSING.has(textIn(code) ?? ''));
  const [error] = errors.filter(one => !waiting.includes(one));
  if (error) return toRefusal(error, lines);
  const isMade = typeof payload['cart'] === 'object' && payload['cart'] !== null;
  if (waiting.length === 0 || isMade) return undefined;
  throw new AdapterError('unavailable', { outcome, message: `shopify: cartCreate said ${textIn(waiting[0]?.['code'])}` });
}

function toRefusal(error: WireRecord, lines: readonly { readonly externalId: string }[]): Refusal {
  const code = textIn(error['code']) ?? '';
  const field = Array.isArray(error['field']) ? error['field'].map(part => textIn(part) ?? '') : [];
  const at = field.indexOf('lines');
  const line = at < 0 ? undefined : lines[Number(field[at + 1])];
  // A variant that does not exist is a plain INVALID at its id.
  const reason = REASONS.get(code) ?? (field.at(-1) === 'merchandiseId' ? 'not-found' : 'other');
  return refuse(
    reason,
    `Shopify refused the cart with ${/^\w{1,80}$/.test(code) ? code : 'an error without a code'}`,
    line ? { externalIds: [line.externalId] } : {},
  );
}

/** Codes of `warnings`: the cart was made, but not as it was asked for. */
export function warningsOf(payload: WireRecord): ReadonlySet<string> {
  return new Set(listIn(payload['warnings']).flatMap(({ code }) => textIn(code) ?? []));
}
