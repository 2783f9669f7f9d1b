import { AdapterError, refuse, type Refusal, type RefusalReason } from '@onebasket/core';
import { optionalTextAt, textAt, type Wire } from './wire.ts';

/** The shop's no comes as a member of a union with an `errorCode`, and with HTTP 200. */
const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ['ORDER_LIMIT_ERROR', 'limit-exceeded'],
  ['NEGATIVE_QUANTITY_ERROR', 'other'],
  ['INSUFFICIENT_STOCK_ERROR', 'out-of-stock'],
  ['ORDER_INTERCEPTOR_ERROR', 'other'],
  ['EMAIL_ADDRESS_CONFLICT_ERROR', 'address-refused'],
  ['GUEST_CHECKOUT_ERROR', 'closed'],
  ['INELIGIBLE_SHIPPING_METHOD_ERROR', 'not-deliverable'],
  ['INELIGIBLE_PAYMENT_METHOD_ERROR', 'payment-refused'],
  ['PAYMENT_DECLINED_ERROR', 'payment-refused'],
  ['PAYMENT_FAILED_ERROR', 'payment-refused'],
  ['COUPON_CODE_INVALID_ERROR', 'coupon-refused'],
  ['COUPON_CODE_EXPIRED_ERROR', 'coupon-refused'],
  ['COUPON_CODE_LIMIT_ERROR', 'coupon-refused'],
]);

/** More than the shop's own sentence, where that says little. */
const EXPLAINED: ReadonlyMap<string, string> = new Map([
  ['EMAIL_ADDRESS_CONFLICT_ERROR', 'this e-mail address belongs to an account at the shop, which takes no guest orders for it'],
  ['GUEST_CHECKOUT_ERROR', 'the shop takes no orders from guests'],
  ['INSUFFICIENT_STOCK_ERROR', 'the shop has fewer left'],
]);

/**
 * The refusal that a union member stands for; `undefined` when the member is what was hoped for.
 * Throws `AdapterError('unavailable')` for a lost basket: an unknown or expired session is not an error there, its basket just is not there.
 */
export function refusalIn(member: Wire, label: string): Refusal | undefined {
  const code = optionalTextAt(member, 'errorCode');
  if (code === undefined) return undefined;
  if (code === 'NO_ACTIVE_ORDER_ERROR') throw lostBasket(label);
  const said = [
    textAt(member, 'message'),
    optionalTextAt(member, 'transitionError'),
    optionalTextAt(member, 'interceptorError'),
    optionalTextAt(member, 'eligibilityCheckerMessage'),
  ];
  return refuse(REASONS.get(code) ?? 'other', EXPLAINED.get(code) ?? said.filter(part => part !== undefined).join(': '));
}

/** The session's basket is not there, or is another than the one that was filled. Nothing was ordered; the whole thing may be tried again. */
export function lostBasket(label: string): AdapterError {
  return new AdapterError('unavailable', { message: `vendure: ${label}: the shop has lost the basket`, outcome: 'not-done' });
}
