import { AdapterError, currency, parseMoney, refuse, type Refusal } from '@onebasket/core';
import type { Handoff, PlacedOrder } from '@onebasket/adapter-sdk';
import { replaceEffect, type EffectHandler } from '@onebasket/runtime';
import { describe, expect, it } from 'vitest';
import { totalsOf } from '../src/order/amounts.ts';
import type { OrderDoc, PartDoc, PartialFailurePolicy } from '../src/order/order-doc.ts';
import { nextStep } from '../src/order/next-step.ts';
import { orderStatus } from '../src/order/order-status.ts';
import { answerOf, isAnswerable } from '../src/place-order/answer.ts';
import { decide } from '../src/place-order/decide.ts';
import { cancelled, cancelPartEffect } from '../src/place-order/effects/cancel-part.ts';
import { nextOfferEffect } from '../src/place-order/effects/next-offer.ts';
import { authorizeEffect, captureEffect, refundPaymentEffect, voidEffect } from '../src/place-order/effects/pay.ts';
import { placeEffect } from '../src/place-order/effects/place.ts';
import type { EffectTools } from '../src/place-order/effects/tools.ts';

const now = new Date('2026-01-01T00:00:00Z');
const EUR = currency('EUR');
const tools = {} as EffectTools; // outcomes are given here: nothing is called
const handlers = new Map(
  (
    [
      authorizeEffect(tools),
      placeEffect(tools),
      nextOfferEffect(tools),
      cancelPartEffect(tools),
      captureEffect(tools),
      voidEffect(tools),
      refundPaymentEffect(tools),
    ] as unknown as EffectHandler<OrderDoc, unknown>[]
  ).map(handler => [handler.kind, handler]),
);

/** `unknown`: no answer, and none to be had by asking. */
type Outcome = 'placed' | 'sold-out' | 'down' | 'dearer' | 'short' | 'unknown';
const OUTCOMES: readonly Outcome[] = ['placed', 'sold-out', 'down', 'dearer', 'short'];

function part(at: number): PartDoc {
  const line = {
    id: `p${at}-1`,
    index: at,
    listingId: `shop${at}:7`,
    externalId: '7',
    title: 'Lamp',
    options: [],
    quantity: 2,
    unitPrice: '10.00',
    listPrice: '12.00',
    total: '20.00',
  };
  return {
    id: `p${at}`,
    channelId: `shop${at}`,
    status: 'PENDING',
    lines: [line],
    quote: {
      lines: [{ externalId: '7', title: 'Lamp', quantity: 2, listPrice: '12.00', unitPrice: '10.00', subtotal: '20.00', promotions: [] }],
      shipping: { methodId: 'flat', title: 'Flat', cost: '4.90' },
      total: '24.90',
    },
    total: '24.90',
    fulfilments: [],
    parcels: {},
    refunded: '0',
    tried: [],
  };
}

function order(policy: PartialFailurePolicy, parts: number): OrderDoc {
  return decide(
    {
      _id: 'order',
      v: 1,
      shape: 1,
      effects: [],
      number: 'N',
      idempotencyKey: 'k',
      inputHash: 'h',
      ownerKey: 'guest',
      placedAt: now.toISOString(),
      currency: 'EUR',
      ceiling: '100.00',
      policy,
      contact: { name: 'Ann', email: 'ann@example.com' },
      address: { country: 'DE', line1: 'Road 1' },
      locale: 'en',
      payment: { method: 'invoice', status: 'NONE', authorized: '0', captured: '0', refunded: '0' },
      parts: Array.from({ length: parts }, (_, at) => part(at)),
      timeline: [],
      cancels: [],
    },
    now,
  );
}

function placed(of: PartDoc, total: string, quantity = 2): PlacedOrder {
  return {
    status: 'placed',
    externalId: `x-${of.id}`,
    state: 'PLACED',
    lines: [{ externalId: '7', quantity }],
    total: parseMoney(total, EUR),
  };
}

