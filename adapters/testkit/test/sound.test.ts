import { currency, money } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { expectSound } from '../src/checks/sound.ts';

const price = money(1230, currency('EUR'));

describe('an answer is sound', () => {
  it('with amounts, words and scans that are ours', () => {
    expectSound([{ price, availability: 'UNKNOWN', events: [{ status: 'UNKNOWN', changesStatus: false }] }, undefined]);
  });

  it.each([
    ['an amount below zero', { price: { ...price, minor: -1n } }],
    ['a currency that is none', { price: { ...price, currency: 'QQQ' } }],
    ['a word of the vendor', { availability: 'instock' }],
    ['a status of the vendor', { events: [{ status: 'quantum', changesStatus: true }] }],
    ['a scan that moves a parcel although nobody understands it', { events: [{ status: 'UNKNOWN', changesStatus: true }] }],
  ])('never with %s', (_, value) => {
    expect(() => expectSound(value)).toThrow();
  });
});
