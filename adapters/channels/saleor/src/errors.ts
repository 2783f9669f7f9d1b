import { textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type AdapterErrorCode, type Refusal, type RefusalReason } from '@onebasket/core';
import { listIn, recordAt } from './wire.ts';

/** An error at the top of an answer: a permission, an id of nonsense, or a defect of the server. Mostly with HTTP 200. */
export class SaleorError extends AdapterError {
  /** `extensions.exception.code`: PermissionDenied, GraphQLError, ExpiredSignatureError, or the name of what went wrong inside. */
  readonly vendorCode: string;
  /** The root field, by its alias, that it happened at. */
  readonly field: string | undefined;

  constructor(
    vendorCode: string,
    field: string | undefined,
    code: AdapterErrorCode,
    options: ConstructorParameters<typeof AdapterError>[1],
  ) {
    super(code, options);
    this.name = 'SaleorError';
    this.vendorCode = vendorCode;
    this.field = field;
  }
}

/** What a code means to us, where it is not a defect of the server. None of these has done anything. */
const MEANING: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['PermissionDenied', 'unauthorized'],
  ['ExpiredSignatureError', 'unauthorized'],
  ['InvalidSignatureError', 'unauthorized'],
  ['InvalidTokenError', 'unauthorized'],
  ['DecodeError', 'unauthorized'],
  ['QueryCostError', 'misconfigured'],
  ['GraphQLSyntaxError', 'misconfigured'],
]);

/** `refused`: it came with HTTP 400, nothing was run. Otherwise the outcome of what is a defect of the server. */
export function readFault(error: WireRecord, label: string, outcome: 'refused' | 'not-done' | 'unknown'): SaleorError {
  const vendorCode = textIn(recordAt(error, 'extensions', 'exception')?.['code'])?.slice(0, 60) ?? 'without code';
  const path: unknown = error['path'];
  const field = Array.isArray(path) && typeof path[0] === 'string' ? path[0] : undefined;
  const meaning =
    MEANING.get(vendorCode) ?? (outcome === 'refused' ? 'misconfigured' : vendorCode === 'GraphQLError' ? 'invalid-response' : undefined);
  return new SaleorError(vendorCode, field, meaning ?? 'unavailable', {
    message: `saleor: ${label}: ${vendorCode}${field === undefined ? '' : ` at ${field}`}`,
    outcome: outcome === 'unknown' && meaning === undefined ? 'unknown' : 'not-done',
  });
}

/** The shop's no to a mutation, out of its own `errors`: mostly only the first reason is told. */
export interface Denial {
  readonly code: string;
  readonly field: string | undefined;
  /** For people; nothing is told apart by it. */
  readonly message: string;
  /** Ids of the variants that it is about, where it names them. */
  readonly variants: readonly string[];
  readonly isAboutAddress: boolean;
}

/** The first of a mutation's errors; `undefined` when it did as it was asked. */
export function denialIn(mutation: WireRecord): Denial | undefined {
  const [error] = listIn(mutation['errors']);
  if (!error) return undefined;
  const field = textIn(error['field']);
  const variants: unknown = error['variants'];
  return {
    code: textIn(error['code']) ?? 'without code',
    field,
    message: withoutIds(textIn(error['message']) ?? 'the shop said no').slice(0, 200),
    variants: Array.isArray(variants) ? variants.flatMap(id => textIn(id) ?? []) : [],
    isAboutAddress: textIn(error['addressType']) !== undefined || ADDRESS_FIELDS.has(field ?? ''),
  };
}

/** Whoever knows a basket's id may change it: no message tells one. */
function withoutIds(message: string): string {
  return message.replace(/[A-Za-z0-9+/]{16,}={0,2}/g, '…');
}

const ADDRESS_FIELDS: ReadonlySet<string> = new Set(
  'firstName lastName streetAddress1 streetAddress2 city cityArea postalCode country countryArea phone email'.split(' '),
);

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ['INSUFFICIENT_STOCK', 'out-of-stock'],
  ['PRODUCT_UNAVAILABLE_FOR_PURCHASE', 'not-found'],
  ['UNAVAILABLE_VARIANT_IN_CHANNEL', 'not-found'],
  ['PRODUCT_NOT_PUBLISHED', 'not-found'],
  ['QUANTITY_GREATER_THAN_LIMIT', 'limit-exceeded'],
  ['DELIVERY_METHOD_NOT_APPLICABLE', 'not-deliverable'],
  ['SHIPPING_METHOD_NOT_APPLICABLE', 'not-deliverable'],
  ['SHIPPING_METHOD_NOT_SET', 'not-deliverable'],
  ['SHIPPING_ADDRESS_NOT_SET', 'address-refused'],
  ['BILLING_ADDRESS_NOT_SET', 'address-refused'],
  ['EMAIL_NOT_SET', 'address-refused'],
  ['VOUCHER_NOT_APPLICABLE', 'coupon-refused'],
  ['GIFT_CARD_NOT_APPLICABLE', 'coupon-refused'],
  ['CHECKOUT_NOT_FULLY_PAID', 'payment-refused'],
  ['PAYMENT_ERROR', 'payment-refused'],
]);
/** Nobody but who configures the connection can do something about these. */
const MISCONFIGURED: ReadonlySet<string> = new Set(['MISSING_CHANNEL_SLUG', 'CHANNEL_INACTIVE']);

/** What a no to a basket means to the buyer. Throws `AdapterError('misconfigured')` for a channel that is not there. */
export function refusalOf(denial: Denial, label: string): Refusal {
  const { code, field, message, variants } = denial;
  if (MISCONFIGURED.has(code) || (code === 'NOT_FOUND' && field === 'channel')) {
    throw new AdapterError('misconfigured', { message: `saleor: ${label}: ${code}: is the channel’s slug right?`, outcome: 'not-done' });
  }
  const reason = reasonOf(denial);
  // The shop repeats the phone number or address that it does not like.
  const told = reason === 'address-refused' ? `the shop does not take ${field ?? 'this address'} (${code})` : message;
  return refuse(reason, told, variants.length > 0 ? { externalIds: variants } : {});
}

function reasonOf({ code, field, isAboutAddress }: Denial): RefusalReason {
  const reason = REASONS.get(code);
  if (reason) return reason;
  if (code === 'GRAPHQL_ERROR' && field === 'variantId') return 'not-found';
  if (field === 'promoCode') return 'coupon-refused';
  return isAboutAddress ? 'address-refused' : 'other';
}
