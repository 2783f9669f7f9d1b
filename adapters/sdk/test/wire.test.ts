import { AdapterError, currency } from '@onebasket/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asList,
  asRecord,
  currencyIn,
  instantIn,
  integerIn,
  known,
  minorMoneyIn,
  moneyIn,
  needed,
  parseLosslessJson,
  textIn,
} from '../src/index.ts';

const eur = currency('EUR');
const jpy = currency('JPY');
const read = (json: string) => asRecord(parseLosslessJson(json), 'test');

describe('readers of vendor JSON', () => {
  it('keeps every digit of an id beyond 2^53, as number or text', () => {
    const { a, b } = read('{"a":12345678901234567890,"b":"12345678901234567890"}');
    expect([textIn(a), textIn(b)]).toEqual(['12345678901234567890', '12345678901234567890']);
    expect(integerIn(a)).toBeUndefined();
  });

  it('reads whole numbers from numbers and text, and nothing else', () => {
    expect([7, '7', ' 7 ', '7.0', -3].map(integerIn)).toEqual([7, 7, 7, 7, -3]);
    expect(['', '7.5', 'many', null, undefined, true, {}, [], '1e3'].map(integerIn)).toEqual(Array(9).fill(undefined));
  });

  it('reads major units to the cent, and never makes a zero of nothing', () => {
    const { a, b } = read('{"a":19.99,"b":"0.1"}');
    expect([moneyIn(a, eur)?.minor, moneyIn(b, eur)?.minor, moneyIn('1200', jpy)?.minor]).toEqual([1999n, 10n, 1200n]);
    expect(['', null, undefined, '-1', 'free', '1,50', {}].map(value => moneyIn(value, eur))).toEqual(Array(7).fill(undefined));
  });

  it('reads minor units as they are, and no fractions of them', () => {
    expect([minorMoneyIn(1999, eur)?.minor, minorMoneyIn('1999', eur)?.minor]).toEqual([1999n, 1999n]);
    expect(['19.99', -1, null, ''].map(value => minorMoneyIn(value, eur))).toEqual(Array(4).fill(undefined));
  });

  it('says which place held what instead of an object or a list', () => {
    expect(() => asRecord([], 'acme GET /shop')).toThrow('acme GET /shop: an object was expected, a list came');
    expect(() => asRecord(parseLosslessJson('1.5'), 'acme')).toThrow('acme: an object was expected, a number came');
    expect(() => asList(undefined, 'acme products')).toThrow('acme products: a list was expected, nothing came');
    expect(() => asList('no', 'acme')).toThrow(AdapterError);
  });

  it('reads currencies of the list only', () => {
    expect(['EUR', 'eur', 'QQQ', '', 978, null].map(currencyIn)).toEqual(['EUR', ...Array(5).fill(undefined)]);
  });

  it('keeps instants that say their offset, and takes no other time for one', () => {
    const good = ['2026-11-25T10:00:00+08:00', '2026-11-25T10:00:00.5Z', '2026-11-25T10:00Z'];
    expect(good.map(instantIn)).toEqual(good);
    const others = [
      '2026-11-25T10:00:00',
      '2026-11-25 10:00:00Z',
      '2026-13-25T10:00:00Z',
      '1764036000',
      1764036000,
      'soon',
      '',
      null,
      undefined,
    ];
    expect(others.map(instantIn)).toEqual(Array(9).fill(undefined));
  });

  it('names what an answer cannot do without', () => {
    expect(needed(0, 'acme: stock')).toBe(0);
    expect(() => needed(undefined, 'acme: id')).toThrow(
      expect.objectContaining({ code: 'invalid-response', message: 'acme: id is missing or cannot be read' }),
    );
  });

  it('leaves out what is not known, and keeps zero, false and empty text', () => {
    expect(Object.keys(known({ brand: undefined, stock: 0, sold: false, model: '', url: null }))).toEqual([
      'stock',
      'sold',
      'model',
      'url',
    ]);
  });

  it('throws nothing but AdapterError whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.json(), json => {
        const value = parseLosslessJson(json);
        for (const reader of [textIn, integerIn]) reader(value);
        for (const reader of [moneyIn, minorMoneyIn]) expect((reader(value, eur)?.minor ?? 0n) >= 0n).toBe(true);
        for (const reader of [asRecord, asList]) {
          try {
            reader(value, 'test');
          } catch (error) {
            expect(error).toBeInstanceOf(AdapterError);
          }
        }
      }),
    );
  });
});
