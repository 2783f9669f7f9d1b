import { isLosslessNumber, parseLosslessJson, stringifyLosslessJson } from '@onebasket/adapter-sdk';
import { bendings } from '@onebasket/adapter-testkit';
import { AdapterError, currency, money } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectHonest } from '../src/mapper/describe-mapper.ts';
import { toListing } from './support/corner-shop.ts';

const PRODUCT = parseLosslessJson('{"id":"1","name":"Lamp","price":"12.50","currency":"EUR","stock":7,"tags":["a","b"]}') as Record<
  string,
  unknown
>;
const EUR = currency('EUR');
const NONE = new Set<string>();

/** What the mapper is held to have done wrong over many bent answers; "" when nothing. */
function found(map: (answer: unknown) => unknown): string {
  try {
    fc.assert(
      fc.property(bendings(PRODUCT), bent => expectHonest(bent, map, NONE)),
      { numRuns: 500, seed: 7 },
    );
    return '';
  } catch (error) {
    const { cause, message } = error as Error;
    return cause instanceof Error ? cause.message : message;
  }
}

describe('bent answers', () => {
  const sampled = fc.sample(bendings(PRODUCT), { numRuns: 500, seed: 7 });

  it('drop, null, swap, overflow and empty members, and say what was done', () => {
    const texts = sampled.map(({ answer }) => stringifyLosslessJson(answer) ?? '');
    const kinds = [
      /^(?!.*"name")/,
      /"price":null/,
      /"price":12.50/,
      /"stock":"7"/,
      /9007199254740993123/,
      /"tags":\[\]/,
      /"quantum"/,
      /"tags":\["b"\]/,
    ];
    for (const kind of kinds)
      expect(
        texts.some(text => kind.test(text)),
        String(kind),
      ).toBe(true);
    expect(sampled.flatMap(({ done }) => done)).toContain('.price: null');
  });

  it('leave the sample as it is, and never say zero', () => {
    expect(stringifyLosslessJson(PRODUCT)).toBe('{"id":"1","name":"Lamp","price":"12.50","currency":"EUR","stock":7,"tags":["a","b"]}');
    const zeros = (value: unknown): boolean => {
      if (isLosslessNumber(value)) return Number(value.toString()) === 0;
      return typeof value === 'object' && value !== null && Object.values(value).some(zeros);
    };
    expect(sampled.filter(({ answer }) => zeros(answer))).toEqual([]);
  });
});

describe('a mapper', () => {
  it('that gives sound values or an AdapterError is held to be good', () => {
    expect(found(toListing)).toBe('');
  });

  it.each<readonly [string, (wire: Record<string, unknown>) => unknown, RegExp]>([
    ['that trusts a member to be there', ({ name }) => ({ title: (name as string).trim() }), /the mapper threw TypeError/],
    [
      'that makes zero of a missing price',
      ({ price }) => ({ price: money(Math.round(Number(price ?? 0) * 100) || 0, EUR) }),
      /answer\.price became zero/,
    ],
    ['that counts with NaN', ({ stock }) => ({ stock: Number(String(stock)) }), /answer\.stock is NaN/],
    ['that hands on what is below zero', ({ stock }) => ({ stock: Math.trunc(Number(String(stock))) || 1 }), /answer\.stock is -1/],
    ['that hands on a price as text', ({ price }) => ({ price: String(price) }), /answer\.price is the string/],
  ])('%s is found out', (_, map, says) => {
    expect(found(answer => map(answer as Record<string, unknown>))).toMatch(says);
  });

  it('may refuse an answer by an AdapterError, and by nothing else', () => {
    const bent = { answer: {}, done: ['.id: dropped'] };
    const refuse = () => {
      throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'no id' });
    };
    expectHonest(bent, refuse, NONE);
    expect(() => expectHonest(bent, () => BigInt('x'), NONE)).toThrow('after .id: dropped the mapper threw SyntaxError');
  });
});
