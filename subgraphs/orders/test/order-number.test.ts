import { describe, expect, it } from 'vitest';
import { newOrderNumber, readOrderNumber } from '../src/order/order-number.ts';

describe('order number', () => {
  it('is read back however it is typed', () => {
    const number = newOrderNumber();
    expect(readOrderNumber(number.toLowerCase().replaceAll('-', ' '))).toBe(number);
    expect(number.replaceAll('-', '').length).toBeGreaterThanOrEqual(10);
  });

  it('shows any single wrong digit', () => {
    const number = newOrderNumber();
    const at = number.length - 3;
    for (const digit of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
      const typed = number.slice(0, at) + digit + number.slice(at + 1);
      if (typed !== number) expect(readOrderNumber(typed)).toBeUndefined();
    }
  });

  it('is not read from nonsense', () => {
    for (const typed of ['', '-', 'U'.repeat(13), '{"$ne":1}', '0'.repeat(12)]) expect(readOrderNumber(typed)).toBeUndefined();
  });
});
