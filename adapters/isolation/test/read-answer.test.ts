import { money, type CurrencyCode } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { listings, quotes } from '../src/host/answers/listings.ts';
import { authorizeOutcome, negotiatedOutcome } from '../src/host/answers/orders.ts';
import { authorizeUrl, vendorEvents, webhookReply } from '../src/host/answers/others.ts';
import { readAnswer } from '../src/host/read-answer.ts';

const total = money(100, 'EUR' as CurrencyCode);
const read = (schema: Parameters<typeof readAnswer>[0], answer: unknown) => readAnswer(schema, answer, 'acme quotes', 'unknown');

describe('an answer', () => {
  it('that may have several forms is held against the one whose words it says', () => {
    expect(read(quotes, [{ status: 'refused', reason: 'not-found', message: 'no', lines: [], total }])).toEqual([
      { status: 'refused', reason: 'not-found', message: 'no' },
    ]);
    expect(read(quotes, [{ lines: [], total, surplus: 1 }])).toEqual([{ lines: [], total }]);
    // A quote that says that it is a refusal is neither.
    expect(() => read(quotes, [{ status: 'refused', lines: [], total }])).toThrow(/no answer/);
    expect(read(negotiatedOutcome, { status: 'handoff', url: 'https://shop.example/pay', state: 'PLACED' })).toEqual({
      status: 'handoff',
      url: 'https://shop.example/pay',
    });
    expect(read(authorizeOutcome, { status: 'authorized', id: 'p', amount: total })).toEqual({
      status: 'authorized',
      id: 'p',
      amount: total,
    });
  });

  it('leaves out what is unknown, and keeps the gaps of a list', () => {
    const listing = {
      externalId: '1',
      title: 'x',
      gtins: [],
      images: [],
      attributes: [],
      options: [],
      categoryPath: [],
      availability: 'UNKNOWN',
      purchasable: true,
      brand: undefined,
    };
    const [first, second] = read(listings, [undefined, listing]) as readonly object[];
    expect(first).toBeUndefined();
    expect(Object.keys(second ?? {})).not.toContain('brand');
  });

  it('cannot smuggle a line into a header, nor send a browser where a script runs', () => {
    expect(() => read(webhookReply, { status: 200, headers: { 'x-a': 'b\r\nset-cookie: c' }, body: '' })).toThrow(/no answer/);
    expect(() => read(webhookReply, { status: 200, headers: { 'x a:': 'b' }, body: '' })).toThrow(/no answer/);
    expect(() => read(authorizeUrl, 'javascript:alert(1)')).toThrow(/no answer/);
    expect(() => read(negotiatedOutcome, { status: 'handoff', url: '\u0001javascript:alert(1)' })).toThrow(/no answer/);
  });

  it('tells the outcome that the host saw, and where it is wrong', () => {
    expect(() => read(vendorEvents, [{ kind: 'order-changed', deliveryId: 'd' }])).toThrow(
      expect.objectContaining({ code: 'invalid-response', outcome: 'unknown', message: expect.stringContaining('/0') as string }),
    );
  });
});
