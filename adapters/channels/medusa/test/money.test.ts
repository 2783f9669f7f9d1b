import { LosslessNumber } from '@onebasket/adapter-sdk';
import { formatAmount, type CurrencyCode } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalAt, millionths, moneyAt } from '../src/money.ts';

const read = (value: unknown, currency: string) => {
  const amount = moneyAt({ price: value }, 'price', currency as CurrencyCode);
  return amount && formatAmount(amount);
};

describe('an amount of Medusa’s', () => {
  it.each([
    [new LosslessNumber('20.24904'), 'EUR', '20.25'],
    [new LosslessNumber('13.265'), 'EUR', '13.27'],
    [new LosslessNumber('37.483333333333334'), 'GBP', '37.48'],
    [45.101, 'EUR', '45.10'],
    [1999, 'JPY', '1999'],
    [new LosslessNumber('1038.4999999999999999'), 'JPY', '1038'],
    [new LosslessNumber('1.0005'), 'KWD', '1.001'],
    ['70.8', 'USD', '70.80'],
    [new LosslessNumber('1e3'), 'EUR', '1000.00'],
    [new LosslessNumber('1.25e1'), 'EUR', '12.50'],
    [new LosslessNumber('5e-7'), 'EUR', '0.00'],
    [new LosslessNumber('12.5E-2'), 'EUR', '0.13'],
    [new LosslessNumber('-0.00096'), 'EUR', '0.00'],
    [null, 'EUR', undefined],
    ['', 'EUR', undefined],
    ['free', 'EUR', undefined],
    [{}, 'EUR', undefined],
  ])('%s %s is %s', (value, currency, amount) => {
    expect(read(value, currency)).toBe(amount);
  });

  it('is read from its exact text where Medusa sends it', () => {
    const price = { amount: new LosslessNumber('0.30000000000000004'), raw_amount: { value: '0.3', precision: 20 } };
    expect(decimalAt(price, 'amount')).toBe('0.3');
    expect(decimalAt({ amount: 0.3, raw_amount: null }, 'amount')).toBe('0.3');
    expect(decimalAt({ amount: 0.3, raw_amount: { value: null } }, 'amount')).toBe('0.3');
  });

  it('keeps every digit that counts, for any whole and fraction', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 999_999 }), (whole, fraction) => {
        const text = `${whole}.${String(fraction).padStart(6, '0')}`;
        expect(decimalAt({ amount: new LosslessNumber(text) }, 'amount')).toBe(text);
        expect(millionths(text)).toBe(whole * 1_000_000n + BigInt(fraction));
      }),
    );
  });
});
