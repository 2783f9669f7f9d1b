import { AdapterError, currency, money } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { vendure } from '../src/index.ts';
import { readOrder, stateOf, totalOf } from '../src/order.ts';
import type { Wire } from '../src/wire.ts';
import { directCall } from './direct-call.ts';
import { recorded, replay, type Exchange } from './replay.ts';
import { attemptWith, BERLIN, native, orderOf, repeats } from './shopper.ts';

const settings = { baseUrl: 'http://shop.test' };
const EUR = currency('EUR');
const { quotes } = vendure.capabilities;

const calling = (exchanges: readonly Exchange[], more: Partial<typeof settings & { adminToken: string }> = {}) => {
  const http = replay(exchanges);
  return { call: directCall({ settings: { ...settings, ...more }, http }), http };
};

/** A recording with one answer changed. */
function changed(scenario: string, index: number, change: (data: Record<string, Wire>) => unknown): readonly Exchange[] {
  return recorded(scenario).map((exchange, at) => {
    if (at !== index) return exchange;
    const { data } = structuredClone(exchange.body) as { data: Record<string, Wire> };
    return { ...exchange, body: { data: change(data) } };
  });
}

async function recordedQuote() {
  const { call } = calling(recorded('quote'));
  const [quote] = (await quotes?.getQuotes([{ lines: [{ externalId: '8.16', quantity: 3 }], destination: BERLIN }], call)) ?? [];
  if (!quote || 'status' in quote) throw new Error('the recorded quote is one');
  return quote;
}

describe('a quote', () => {
  it('is what the basket costs, with the cheapest shipping', async () => {
    expect(await recordedQuote()).toMatchObject({
      lines: [{ externalId: '8.16', quantity: 3, unitPrice: money(3333n, EUR), subtotal: money(9999n, EUR), promotions: [], stock: 30 }],
      shipping: { title: 'Standard Shipping', cost: money(499n, EUR) },
      total: money(10_498n, EUR),
    });
  });

  it('tells what is left when the shop has put in fewer than asked for', async () => {
    const { call } = calling(recorded('quote-short'));
    const [quote] = (await quotes?.getQuotes([{ lines: [{ externalId: '10.18', quantity: 50 }], destination: BERLIN }], call)) ?? [];
    expect(quote).toMatchObject({ lines: [{ stock: 9, quantity: 50, subtotal: money(50n * 1120n, EUR) }] });
    expect(quote).not.toHaveProperty('shipping');
  });

  it('names what the shop does not sell', async () => {
    const { call } = calling(recorded('quote-unknown'));
    const [refusal] = (await quotes?.getQuotes([{ lines: [{ externalId: '9.999', quantity: 1 }] }], call)) ?? [];
    expect(refusal).toMatchObject({ status: 'refused', reason: 'not-found', externalIds: ['9.999'] });
  });

  it('names promotions and what they saved', async () => {
    const discounts = [{ adjustmentSource: 'PROMOTION:4', type: 'PROMOTION', description: 'Tea week', amountWithTax: -300 }];
    const exchanges = changed('quote', 3, data => {
      const order = data['setOrderShippingMethod'] as Wire & { lines: Wire[] };
      return {
        setOrderShippingMethod: {
          ...order,
          totalWithTax: 10_198,
          lines: order.lines.map(line => ({ ...line, discounts, proratedLinePriceWithTax: 9699 })),
        },
      };
    });
    const [quote] =
      (await quotes?.getQuotes([{ lines: [{ externalId: '8.16', quantity: 3 }], destination: BERLIN }], calling(exchanges).call)) ?? [];
    expect(quote).toMatchObject({
      total: money(10_198n, EUR),
      lines: [
        {
          subtotal: money(9699n, EUR),
          promotions: [{ id: 'PROMOTION:4', kind: 'ITEM_DISCOUNT', label: 'Tea week', saved: money(300n, EUR) }],
        },
      ],
    });
  });

  it('splits a line of the basket over two lines that ask for the same', async () => {
    const lines = [
      { externalId: '8.16', quantity: 1 },
      { externalId: '8.16', quantity: 2 },
    ];
    const { call, http } = calling(recorded('quote'));
    const [quote] = (await quotes?.getQuotes([{ lines, destination: BERLIN }], call)) ?? [];
    expect(String(http.sent[0]?.body)).toContain('"quantity":3');
    expect(quote).toMatchObject({ lines: [{ subtotal: money(3333n, EUR) }, { subtotal: money(6666n, EUR) }] });
  });

  it('is refused where no shipping method is eligible', async () => {
    const exchanges = changed('quote', 2, data => ({ ...data, eligibleShippingMethods: [] })).slice(0, 3);
    const [refusal] =
      (await quotes?.getQuotes([{ lines: [{ externalId: '8.16', quantity: 3 }], destination: BERLIN }], calling(exchanges).call)) ?? [];
    expect(refusal).toMatchObject({ reason: 'not-deliverable' });
  });
});