/** Lets every effect of money and placing happen with the given outcomes, in the order in which it becomes ready. */
function play(start: OrderDoc, outcomes: readonly Outcome[]): { doc: OrderDoc; cancelled: string[] } {
  let doc = start;
  const cancelled: string[] = [];
  for (let step = 0; step < 50; step++) {
    const one = doc.effects.find(({ kind, parked }) => handlers.has(kind) && !parked);
    if (!one) return { doc, cancelled };
    const handler = handlers.get(one.kind) as EffectHandler<OrderDoc, unknown>;
    const without = replaceEffect(doc, one.id, () => undefined);
    const target = doc.parts.find(it => it.id === (one.payload as { partId?: string } | null)?.partId);
    const sum = (of: readonly PartDoc[]) => parseMoney(of.reduce((total, it) => total + Number(it.total), 0).toFixed(2), EUR);
    const outcome = outcomes[doc.parts.indexOf(target as PartDoc)];
    if (one.kind === 'authorize@1') doc = handler.apply(without, one, { status: 'authorized', id: 'pay', amount: sum(doc.parts) }, now);
    else if (one.kind === 'capture@1')
      doc = handler.apply(
        without,
        one,
        { status: 'captured', id: 'pay', amount: parseMoney((one.payload as { amount: string }).amount, EUR) },
        now,
      );
    else if (one.kind === 'refund-payment@1')
      doc = handler.apply(
        without,
        one,
        { status: 'refunded', id: 'pay', amount: parseMoney((one.payload as { amount: string }).amount, EUR) },
        now,
      );
    else if (one.kind === 'void@1') doc = handler.apply(without, one, { status: 'voided', id: 'pay', amount: sum(doc.parts) }, now);
    else if (one.kind === 'cancel-part@1') {
      cancelled.push((target as PartDoc).id);
      doc = handler.apply(without, one, { status: 'cancelled' }, now);
    } else if (one.kind === 'next-offer@1') doc = handler.apply(without, one, [], now);
    else if (outcome === 'unknown') {
      const parked = replaceEffect(doc, one.id, before => ({ ...before, parked: { at: now.toISOString(), reason: 'no answer' } }));
      doc = (handler.parked as NonNullable<typeof handler.parked>)(parked, one, 'no answer', now);
    } else if (outcome === 'down')
      doc = (handler.failed as NonNullable<typeof handler.failed>)(
        without,
        one,
        new AdapterError('unavailable', { outcome: 'not-done', message: 'refused' }),
        now,
      );
    else {
      const answer: PlacedOrder | Refusal =
        outcome === 'sold-out'
          ? refuse('out-of-stock', 'sold out')
          : placed(target as PartDoc, outcome === 'dearer' ? '25.00' : '24.90', outcome === 'short' ? 1 : 2);
      doc = handler.apply(without, one, answer, now);
    }
  }
  throw new Error('the order never settles');
}

function* combinations(count: number): Generator<readonly Outcome[]> {
  if (count === 0) yield [];
  else for (const rest of combinations(count - 1)) for (const outcome of OUTCOMES) yield [...rest, outcome];
}

describe.each(['CANCEL_ALL', 'KEEP_PLACED', 'TRY_NEXT_OFFER'] as const)('with %s, every combination of what three shops can do', policy => {
  const all = [...combinations(3)];

  it('ends, with an answer that tells what stands', () => {
    for (const outcomes of all) {
      const { doc } = play(order(policy, 3), outcomes);
      expect(isAnswerable(doc), outcomes.join()).toBe(true);
      const good = outcomes.filter(outcome => outcome === 'placed').length;
      const stands = policy === 'KEEP_PLACED' ? good : good === 3 ? 3 : 0;
      expect(doc.parts.filter(it => it.status === 'PLACED').length, outcomes.join()).toBe(stands);
      const { __typename } = answerOf(doc);
      expect(__typename === 'PlacedOrder', `${outcomes.join()}: ${__typename}`).toBe(stands > 0);
      if (stands === 0) expect(orderStatus(doc), outcomes.join()).toBe('FAILED');
    }
  });

  it('takes exactly the money of what stands, and releases the rest', () => {
    for (const outcomes of all) {
      const { doc } = play(order(policy, 3), outcomes);
      const stands = doc.parts.filter(it => it.status === 'PLACED').length;
      expect(doc.payment.status, outcomes.join()).toBe(stands > 0 ? 'CAPTURED' : 'VOIDED');
      if (stands > 0) expect(doc.payment.captured, outcomes.join()).toBe((24.9 * stands).toFixed(2));
      const { goods, discount, shipping, total } = totalsOf(doc);
      expect(goods.minor - discount.minor + (shipping?.minor ?? 0n)).toBe(total.minor);
    }
  });

  it('undoes at the shop what was made otherwise than asked', () => {
    for (const outcomes of all) {
      const { cancelled } = play(order(policy, 3), outcomes);
      outcomes.forEach((outcome, at) => {
        if (outcome === 'dearer' || outcome === 'short') expect(cancelled, outcomes.join()).toContain(`p${at}`);
      });
    }
  });
});

