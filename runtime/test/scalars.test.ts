import { GraphQLError, Kind } from 'graphql';
import { describe, expect, it } from 'vitest';
import { scalarResolvers } from '../src/subgraph/scalars.ts';

const samples = {
  DateTime: {
    good: ['2026-11-25T08:00:00Z', '2026-11-25T08:00:00.123Z', '2024-02-29T23:59:59+08:00', '2026-01-01T00:00:00.123456789-05:30'],
    bad: [
      '2026-11-25',
      '2026-11-25T08:00:00',
      '2026-11-25 08:00:00Z',
      '2026-02-30T00:00:00Z',
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:00:00+99:99',
      '1764057600',
      'now',
      '',
    ],
  },
  Decimal: {
    good: ['0', '12.30', '0.00000001', '999999999999999999', '-1.5'],
    bad: ['1e3', '1.2.3', '.5', '1.', '1,5', '0x10', '+1', ' 1', '1\n', 'NaN', 'Infinity', '1234567890123456789', '0.123456789', '١٢', ''],
  },
  CurrencyCode: { good: ['EUR', 'USD', 'CNY', 'JPY'], bad: ['eur', 'EURO', 'ZZZ', 'E\u0000R', '', '__proto__', 'constructor'] },
  CountryCode: { good: ['DE', 'CN', 'US'], bad: ['de', 'DEU', 'ZZ', '', 'toString'] },
  URL: {
    good: ['https://shop.example/a?b=c#d', 'http://127.0.0.1:9001/hook', 'https://例え.example/寿司'],
    bad: [
      'javascript:alert(1)',
      'ftp://shop.example/',
      'file:///etc/passwd',
      '//shop.example/',
      '/relative',
      'https:shop.example',
      'https:\\\\shop.example',
      ' https://shop.example/',
      'ht\ntps://shop.example/',
      'https://shop.example/a b',
      'https://',
      `https://shop.example/${'a'.repeat(4000)}`,
      '',
    ],
  },
};

describe('scalars', () => {
  for (const [name, { good, bad }] of Object.entries(samples)) {
    const scalar = scalarResolvers[name] as (typeof scalarResolvers)[string];

    it(`${name} takes what is well-formed unchanged, as a variable and as a literal`, () => {
      for (const text of good) {
        expect(scalar.parseValue(text)).toBe(text);
        expect(scalar.parseLiteral({ kind: Kind.STRING, value: text })).toBe(text);
      }
    });

    it(`${name} refuses everything else as bad input`, () => {
      for (const value of [...bad, 1, 1.5, true, null, {}, ['EUR']]) {
        const parse = () => scalar.parseValue(value);
        expect(parse, JSON.stringify(value)).toThrow(GraphQLError);
        expect(parse).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }));
      }
    });
  }

  it('quotes the start of what was given, never the whole of it', () => {
    expect(() => scalarResolvers['Decimal']?.parseValue('9'.repeat(100_000))).toThrow(/^.{0,220}$/);
    expect(() => scalarResolvers['Decimal']?.parseLiteral({ kind: Kind.FLOAT, value: '12.30' })).toThrow('got 12.30');
  });

  it('an instant leaves as text in UTC', () => {
    expect(scalarResolvers['DateTime']?.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  });
});