const giveUp: Exchange = {
  label: 'POST /shop-api place: give up the basket',
  status: 200,
  headers: {},
  body: { data: { transitionOrderToState: null, removeAllOrderLines: null } },
};

describe('placing an order', () => {
  it('keeps the order’s code before it pays, and pays last', async () => {
    const { call, http } = calling(recorded('place'));
    const attempt = attemptWith('k', async () => expect(http.sent).toHaveLength(1));
    const placed = await native.place(orderOf(await recordedQuote()), attempt, call);
    expect(placed).toMatchObject({
      status: 'placed',
      state: 'PLACED',
      total: money(10_498n, EUR),
      lines: [{ externalId: '8.16', quantity: 3, total: money(9999n, EUR) }],
    });
    expect(attempt.note).toContain((placed as { externalId: string }).externalId);
    expect(http.sent.filter(request => request.effect === 'write').map(request => request.label)).toEqual(['POST /shop-api place: pay']);
  });

  it('refuses a total that has changed by the last look, and does not pay', async () => {
    const exchanges = [
      ...changed('place', 1, data => ({ ...data, activeOrder: { ...data['activeOrder'], totalWithTax: 12_000 } })).slice(0, 2),
      giveUp,
    ];
    const { call } = calling(exchanges);
    expect(await native.place(orderOf(await recordedQuote()), attemptWith('k'), call)).toMatchObject({
      reason: 'price-changed',
      now: money(12_000n, EUR),
    });
  });

  it('refuses what was sold out by the last look, and does not pay', async () => {
    const exchanges = changed('place', 1, data => {
      const order = data['activeOrder'] as Wire & { lines: (Wire & { productVariant: Wire })[] };
      return {
        ...data,
        activeOrder: {
          ...order,
          lines: order.lines.map(line => ({ ...line, productVariant: { ...line.productVariant, stockLevel: 'OUT_OF_STOCK' } })),
        },
      };
    });
    const { call } = calling([...exchanges.slice(0, 2), giveUp]);
    expect(await native.place(orderOf(await recordedQuote()), attemptWith('k'), call)).toMatchObject({
      reason: 'out-of-stock',
      externalIds: ['8.16'],
    });
  });

  it('calls a basket that is not there lost: an order of nothing is never paid', async () => {
    const { call } = calling(changed('place', 1, data => ({ ...data, activeOrder: null })).slice(0, 2));
    await expect(native.place(orderOf(await recordedQuote()), attemptWith('k'), call)).rejects.toMatchObject({
      code: 'unavailable',
      outcome: 'not-done',
    });
    const empty = calling(changed('place', 1, data => ({ ...data, activeOrder: { ...data['activeOrder'], lines: [] } })).slice(0, 2));
    await expect(native.place(orderOf(await recordedQuote()), attemptWith('k'), empty.call)).rejects.toMatchObject({ outcome: 'not-done' });
  });

  it('goes no further than the first no of the shop', async () => {
    const no = {
      __typename: 'EmailAddressConflictError',
      errorCode: 'EMAIL_ADDRESS_CONFLICT_ERROR',
      message: 'The email address is not available.',
    };
    const { call } = calling(changed('place', 0, data => ({ ...data, setCustomerForOrder: no })).slice(0, 1));
    expect(await native.place(orderOf(await recordedQuote()), attemptWith('k'), call)).toMatchObject({
      status: 'refused',
      reason: 'address-refused',
    });
  });

  it.each([['NO_ACTIVE_ORDER_ERROR'], ['ORDER_PAYMENT_STATE_ERROR'], ['ORDER_STATE_TRANSITION_ERROR']])(
    'leaves it open whether it was paid after %s',
    async errorCode => {
      const { call } = calling(changed('place', 2, () => ({ addPaymentToOrder: { __typename: 'X', errorCode, message: 'no' } })));
      await expect(native.place(orderOf(await recordedQuote()), attemptWith('k'), call)).rejects.toMatchObject({ outcome: 'unknown' });
    },
  );

  it('knows that nothing was ordered when anything before the payment fails', async () => {
    const [first, second] = recorded('place') as [Exchange, Exchange];
    for (const exchanges of [[{ ...first, body: '<html>' }], [first, { ...second, status: 503, body: '' }]]) {
      await expect(native.place(orderOf(await recordedQuote()), attemptWith('k'), calling(exchanges).call)).rejects.toMatchObject({
        outcome: 'not-done',
      });
    }
  });

  it('says what a coupon’s end would cost', async () => {
    const no = {
      __typename: 'X',
      errorCode: 'COUPON_REMOVED_DURING_CHECKOUT_ERROR',
      message: 'gone',
      newTotalWithTax: 11_111,
      currencyCode: 'EUR',
    };
    const { call } = calling([...changed('place', 2, () => ({ addPaymentToOrder: no })), giveUp]);
    expect(await native.place(orderOf(await recordedQuote()), attemptWith('k'), call)).toMatchObject({
      reason: 'price-changed',
      now: money(11_111n, EUR),
    });
  });
});

