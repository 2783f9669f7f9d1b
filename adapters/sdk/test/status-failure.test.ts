import { describe, expect, it } from 'vitest';
import { statusFailure } from '../src/index.ts';

const now = new Date('2026-11-25T10:00:00Z');
const failureOf = (status: number, effect: 'read' | 'write', headers: Record<string, string> = {}) =>
  statusFailure({ status, headers }, { what: 'acme POST /orders', effect, now });

describe('the failure that a status means', () => {
  it.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [404, 'invalid-response'],
    [418, 'invalid-response'],
  ] as const)('calls %i %s', (status, code) => {
    expect(failureOf(status, 'read')).toMatchObject({ code, outcome: 'not-done', message: `acme POST /orders answered ${status}` });
  });

  it('knows that a refused write did nothing and that a broken one may have', () => {
    expect([400, 409, 429, 408, 500, 504, 302].map(status => failureOf(status, 'write').outcome)).toEqual([
      'not-done',
      'not-done',
      'not-done',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('tells how long the vendor wants to be left alone', () => {
    expect(failureOf(429, 'read', { 'retry-after': '30' }).retryAfterMs).toBe(30_000);
    expect(failureOf(429, 'read').retryAfterMs).toBeUndefined();
  });
});
