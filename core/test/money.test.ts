import { fc, it as property } from './property.ts';
import { describe, expect, it } from 'vitest';
import {
  add,
  allocate,
  compareMoney,
  currency,
  formatAmount,
  isDecimal,
  money,
  parseMoney,
  parseMoneyOrNothing,
  subtract,
  sum,
  times,
} from '../src/index.ts';

const EUR = currency('EUR');

describe('money', () => {
  it('reads decimal text exactly, rounding below the minor unit half away from zero', () => {
    expect(parseMoney('0.29', EUR).minor).toBe(29n);
    expect(parseMoney('12.345', EUR).minor).toBe(1235n);
    expect(parseMoney('-12.345', EUR).minor).toBe(-1235n);
    expect(parseMoney('999999999999999999', EUR).minor).toBe(99999999999999999900n);
  });

  it('takes the decimals from the currency', () => {
    expect(parseMoney('1200', currency('JPY'))).toEqual({ minor: 1200n, currency: 'JPY' });
    expect(formatAmount(parseMoney('1.2345', currency('KWD')))).toBe('1.235');
    expect(formatAmount(parseMoney('1200', currency('JPY')))).toBe('1200');
  });

  it('refuses what is no plain decimal', () => {
    for (const text of ['', '1e3', '1,50', '.5', '5.', ' 5', '0x1', 'NaN', '1'.repeat(19), '1.123456789']) {
      expect(isDecimal(text), text).toBe(false);
      expect(() => parseMoney(text, EUR), text).toThrow(RangeError);
    }
    expect(parseMoneyOrNothing('', EUR)).toBeUndefined();
  });

  it('refuses two currencies in one sum or comparison', () => {
    const yen = money(5, currency('JPY'));
    expect(() => add(money(5, EUR), yen)).toThrow(/two currencies/);
    expect(() => compareMoney(money(5, EUR), yen)).toThrow(/two currencies/);
  });

  property('formats and parses back to the same amount', fc.bigInt(-(10n ** 17n), 10n ** 17n), minor => {
    expect(parseMoney(formatAmount({ minor, currency: EUR }), EUR).minor).toBe(minor);
  });

  property(
    'splits so that the parts add up to the whole',
    fc.tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 1, maxLength: 20 })),
    ([minor, weights]) => {
      if (weights.every(weight => weight <= 0n)) return;
      const parts = allocate({ minor, currency: EUR }, weights);
      expect(sum(parts, EUR).minor).toBe(minor);
      weights.forEach((weight, at) => weight === 0n && expect(parts[at]?.minor).toBe(0n));
    },
  );

  it('multiplies and subtracts in minor units', () => {
    expect(formatAmount(subtract(times(parseMoney('19.99', EUR), 3), parseMoney('0.98', EUR)))).toBe('58.99');
  });
});
