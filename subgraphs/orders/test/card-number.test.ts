import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsCardNumber } from '../src/place-order/card-number.ts';

describe('a card number', () => {
  it('is noticed however it is written', () => {
    for (const text of ['4242424242424242', '4242 4242 4242 4242', '4242-4242-4242-4242', '378282246310005'])
      expect(holdsCardNumber(text), text).toBe(true);
    expect(holdsCardNumber('{"number":"4242424242424242","cvc":"123"}')).toBe(true);
    expect(holdsCardNumber('4242424242424241')).toBe(false);
  });

  it('is none of what providers give out', () => {
    for (const text of [
      'pm_1PabcD2eZvKYlo2C4242424242424242',
      'ctoken_visa',
      'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
      'tok_4242424242424242x',
      '1767225600',
    ])
      expect(holdsCardNumber(text), text).toBe(false);
  });

  it('of thirteen to nineteen digits is found by its check digit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 }), body => {
        const fitting = Array.from({ length: 10 }, (_, check) => [...body, check].join('')).filter(holdsCardNumber);
        expect(fitting).toHaveLength(1);
      }),
    );
  });
});
