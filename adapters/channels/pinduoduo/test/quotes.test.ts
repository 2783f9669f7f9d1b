import { makeCall, type Handler } from '@onebasket/adapter-testkit';
import { describe, expect, it } from 'vitest';
import { pinduoduo } from '../src/index.ts';
import { ACCOUNT, goods } from './goods.ts';

const january = { settings: ACCOUNT, now: () => new Date('2026-01-03T00:00:00Z') };
const fieldsOf = (body: unknown) => new URLSearchParams(String(body));

const detail =
  (all: Readonly<Record<string, object>>): Handler =>
  ({ body }) => {
    const found = all[fieldsOf(body).get('goods_sign') ?? ''];
    return { body: { goods_detail_response: { goods_details: found ? [found] : [] } } };
  };

async function quote(lines: readonly { externalId: string; quantity: number }[], handler: Handler) {
  const call = makeCall(handler, january);
  const answers = await pinduoduo.capabilities.quotes?.getQuotes([{ lines }], call);
  return { answer: answers?.[0], sent: call.sent };
}

describe('a quote', () => {
  it('takes the coupon off once, however many pieces, and says that it is an estimate', async () => {
    const { answer } = await quote([{ externalId: 'a', quantity: 3 }], detail({ a: goods({ goods_sign: 'a' }) }));
    expect(answer).toMatchObject({
      total: { minor: 8470n, currency: 'CNY' },
      isEstimate: true,
      lines: [{ unitPrice: { minor: 2990n }, subtotal: { minor: 8470n }, promotions: [{ kind: 'COUPON', saved: { minor: 500n } }] }],
      raw: { pointer: '/goods_detail_response/goods_details/0' },
    });
  });

  it('reaches a threshold by quantity and says otherwise what is missing', async () => {
    const far = { a: goods({ goods_sign: 'a', coupon_min_order_amount: 5000 }) };
    const { answer: one } = await quote([{ externalId: 'a', quantity: 1 }], detail(far));
    expect(one).toMatchObject({
      total: { minor: 2990n },
      lines: [{ promotions: [], rejectedPromotions: [{ reason: 'not reached, 20.10 missing' }] }],
    });
    const { answer: two } = await quote([{ externalId: 'a', quantity: 2 }], detail(far));
    expect(two).toMatchObject({ total: { minor: 5480n } });
  });

  it('asks once for a product that is in several baskets', async () => {
    const call = makeCall(detail({ a: goods({ goods_sign: 'a' }) }), january);
    const line = { externalId: 'a', quantity: 1 };
    await pinduoduo.capabilities.quotes?.getQuotes([{ lines: [line] }, { lines: [line, line] }], call);
    expect(call.sent).toHaveLength(1);
  });

  it('refuses what is gone and what has no price', async () => {
    const { answer: gone } = await quote([{ externalId: 'a', quantity: 1 }], detail({}));
    expect(gone).toMatchObject({ status: 'refused', reason: 'not-found', externalIds: ['a'] });
    const { answer: closed } = await quote(
      [{ externalId: 'a', quantity: 1 }],
      detail({ a: { goods_sign: 'a', goods_name: '杯', min_group_price: null } }),
    );
    expect(closed).toMatchObject({ status: 'refused', reason: 'closed' });
  });
});

describe('an error in an answer of HTTP 200', () => {
  const failing = (error_code: unknown) =>
    quote([{ externalId: 'a', quantity: 1 }], () => ({ body: { error_response: { error_code, error_msg: '…', sub_msg: '…' } } }));

  it('is told by its number', async () => {
    await expect(failing(20004)).rejects.toMatchObject({ code: 'unauthorized', outcome: 'not-done' });
    await expect(failing('10019')).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(failing(30001)).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(failing(10001)).rejects.toMatchObject({ code: 'misconfigured' });
    await expect(failing(52101)).rejects.toMatchObject({ code: 'rate-limited' });
    await expect(failing(52001)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(failing(50001)).rejects.toMatchObject({ code: 'invalid-response' });
    await expect(failing(undefined)).rejects.toMatchObject({ code: 'invalid-response' });
  });

  it('is never an empty answer', async () => {
    await expect(quote([{ externalId: 'a', quantity: 1 }], () => ({ body: {} }))).rejects.toMatchObject({ code: 'invalid-response' });
    await expect(quote([{ externalId: 'a', quantity: 1 }], () => ({ body: [] }))).rejects.toMatchObject({ code: 'invalid-response' });
  });
});
