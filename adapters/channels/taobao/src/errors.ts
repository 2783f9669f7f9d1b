import { AdapterError, type AdapterErrorCode } from '@onebasket/core';
import { nextBeijingMidnight } from './beijing-time.ts';
import { fieldsOf, isObject, textOf, type Fields } from './wire.ts';

/** What TOP says in `error_response`. */
export interface TopError {
  readonly code: string;
  readonly subCode: string;
  /** For people; nothing is told apart by it. */
  readonly message: string;
}

/**
 * - `business`: an `isv.*` word about this request, which the ability may understand.
 * - `not-granted`: the app may not use this API (or scene), or the API is not there; an ability may have another way.
 * - `failure`: no usable answer.
 */
export type TopErrorKind = 'business' | 'not-granted' | 'failure';

/** The error in an answer of any HTTP status, wrapped or (`simplify`) bare; `undefined` for an answer that is none. */
export function readTopError(answer: unknown): TopError | undefined {
  const root = fieldsOf(answer);
  const fields = isObject(root['error_response']) ? root['error_response'] : isBareError(root) ? root : undefined;
  if (!fields) return undefined;
  return {
    code: textOf(fields['code']) ?? '',
    subCode: textOf(fields['sub_code']) ?? '',
    message: (textOf(fields['sub_msg']) ?? textOf(fields['msg']) ?? '').slice(0, 200),
  };
}

function isBareError(fields: Fields): boolean {
  return textOf(fields['code']) !== undefined && textOf(fields['msg']) !== undefined && !('data' in fields);
}

/** Codes of the platform itself. Source: TOP's error tables; 15 and 50 mean what their sub code says. */
const CODES: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ...codes('unavailable', 1, 2, 10),
  ...codes('rate-limited', 4, 5, 6, 7, 8),
  ...codes('misconfigured', 3, 9, 21, 23, 28, 30, 31, 32, 33, 34, 40, 41, 43),
  ...codes('unauthorized', 24, 25, 26, 27, 29),
]);

const NOT_GRANTED: ReadonlySet<string> = new Set(['11', '12', '13', '22']);

function codes(as: AdapterErrorCode, ...list: readonly number[]): readonly (readonly [string, AdapterErrorCode])[] {
  return list.map(code => [String(code), as]);
}

/** Numbers of the TBK service itself, in `sub_code` or, at times, in `code`. Source: the error tables of the TBK pages; 50001 is "nothing found". */
const SERVICE_CODES: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['2', 'misconfigured'],
  ['4', 'misconfigured'],
  ['30001', 'misconfigured'],
  ['40001', 'unavailable'],
  ['50002', 'rate-limited'],
]);

export function kindOf(error: TopError): TopErrorKind {
  const { code, subCode } = error;
  if (serviceCodeOf(error) !== undefined || subCode.startsWith('accesscontrol.')) return 'failure';
  if (isNothingFound(error)) return 'business';
  if (NOT_GRANTED.has(code) || subCode.startsWith('isv.permission-')) return 'not-granted';
  if (CODES.has(code)) return 'failure';
  // Services below the platform answer with their own numbers ("50001"); only isp.* says that they did not work.
  return subCode !== '' && !subCode.startsWith('isp.') ? 'business' : 'failure';
}

/** TBK's word for an empty result is an error of the service below. */
export function isNothingFound({ code, subCode }: TopError): boolean {
  return subCode === '50001' || code === '50001' || /no-?result|not-?(?:exist|found)/i.test(subCode);
}

function serviceCodeOf({ code, subCode }: TopError): AdapterErrorCode | undefined {
  return SERVICE_CODES.get(subCode === '' && code.length === 5 ? code : subCode);
}

/** The error as one of ours. TOP answers questions here and carries nothing out, so nothing can have happened. */
export function toAdapterError(error: TopError, method: string, now: Date): AdapterError {
  const said = [error.code, error.subCode].filter(one => /^[\w.:-]{1,120}$/.test(one)).join(' ');
  const code = codeOf(error);
  return new AdapterError(code, {
    outcome: 'not-done',
    message: `taobao: ${method} was answered with error ${said || 'without a code'}`,
    retryAfterMs: code === 'rate-limited' ? banMs(error, now) : undefined,
  });
}

function codeOf(error: TopError): AdapterErrorCode {
  const serviceCode = serviceCodeOf(error);
  if (serviceCode) return serviceCode;
  if (error.subCode.startsWith('accesscontrol.')) return 'rate-limited';
  const kind = kindOf(error);
  if (kind === 'not-granted') return 'misconfigured';
  if (kind === 'business') return /parameter|argument/i.test(error.subCode) ? 'misconfigured' : 'invalid-response';
  return CODES.get(error.code) ?? (error.subCode.startsWith('isp.') || error.code === '15' ? 'unavailable' : 'invalid-response');
}

/** Is it the app's quota of the day that is used up, for every API? */
export function isDayUsedUp({ subCode }: TopError): boolean {
  return subCode === 'accesscontrol.limited-by-app-access-count';
}

/** How long TOP bans: as many seconds as it names and one more, until Beijing's midnight for the day's quota, else a second. */
export function banMs(error: TopError, now: Date): number {
  const seconds = /ban will last for (\d{1,7}) more second/i.exec(error.message)?.[1];
  if (seconds !== undefined) return (Number(seconds) + 1) * 1000;
  return isDayUsedUp(error) ? nextBeijingMidnight(now).getTime() - now.getTime() : 1000;
}
