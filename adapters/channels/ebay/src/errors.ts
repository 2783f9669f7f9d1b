import { integerIn, retryAfterMs, statusFailure, textIn, type Call, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError, type AdapterErrorCode } from '@onebasket/core';
import { recordIn, recordsIn } from './wire.ts';

/** One entry of `errors[]`. */
export interface EbayError {
  readonly id: number;
  readonly domain: string;
  readonly category: string;
  /** For people; nothing is told apart by it. */
  readonly message: string;
}

/** The errors of an answer, of any HTTP status. Warnings are none. */
export function readErrors(body: unknown): readonly EbayError[] {
  return recordsIn(recordIn(body)?.['errors']).map(error => ({
    id: integerIn(error['errorId']) ?? 0,
    domain: textIn(error['domain']) ?? '',
    category: textIn(error['category'])?.toUpperCase() ?? '',
    message: (textIn(error['longMessage']) ?? textIn(error['message']) ?? '').slice(0, 200),
  }));
}

/** No such item, item group or legacy item; an id of another form. */
const NOT_FOUND: ReadonlySet<number> = new Set([11001, 11002, 11003, 11005, 11006, 11009, 11012, 11013]);
/** "Not available for purchase": being revised, ended, or not for this marketplace. */
const CLOSED: ReadonlySet<number> = new Set([11004, 11008]);
/** The offset lies behind the 10,000 items that a search gives. */
const BEYOND_THE_END = 12029;

const CODES: ReadonlyMap<number, AdapterErrorCode> = new Map([
  // Domain OAuth: no, wrong or expired token.
  [1001, 'unauthorized'],
  [1002, 'unauthorized'],
  [1003, 'unauthorized'],
  // Domain ACCESS: the token lacks the scope.
  [1100, 'unauthorized'],
  [2001, 'rate-limited'],
  [2002, 'rate-limited'],
  [2003, 'unavailable'],
  [11000, 'unavailable'],
  [12000, 'unavailable'],
  [11011, 'misconfigured'],
  [12019, 'misconfigured'],
]);

/** What an error means to whoever asks for an item or a page; `undefined` for one that is a failure. */
export function matterOf(errors: readonly EbayError[]): 'not-found' | 'closed' | 'beyond-the-end' | undefined {
  if (errors.some(({ id }) => CLOSED.has(id))) return 'closed';
  if (errors.some(({ id }) => NOT_FOUND.has(id))) return 'not-found';
  return errors.some(({ id }) => id === BEYOND_THE_END) ? 'beyond-the-end' : undefined;
}

/** The failure that an answer means which is no yes. Everything that is asked here is a question, so nothing can have happened. */
export function toFailure(response: HttpResponse, errors: readonly EbayError[], what: string, call: Call): AdapterError {
  const telling = errors.find(({ id }) => CODES.has(id)) ?? errors[0];
  const code = telling && CODES.get(telling.id);
  const detail = telling && `${telling.id} ${telling.message}`;
  if (code) {
    return new AdapterError(code, {
      outcome: 'not-done',
      message: `ebay: ${what} answered ${response.status}: ${detail}`,
      retryAfterMs: retryAfterMs(response.headers, call.now()),
    });
  }
  if (response.status < 300 && telling?.category === 'APPLICATION') {
    return new AdapterError('unavailable', { outcome: 'not-done', message: `ebay: ${what} answered an error: ${detail}` });
  }
  return statusFailure(response, { what: `ebay: ${what}`, effect: 'read', now: call.now(), detail });
}