describe.each(['CANCEL_ALL', 'KEEP_PLACED', 'TRY_NEXT_OFFER'] as const)(
  'with %s, a shop that never tells what became of its part',
  policy => {
    it('holds the order in a named state, whatever the others do: nothing is charged, nothing is called placed, and a person is asked', () => {
      for (const others of combinations(2)) {
        const outcomes: readonly Outcome[] = ['unknown', ...others];
        const { doc } = play(order(policy, 3), outcomes);
        const what = outcomes.join();
        expect(doc.parts[0]?.status, what).toBe('UNKNOWN');
        expect([isAnswerable(doc), answerOf(doc).__typename], what).toEqual([true, 'OrderPending']);
        expect([doc.payment.captured, doc.payment.status, doc.verdict], what).toEqual(['0', 'AUTHORIZED', undefined]);
        expect(nextStep(doc, 'en')?.who, what).toBe('STAFF');
        // What was made otherwise than asked is undone at once all the same.
        for (const part of doc.parts) expect(part.status === 'CANCELLING', what).toBe(false);
      }
    });
  },
);

describe('a declined payment', () => {
  it('sends nothing to any shop', () => {
    const start = order('CANCEL_ALL', 2);
    const [authorize] = start.effects;
    const doc = (handlers.get('authorize@1') as EffectHandler<OrderDoc, unknown>).apply(
      replaceEffect(start, 'authorize', () => undefined),
      authorize as never,
      refuse('payment-refused', 'no credit'),
      now,
    );
    expect(doc.effects).toEqual([]);
    expect(answerOf(doc).__typename).toBe('PaymentDeclined');
  });
});

describe('TRY_NEXT_OFFER', () => {
  const replaced = (price: string) => {
    const [line] = part(0).lines;
    const start = order('TRY_NEXT_OFFER', 1);
    let doc: OrderDoc = { ...start, parts: [{ ...part(0), lines: [{ ...(line as PartDoc['lines'][number]), productId: 'lamp' }] }] };
    const step = (id: string, value: unknown) => {
      const one = doc.effects.find(effect => effect.id === id) as (typeof doc.effects)[number];
      doc = (handlers.get(one.kind) as EffectHandler<OrderDoc, unknown>).apply(
        replaceEffect(doc, id, () => undefined),
        one,
        value,
        now,
      );
    };
    step('authorize', { status: 'authorized', id: 'pay', amount: parseMoney('100.00', EUR) });
    step('place:p0', refuse('out-of-stock', 'sold out'));
    step('next-offer:p0', [{ ...part(1), total: price }]);
    return {
      start: doc,
      finish: () => (
        step('place:p2', placed(part(2), price)),
        step('capture', { status: 'captured', id: 'pay', amount: parseMoney(price, EUR) }),
        doc
      ),
    };
  };

  it('orders from the next shop inside the ceiling, and charges that', () => {
    const doc = replaced('30.00').finish();
    expect(doc.parts.map(it => it.status)).toEqual(['CANCELLED', 'PLACED']);
    expect([answerOf(doc).__typename, doc.payment.captured, orderStatus(doc)]).toEqual(['PlacedOrder', '30.00', 'PLACED']);
  });

  it('gives parts that are replaced at the same time names of their own, since by them shops know a repeat', () => {
    const of = order('TRY_NEXT_OFFER', 3);
    const byProduct = (it: PartDoc): PartDoc => ({ ...it, lines: it.lines.map(line => ({ ...line, productId: 'lamp' })) });
    let doc: OrderDoc = { ...of, parts: of.parts.map(byProduct) };
    const step = (id: string, value: unknown) => {
      const one = doc.effects.find(effect => effect.id === id) as (typeof doc.effects)[number];
      const without = replaceEffect(doc, id, () => undefined);
      doc = (handlers.get(one.kind) as EffectHandler<OrderDoc, unknown>).apply(without, one, value, now);
    };
    step('authorize', { status: 'authorized', id: 'pay', amount: parseMoney('100.00', EUR) });
    step('place:p0', refuse('out-of-stock', 'sold out'));
    step('place:p1', refuse('out-of-stock', 'sold out'));
    step('place:p2', placed(part(2), '24.90'));
    step('next-offer:p0', [{ ...part(7), id: '' }]);
    step('next-offer:p1', [{ ...part(8), id: '' }]);
    const added = doc.parts.slice(3);
    expect(added.map(it => it.channelId)).toEqual(['shop7', 'shop8']);
    expect(new Set(doc.parts.map(it => it.id)).size).toBe(5);
    expect(new Set(doc.parts.flatMap(it => it.lines.map(line => line.id))).size).toBe(5);
    for (const it of added) expect(doc.effects.map(one => one.id)).toContain(`place:${it.id}`);
  });

  it('orders nothing when the next offer is above the ceiling', () => {
    const { start } = replaced('100.01');
    expect(start.parts.map(it => it.status)).toEqual(['FAILED']);
    expect(answerOf(start).__typename).toBe('OutOfStock');
  });
});