describe('finding an order again', () => {
  it('answers with the order that was paid for', async () => {
    const { call } = calling(recorded('find'));
    const found = await repeats.find({ key: 'k', note: '{"code":"X"}', since: new Date().toISOString() }, call);
    expect(found).toMatchObject({ status: 'placed', total: money(10_498n, EUR) });
  });

  it('knows that nothing was placed when nothing was noted', async () => {
    expect(await repeats.find({ key: 'k', since: new Date().toISOString() }, calling([]).call)).toBeUndefined();
  });

  it('keeps the doubt when the shop cannot be asked', async () => {
    const [exchange] = recorded('find') as [Exchange];
    const { call } = calling([{ ...exchange, status: 502, body: '' }]);
    await expect(repeats.find({ key: 'k', note: 'X', since: new Date().toISOString() }, call)).rejects.toBeInstanceOf(AdapterError);
  });
});

describe('an order as it stands', () => {
  const [, exchange] = recorded('order-shipped') as [Exchange, Exchange];
  const [wire] = (exchange.body as { data: { orders: { items: [Wire & { payments: (Wire & { refunds: Wire[] })[] }] } } }).data.orders
    .items;

  it('shows its parcel with carrier, tracking code and the time it left', async () => {
    const { call } = calling([exchange], { adminToken: 'token' });
    expect(await native.get({ externalId: 'X', key: 'k' }, call)).toMatchObject({
      state: 'SHIPPED',
      fulfilments: [
        {
          carrierName: 'DHL',
          trackingNumber: 'JD014600003',
          state: 'SHIPPED',
          shippedAt: expect.stringMatching(/^\d{4}-/),
          lines: [{ externalId: '8.16', quantity: 3 }],
        },
      ],
    });
  });

  it.each([
    ['AddingItems', 'PENDING'],
    ['ArrangingPayment', 'PENDING'],
    ['PaymentAuthorized', 'PLACED'],
    ['PaymentSettled', 'PLACED'],
    ['PartiallyShipped', 'ACCEPTED'],
    ['Shipped', 'SHIPPED'],
    ['PartiallyDelivered', 'SHIPPED'],
    ['Delivered', 'DELIVERED'],
    ['Cancelled', 'CANCELLED'],
    ['WaitingForEngraving', 'PLACED'],
  ])('in the state %s is %s', (state, expected) => {
    expect(stateOf(readOrder({ ...wire, state }, settings))).toBe(expected);
  });

  it('is refunded once everything has really gone back', () => {
    const refunded = (state: string) => {
      const refund = { id: '1', state, total: wire['totalWithTax'], reason: null };
      return stateOf(readOrder({ ...wire, payments: wire.payments.map(payment => ({ ...payment, refunds: [refund] })) }, settings));
    };
    expect(refunded('Settled')).toBe('REFUNDED');
    expect(refunded('Pending')).toBe('SHIPPED');
    expect(refunded('Failed')).toBe('SHIPPED');
  });

  it('keeps its total after the shop has set it to zero', () => {
    expect(totalOf(readOrder({ ...wire, state: 'Cancelled', totalWithTax: 0 }, settings))).toEqual(money(10_498n, EUR));
  });
});
