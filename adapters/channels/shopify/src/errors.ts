import { retryAfterMs, statusFailure, textIn, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError, type AdapterErrorCode, type Outcome } from '@onebasket/core';
import { fieldsOf, isObject, listIn } from './wire.ts';

/** One top-level error of an answer: the request could not be carried out. */
export interface GraphqlError {
  /** `extensions.code`; empty when there is none. */
  readonly code: string;
  readonly path: readonly unknown[];
}

/** What the codes of the platform mean; they come before anything was carried out. Source: shopify.dev, "GraphQL error codes". */
const CODES: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['THROTTLED', 'rate-limited'],
  ['ACCESS_DENIED', 'unauthorized'],
  ['UNAUTHORIZED', 'unauthorized'],
  ['UNAUTHENTICATED', 'unauthorized'],
  ['FORBIDDEN', 'unauthorized'],
  ['SHOP_INACTIVE', 'misconfigured'],
  ['MAX_COST_EXCEEDED', 'misconfigured'],
  ['MAX_COMPLEXITY_EXCEEDED', 'misconfigured'],
  ['BAD_REQUEST', 'misconfigured'],
]);

/** Errors of an answer. Failures of authentication write a single text in their place: `{"errors": "[API] Invalid API key …"}`. */
export function errorsOf(answer: unknown): readonly GraphqlError[] {
  const { errors } = fieldsOf(answer);
  if (errors === undefined || errors === null) return [];
  if (!Array.isArray(errors)) return [{ code: '', path: [] }];
  return listIn(errors).map(error => ({
    code: textIn(fieldsOf(error['extensions'])['code']) ?? '',
    path: Array.isArray(error['path']) ? (error['path'] as readonly unknown[]) : [],
  }));
}

/** Fields that this token may not see come as null, each with an error of its own; the rest of the answer stands. */
export function isOnlyDeniedFields(errors: readonly GraphqlError[]): boolean {
  return errors.every(({ code, path }) => code === 'ACCESS_DENIED' && path.length > 1);
}

/** The bucket of the Admin API as `extensions.cost` tells it. */
export interface CostReading {
  readonly requested?: number;
  readonly available?: number;
  readonly maximum?: number;
  readonly restorePerSecond?: number;
}

/** `undefined` for an answer that does not tell of costs. */
export function readCost(answer: unknown): CostReading | undefined {
  const cost = fieldsOf(fieldsOf(answer)['extensions'])['cost'];
  if (!isObject(cost)) return undefined;
  const status = fieldsOf(cost['throttleStatus']);
  const reading: Record<string, number> = {};
  for (const [name, value] of [
    ['requested', cost['requestedQueryCost']],
    ['available', status['currentlyAvailable']],
    ['maximum', status['maximumAvailable']],
    ['restorePerSecond', status['restoreRate']],
  ] as const) {
    const number = Number(textIn(value) ?? Number.NaN);
    if (Number.isFinite(number)) reading[name] = Math.max(0, number);
  }
  return reading;
}

/** How long until the bucket holds what the request costs: (requested − available) / restore rate. At least a second when the answer does not say. */
export function throttledMs({ requested, available, restorePerSecond }: CostReading): number {
  if (requested === undefined || available === undefined || !restorePerSecond) return 1000;
  return Math.ceil((Math.max(0, requested - available) / restorePerSecond) * 1000);
}

/** What is known of a request whose answer is no good. */
export interface Asked {
  /** For messages: "orderCreate". */
  readonly label: string;
  readonly effect: 'read' | 'write';
  readonly now: Date;
}

/** The failure in an answer of status 200 (or 429) with top-level errors. */
export function graphqlFailure(errors: readonly GraphqlError[], answer: unknown, response: HttpResponse, asked: Asked): AdapterError {
  const known = errors.find(({ code }) => CODES.has(code));
  const code = known?.code ?? errors[0]?.code ?? '';
  // Validation speaks in camelCase (undefinedField): this version of the API does not know what was asked for, and did nothing.
  const meaning = CODES.get(code) ?? (/^[a-z]/.test(code) ? 'misconfigured' : undefined);
  const isThrottled = meaning === 'rate-limited';
  return failed(meaning ?? 'unavailable', `was answered with the error ${word(code)}`, asked, {
    outcome: meaning === undefined && asked.effect === 'write' ? 'unknown' : 'not-done',
    retryAfterMs: isThrottled ? Math.max(throttledMs(readCost(answer) ?? {}), retryAfterMs(response.headers, asked.now) ?? 0) : undefined,
  });
}

const STATUSES: ReadonlyMap<number, AdapterErrorCode> = new Map([
  [402, 'misconfigured'], // the shop is frozen
  [404, 'misconfigured'], // no such shop or version
  [423, 'misconfigured'], // the shop is locked
  [430, 'rate-limited'], // "Shopify security rejection"
]);

/** The failure that a status other than 200 means. */
export function httpFailure(response: HttpResponse, asked: Asked): AdapterError {
  const own = STATUSES.get(response.status);
  if (own) return failed(own, `was answered with HTTP ${response.status}`, asked, { outcome: 'not-done' });
  return statusFailure(response, { what: `shopify: ${asked.label}`, effect: asked.effect, now: asked.now });
}

/** An answer to this request that says nothing usable. */
export function unusable(fact: string, asked: Pick<Asked, 'label' | 'effect'>, cause?: unknown): AdapterError {
  return failed('invalid-response', fact, asked, { outcome: asked.effect === 'write' ? 'unknown' : 'not-done', cause });
}

function failed(
  code: AdapterErrorCode,
  fact: string,
  { label }: Pick<Asked, 'label'>,
  options: { outcome: Outcome; retryAfterMs?: number | undefined; cause?: unknown },
): AdapterError {
  return new AdapterError(code, { ...options, message: `shopify: ${label} ${fact}` });
}

function word(code: string): string {
  return /^\w{1,80}$/.test(code) ? code : 'without a code';
}