describe('an order made otherwise than asked, which the shop will not cancel', () => {
  it('is charged to nobody and waits for a person', () => {
    let doc = order('CANCEL_ALL', 1);
    const step = (id: string, value: unknown) => {
      const one = doc.effects.find(effect => effect.id === id) as (typeof doc.effects)[number];
      doc = (handlers.get(one.kind) as EffectHandler<OrderDoc, unknown>).apply(
        replaceEffect(doc, id, () => undefined),
        one,
        value,
        now,
      );
    };
    step('authorize', { status: 'authorized', id: 'pay', amount: parseMoney('24.90', EUR) });
    step('place:p0', placed(doc.parts[0] as PartDoc, '99.00'));
    step('cancel:p0', refuse('not-cancellable', 'too late'));
    expect([doc.parts[0]?.status, doc.parts[0]?.refusal?.code, doc.payment.status, doc.verdict]).toEqual([
      'UNKNOWN',
      'PRICE_CHANGED',
      'AUTHORIZED',
      undefined,
    ]);
    expect(doc.effects).toEqual([]);
    expect([isAnswerable(doc), answerOf(doc).__typename, nextStep(doc, 'en')?.who]).toEqual([true, 'OrderPending', 'STAFF']);
  });
});

describe('the only shop being sold out', () => {
  it('is OutOfStock with the order', () => {
    expect(answerOf(play(order('CANCEL_ALL', 1), ['sold-out']).doc).__typename).toBe('OutOfStock');
    expect(answerOf(play(order('CANCEL_ALL', 1), ['dearer']).doc).__typename).toBe('PriceChanged');
    expect(answerOf(play(order('CANCEL_ALL', 1), ['down']).doc).__typename).toBe('OrderNotPlaced');
  });
});

describe('a part that the buyer finishes on the page of its channel', () => {
  const handoff: Handoff = { status: 'handoff', url: 'https://shop1.test/c/1', attribution: 'mark' };
  const start = (policy: PartialFailurePolicy) => {
    let doc = order(policy, 2);
    doc = { ...doc, parts: doc.parts.map((it, at) => (at === 1 ? { ...it, paidThere: true as const } : it)) };
    const step = (id: string, value: unknown) => {
      const one = doc.effects.find(effect => effect.id === id) as (typeof doc.effects)[number];
      doc = (handlers.get(one.kind) as EffectHandler<OrderDoc, unknown>).apply(
        replaceEffect(doc, id, () => undefined),
        one,
        value,
        now,
      );
      return doc;
    };
    step('authorize', { status: 'authorized', id: 'pay', amount: parseMoney('24.90', EUR) });
    return step;
  };

  it('is charged to nobody here, however far it comes, and nothing goes back when its channel cancels it', () => {
    const step = start('CANCEL_ALL');
    step('place:p0', placed(part(0), '24.90'));
    step('place:p1', handoff);
    const doc = step('capture', { status: 'captured', id: 'pay', amount: parseMoney('24.90', EUR) });
    expect([answerOf(doc).__typename, orderStatus(doc), doc.payment.captured]).toEqual(['PlacedOrder', 'PARTLY_PLACED', '24.90']);
    const over = cancelled(doc, doc.parts[1] as PartDoc, now);
    expect(over.parts.map(it => [it.status, it.refunded])).toEqual([
      ['PLACED', '0'],
      ['CANCELLED', '0'],
    ]);
    expect(over.effects.filter(({ kind }) => kind === 'refund-payment@1')).toEqual([]);
  });

  it('is simply dropped when another part cannot be placed', () => {
    const step = start('CANCEL_ALL');
    step('place:p1', handoff);
    const doc = step('place:p0', refuse('out-of-stock', 'sold out'));
    expect(doc.parts.map(it => it.status)).toEqual(['FAILED', 'CANCELLED']);
    expect(doc.effects.map(({ kind }) => kind)).toContain('void@1');
    expect(answerOf(doc).__typename).toBe('OutOfStock');
  });

  it('needs no payment of ours when there is nothing else in the order', () => {
    const before = order('CANCEL_ALL', 1);
    const doc = decide(
      { ...before, effects: [], parts: before.parts.map(it => ({ ...it, status: 'PENDING' as const, paidThere: true as const })) },
      now,
    );
    expect(doc.effects.map(({ kind }) => kind)).toEqual(['place@1']);
  });
});
