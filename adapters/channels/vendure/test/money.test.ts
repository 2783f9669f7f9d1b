import { LosslessNumber } from '@onebasket/adapter-sdk';
import { currency, money } from '@onebasket/core';
import { assert, bigInt, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyBeside, toVendorAmount } from '../src/money.ts';

const settings = { baseUrl: 'http://shop.test' };

function read(amount: unknown, currencyCode: string, moneyPrecision?: number) {
  const wire = { currencyCode, amount };
  return moneyBeside(wire, moneyPrecision === undefined ? settings : { ...settings, moneyPrecision }).at(wire, 'amount');
}

describe('a shop’s money', () => {
  it('is hundredths in every currency, also where the currency has other decimals', () => {
    expect(read(2990, 'EUR')).toEqual(money(2990n, currency('EUR')));
    expect(read(12_000, 'JPY')).toEqual(money(120n, currency('JPY')));
    expect(read(1234, 'KWD')).toEqual(money(12_340n, currency('KWD')));
    expect(read(5, 'EUR')).toEqual(money(5n, currency('EUR')));
    expect(read(-150, 'EUR')).toEqual(money(-150n, currency('EUR')));
  });

  it('is read with the decimals that the connection names', () => {
    expect(read(120, 'JPY', 0)).toEqual(money(120n, currency('JPY')));
    expect(read(12_345, 'KWD', 3)).toEqual(money(12_345n, currency('KWD')));
    expect(read(29_905, 'EUR', 3)).toEqual(money(2991n, currency('EUR')));
  });

  it('may have a fraction in a shipping quote, which is rounded as the order rounds it', () => {
    expect(read(new LosslessNumber('499.5'), 'EUR')).toEqual(money(500n, currency('EUR')));
    expect(read(new LosslessNumber('499.4999999999999999999'), 'EUR')).toEqual(money(499n, currency('EUR')));
  });

  it.each([[null], ['2990'], [undefined], [1e21], [Number.NaN], [{}], [new LosslessNumber('1e5')]])('refuses %s as an amount', amount => {
    expect(() => read(amount, 'EUR')).toThrow(expect.objectContaining({ code: 'invalid-response' }));
  });

  it('refuses a currency that is none, or another than the configured one', () => {
    expect(() => read(1, 'EURO')).toThrow(expect.objectContaining({ code: 'invalid-response' }));
    expect(() => moneyBeside({ currencyCode: 'USD' }, { ...settings, currency: 'EUR' })).toThrow(
      expect.objectContaining({ code: 'invalid-response' }),
    );
  });

  it('is written as it is read', () => {
    assert(
      property(bigInt(0n, 10n ** 11n), constantFrom('EUR', 'JPY', 'CNY'), constantFrom(2, 3, 4), (minor, code, moneyPrecision) => {
        const amount = money(minor, currency(code));
        expect(read(toVendorAmount(amount, { ...settings, moneyPrecision }), code, moneyPrecision)).toEqual(amount);
      }),
    );
  });

  it('is not written where the shop cannot hold it exactly', () => {
    expect(toVendorAmount(money(12_345n, currency('KWD')), settings)).toBeUndefined();
    expect(toVendorAmount(money(12_340n, currency('KWD')), settings)).toBe(1234);
  });
});
