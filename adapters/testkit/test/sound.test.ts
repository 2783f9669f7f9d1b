import { currency, money } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { expectSound } from '../src/checks/sound.ts';

const price = money(1230, currency('EUR'));

describe('an answer is sound', () => {
  it('with amounts, words and scans that are ours', () => {
    expectSound([{ price, availability: 'UNKNOWN', events: [{ status: 'UNKNOWN', changesStatus: false }] }, undefined]);
  });

  it.each([
    ['an amount below zero', 'answer.price is -1', { price: { ...price, minor: -1n } }],
    ['a currency that is none', 'answer.price is in QQQ', { price: { ...price, currency: 'QQQ' } }],
    ['a word of the vendor', 'answer.availability', { availability: 'instock' }],
    ['a status of the vendor', 'answer.events[0].status', { events: [{ status: 'quantum', changesStatus: true }] }],
    [
      'a scan that moves a parcel although nobody understands it',
      'answer.events[0] moves a parcel',
      { events: [{ status: 'UNKNOWN', changesStatus: true }] },
    ],
  ])('never with %s', (_, said, value) => {
    expect(() => expectSound(value)).toThrow(said);
  });
});
