import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../src/index.ts';

const now = new Date('2026-11-25T10:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 0.5 ', 500],
    ['Wed, 25 Nov 2026 10:00:30 GMT', 30_000],
    ['Wed, 25 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('of "%s" is %s ms', (text, expected) => {
    expect(retryAfterMs({ 'retry-after': text }, now)).toBe(expected);
  });

  it('that is not there says nothing', () => {
    expect(retryAfterMs({}, now)).toBeUndefined();
  });
});
