import { formatAmount, type AdapterError, type Refusal } from '@onebasket/core';
import type { PartDoc } from '../order/order-doc.ts';

const CODES: Readonly<Record<Refusal['reason'], string>> = {
  'out-of-stock': 'OUT_OF_STOCK',
  'price-changed': 'PRICE_CHANGED',
  'not-deliverable': 'NOT_DELIVERABLE',
  'limit-exceeded': 'LIMIT_EXCEEDED',
  'coupon-refused': 'COUPON_REFUSED',
  'address-refused': 'ADDRESS_REFUSED',
  'payment-refused': 'PAYMENT_REFUSED',
  'not-cancellable': 'CLOSED',
  'not-found': 'CLOSED',
  closed: 'CLOSED',
  other: 'OTHER',
};

/** A channel's no as the document and the graph hold it; about the named lines, or all. */
export function toRefusalDoc(part: Pick<PartDoc, 'lines'>, refusal: Refusal): NonNullable<PartDoc['refusal']> {
  const named = refusal.externalIds;
  return {
    code: CODES[refusal.reason],
    message: refusal.message,
    lineIds: part.lines.filter(line => !named || named.includes(line.externalId)).map(line => line.id),
    ...(refusal.available === undefined ? {} : { available: refusal.available }),
    ...(refusal.now ? { now: formatAmount(refusal.now) } : {}),
  };
}

/** The graph's `ChannelErrorCode` of a failure. */
export function toFailureDoc(error: AdapterError): NonNullable<PartDoc['failure']> {
  return {
    code: error.code.toUpperCase().replaceAll('-', '_'),
    message: error.message,
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: Math.round(error.retryAfterMs) }),
  };
}
