import { retryAfterMs, statusFailure, textIn, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type AdapterErrorCode, type Refusal, type RefusalReason } from '@onebasket/core';
import { membersOf } from './wire.ts';

/** WeChat Pay's no about a request. */
export interface WechatError {
  readonly code: string;
  /** For people; nothing is told apart by it. */
  readonly message: string;
}

/** Codes whose meaning the abilities understand. */
const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ['ORDER_NOT_EXIST', 'not-found'],
  ['ORDERNOTEXIST', 'not-found'],
  ['RESOURCE_NOT_EXISTS', 'not-found'],
  ['ORDERPAID', 'closed'],
  ['ORDER_CLOSED', 'closed'],
  ['ORDERCLOSED', 'closed'],
  ['OUT_TRADE_NO_USED', 'other'],
  ['INVALID_REQUEST', 'other'],
  ['TRADE_ERROR', 'payment-refused'],
  ['USER_ACCOUNT_ABNORMAL', 'payment-refused'],
  ['NOT_ENOUGH', 'payment-refused'],
  ['NOTENOUGH', 'payment-refused'],
  ['RULE_LIMIT', 'limit-exceeded'],
  ['RULELIMIT', 'limit-exceeded'],
  ['OPENID_MISMATCH', 'payment-refused'],
]);

const FAILURES: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['SIGN_ERROR', 'unauthorized'],
  ['NO_AUTH', 'unauthorized'],
  ['NOAUTH', 'unauthorized'],
  ['ACCOUNT_ERROR', 'unauthorized'],
  ['PARAM_ERROR', 'misconfigured'],
  ['APPID_MCHID_NOT_MATCH', 'misconfigured'],
  ['MCH_NOT_EXISTS', 'misconfigured'],
  ['FREQUENCY_LIMITED', 'rate-limited'],
  ['FREQUENCY_LIMIT_EXCEED', 'rate-limited'],
  ['SYSTEM_ERROR', 'unavailable'],
  ['SYSTEMERROR', 'unavailable'],
  ['BANK_ERROR', 'unavailable'],
  ['BANKERROR', 'unavailable'],
]);

/** A no that the ability understands; anything else is thrown as what it is. A fault of theirs leaves a write unknown. */
export function readError(
  response: HttpResponse,
  asked: { readonly what: string; readonly effect: 'read' | 'write'; readonly now: Date },
): WechatError {
  const { what, effect, now } = asked;
  const body = jsonIn(response);
  const code = textIn(body['code']) ?? '';
  if (response.status < 500 && response.status >= 400 && REASONS.has(code))
    return { code, message: (textIn(body['message']) ?? code).slice(0, 200) };
  const failure = FAILURES.get(code);
  if (failure === undefined || response.status < 400)
    throw statusFailure(response, { ...asked, ...(/^\w{1,60}$/.test(code) ? { detail: code } : {}) });
  throw new AdapterError(failure, {
    outcome: failure === 'unavailable' && effect === 'write' ? 'unknown' : 'not-done',
    message: `${what} was answered with ${response.status} ${code}`,
    retryAfterMs: retryAfterMs(response.headers, now),
  });
}

export function toRefusal({ code, message }: WechatError): Refusal {
  return refuse(REASONS.get(code) ?? 'other', `WeChat Pay: ${message} (${code})`);
}

/** True for a number that WeChat Pay does not know. */
export function isUnknown({ code }: WechatError): boolean {
  return REASONS.get(code) === 'not-found';
}

/** An error's body; pages of a gateway say nothing. */
function jsonIn(response: HttpResponse): Readonly<Record<string, unknown>> {
  try {
    return membersOf(response.json());
  } catch {
    return {};
  }
}
