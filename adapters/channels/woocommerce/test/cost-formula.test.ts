import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateCost } from '../src/cost-formula.ts';
import { toMicro } from '../src/micro.ts';
import { matchesPostcode } from '../src/postcode.ts';

const parcel = { quantity: 3, cost: 50_000_000n };

describe('the cost of a flat rate', () => {
  it.each([
    ['4.90', '4.90'],
    ['4,90', '4.90'],
    ['', '0'],
    ['10.00 * [qty]', '30'],
    ['2 + [qty] * 1.5', '6.5'],
    ['(2 + 1) * [qty] / 2', '4.5'],
    ['[fee percent="10" min_fee="8"]', '8'],
    ['5 + [fee percent="10" max_fee="4"]', '9'],
    ['[cost] * 0.1', '5'],
  ])('%j is %s', (formula, expected) => {
    expect(evaluateCost(formula, parcel)).toBe(toMicro(expected));
  });

  it.each(['[weight] * 2', '2 +', '1/0', 'abs(3)', '(1', '-5'])('%j is beyond us', formula => {
    expect(evaluateCost(formula, parcel)).toBeUndefined();
  });

  it('is never a crash, whatever somebody typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.+-*/()[] qtycosfe'.split('')) }), text => {
        const cost = evaluateCost(text, parcel);
        expect(cost === undefined || cost >= 0n).toBe(true);
      }),
    );
  });
});

describe('a postcode of a zone', () => {
  it.each([
    ['53111', '53111', true],
    ['53*', '53111', true],
    ['53*', '10115', false],
    ['53100...53199', '53111', true],
    ['53100...53199', '53200', false],
    ['SW1A 1AA', 'sw1a1aa', true],
    ['53*', undefined, false],
  ])('%s covers %s: %s', (pattern, code, expected) => {
    expect(matchesPostcode(pattern, code, 'DE')).toBe(expected);
  });
});
