import { parseLosslessJson } from '@onebasket/adapter-sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceIn, yuanIn } from '../src/yuan.ts';

describe('an amount in yuan', () => {
  it.each([
    ['4.35', 435n],
    ['64.1', 6410n],
    ['3350', 335_000n],
    ['88.00', 8800n],
    ['1.0E7', 1_000_000_000n],
    ['1.2345678E7', 1_234_567_800n],
    ['5.0E-1', 50n],
    ['22.679999999999996', 2268n],
  ])('%s is read to the fen, as text and as number', (text, minor) => {
    expect(yuanIn(text)).toEqual({ minor, currency: 'CNY' });
    expect(yuanIn(parseLosslessJson(text))).toEqual({ minor, currency: 'CNY' });
  });

  it.each([-1, '-1', '', null, undefined, 'abc', '1.234', '1,5', {}, []])('%j is unknown, never zero', value => {
    expect(yuanIn(value)).toBeUndefined();
  });

  it('of nothing is no price', () => {
    expect(priceIn(0)).toBeUndefined();
    expect(priceIn('0.00')).toBeUndefined();
  });

  it('comes back from any number of fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fen => {
        const text = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
        expect(yuanIn(text)?.minor).toBe(BigInt(fen));
      }),
    );
  });
});
