import { describe, expect, it } from 'vitest';
import { toGtin14 } from '../src/index.ts';

describe('GTIN', () => {
  it('brings every length to its 14-digit form when the check digit is right', () => {
    expect(toGtin14('4006381333931')).toBe('04006381333931');
    expect(toGtin14('036000291452')).toBe('00036000291452');
    expect(toGtin14('96385074')).toBe('00000096385074');
    expect(toGtin14(' 4006381-333931 ')).toBe('04006381333931');
  });

  it('refuses wrong check digits, wrong lengths, zeros, text and in-store numbers', () => {
    for (const text of ['4006381333932', '123', '0000000000000', 'abcdefghijklm', '2000000000008', '40063813339310'])
      expect(toGtin14(text), text).toBeUndefined();
  });
});
