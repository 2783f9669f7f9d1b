import { currency, parseMoney, refuse } from '@onebasket/core';
import { effect, replaceEffect, withEffects, type Effect, type EffectHandler } from '@onebasket/runtime';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf, withBooks } from '../src/ledger/books.ts';
import { withPart, type OrderDoc, type PartDoc, type PartStatus } from '../src/order/order-doc.ts';
import { decide } from '../src/place-order/decide.ts';
import { cancelled, cancelPartEffect } from '../src/place-order/effects/cancel-part.ts';
import { authorizeEffect, captureEffect, refundPaymentEffect, voidEffect } from '../src/place-order/effects/pay.ts';
import { placeEffect } from '../src/place-order/effects/place.ts';
import type { EffectTools } from '../src/place-order/effects/tools.ts';
import { mayBecome } from '../src/states/part.ts';
import { channelGaveBack } from '../src/refund/channel-gave-back.ts';
import { beginRefund } from '../src/refund/decide-refund.ts';
import { planRefund, type RefundWish } from '../src/refund/plan-refund.ts';
import { refundPartEffect } from '../src/refund/refund-part.ts';
import { bareOrder, makePart } from './support/orders.ts';

const now = new Date('2026-01-01T00:00:00Z');
const CNY = currency('CNY');
const tools = {} as EffectTools; // outcomes are given here: nothing is called
const handlers = new Map(
  (
    [
      authorizeEffect(tools),
      placeEffect(tools),
      cancelPartEffect(tools),
      captureEffect(tools),
      voidEffect(tools),
      refundPaymentEffect(tools),
      refundPartEffect(tools),
    ] as unknown as EffectHandler<OrderDoc, unknown>[]
  ).map(handler => [handler.kind, handler]),
);

const cny = (text: string) => parseMoney(text, CNY);
const minor = (text: string | undefined) => cny(text ?? '0').minor;

/** One thing that happens; numbers choose among what is possible at that moment. */
type Event =
  | { readonly do: 'outcome'; readonly which: number; readonly isGood: boolean; readonly share: number }
  | { readonly do: 'refund'; readonly wish: 'all' | 'shipping' | 'amount' | 'lines'; readonly which: number; readonly size: number }
  | { readonly do: 'cancel' | 'channel'; readonly which: number; readonly status: PartStatus };

const events = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('outcome' as const),
        which: fc.nat(9),
        isGood: fc.boolean().map(good => good),
        share: fc.integer({ min: 1, max: 100 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('refund' as const),
        wish: fc.constantFrom('all' as const, 'shipping' as const, 'amount' as const, 'lines' as const),
        which: fc.nat(9),
        size: fc.nat(20_000),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('cancel' as const, 'channel' as const),
        which: fc.nat(9),
        status: fc.constantFrom<PartStatus>('SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED', 'FAILED', 'REFUNDED'),
      }),
    },
  ),
  { maxLength: 40 },
);

const basket = fc.record({
  parts: fc.array(
    fc.record({
      lines: fc.array(fc.record({ minor: fc.nat(30_000), quantity: fc.integer({ min: 1, max: 7 }) }), { minLength: 1, maxLength: 3 }),
      shipping: fc.nat(2_000),
      tax: fc.nat(500),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  policy: fc.constantFrom('CANCEL_ALL' as const, 'KEEP_PLACED' as const),
  /** Otherwise everything is taken before anything is placed, up to what the buyer agreed to at most. */
  isManualCapture: fc.boolean(),
  spare: fc.nat(3_000),
  refundsAt: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
});

/** The order after an outcome of an effect. `isGood`: what was hoped for; otherwise the vendor's no. */
function happen(doc: OrderDoc, one: Effect, isGood: boolean, takenAtOnce?: bigint): OrderDoc {
  const handler = handlers.get(one.kind) as EffectHandler<OrderDoc, unknown>;
  const without = replaceEffect(doc, one.id, () => undefined);
  const payload = one.payload as { readonly amount?: string; readonly partId?: string; readonly refundId?: string } | null;
  const part = doc.parts.find(it => it.id === payload?.partId) as PartDoc;
  const apply = (value: unknown) => handler.apply(without, one, value, now);
  const no = refuse('other', 'no');
  switch (one.kind) {
    case 'authorize@1': {
      const total = doc.parts.reduce((all, it) => all + minor(it.total), 0n);
      const status = takenAtOnce === undefined ? 'authorized' : 'captured';
      return apply(isGood ? { status, id: 'pay', amount: { minor: total + (takenAtOnce ?? 0n), currency: CNY } } : no);
    }
    case 'place@1':
      return apply(
        isGood
          ? {
              status: 'placed',
              externalId: `x-${part.id}`,
              state: 'PLACED',
              lines: part.lines.map(({ externalId, quantity }) => ({ externalId, quantity })),
              total: cny(part.total),
            }
          : refuse('out-of-stock', 'sold out'),
      );
    case 'cancel-part@1':
      return apply(isGood ? { status: 'cancelled' } : no);
    case 'void@1':
      return apply({ status: 'voided', id: 'pay', amount: cny('0') });
    case 'refund-part@1': {
      const share = doc.refunds?.find(it => it.id === payload?.refundId)?.shares.find(it => it.partId === part.id);
      return apply(isGood ? { status: 'refunded', externalId: 'y', amount: cny(share?.amount ?? '0') } : no);
    }
    default:
      // What is taken and given back is; a provider that refuses leaves a debt, which is another test's subject.
      return apply({ status: one.kind === 'capture@1' ? 'captured' : 'refunded', id: 'pay', amount: cny(payload?.amount ?? '0') });
  }
}

const ready = (doc: OrderDoc) => doc.effects.filter(({ kind }) => handlers.has(kind));

function wishOf(doc: OrderDoc, event: Event & { do: 'refund' }): RefundWish {
  const lines = doc.parts.flatMap(part => part.lines);
  const line = lines[event.which % lines.length];
  switch (event.wish) {
    case 'all':
      return {};
    case 'shipping':
      return { shipping: true };
    case 'amount':
      return { amount: `${Math.floor(event.size / 100)}.${String(event.size % 100).padStart(2, '0')}` };
    case 'lines':
      return { lines: [{ lineId: line?.id ?? '', quantity: 1 + (event.size % 3) }], shipping: event.size % 2 === 0 };
  }
}

/** The order after one event. */
function step(doc: OrderDoc, event: Event, refundsAt: readonly boolean[], takenAtOnce: bigint | undefined): OrderDoc {
  if (event.do === 'outcome') {
    const open = ready(doc);
    const one = open[event.which % Math.max(1, open.length)];
    // Most things go well, so that histories come far.
    return one ? happen(doc, one, event.isGood || event.share > 30, takenAtOnce) : doc;
  }
  if (event.do === 'refund') {
    const shares = planRefund(doc, wishOf(doc, event), part => refundsAt[doc.parts.indexOf(part)] ?? false);
    return typeof shares === 'string' ? doc : beginRefund(doc, { key: 'k', hash: 'h', by: 'staff', reason: 'damaged', shares }, now);
  }
  const part = doc.parts[event.which % doc.parts.length] as PartDoc;
  if (event.do === 'cancel') {
    if (part.status !== 'PLACED' && part.status !== 'ACCEPTED') return doc;
    const cancelling = withPart(doc, part.id, it => ({
      ...it,
      status: 'CANCELLING',
      cancel: { by: 'buyer', reason: 'OTHER', state: 'wanted' },
    }));
    return decide(withEffects(cancelling, [effect('cancel-part@1', `cancel:${part.id}`, { partId: part.id }, { now })]), now);
  }
  if (!mayBecome(part, event.status) || part.externalId === undefined || doc.verdict === undefined) return doc;
  return event.status === 'CANCELLED'
    ? decide(cancelled(doc, part, now), now)
    : decide(
        withPart(doc, part.id, it => ({ ...it, status: event.status })),
        now,
      );
}

/** What must hold after every single thing that happens. */
function expectSound(doc: OrderDoc): void {
  for (const entry of doc.ledger ?? []) {
    for (const id of [undefined, ...doc.parts.map(part => part.id)]) {
      const of = entry.postings.filter(posting => id === undefined || posting.partId === id);
      expect(
        of.reduce((total, posting) => total + minor(posting.amount), 0n),
        `${entry.kind} of ${id ?? 'the order'}`,
      ).toBe(0n);
    }
  }
  const { captured, refunded, authorized, status } = doc.payment;
  expect(balanceOf(doc, 'CAPTURED').minor).toBe(minor(captured));
  expect(balanceOf(doc, 'REFUNDED').minor).toBe(-minor(refunded));
  expect(balanceOf(doc, 'AUTHORIZED').minor).toBe(status === 'AUTHORIZED' ? minor(authorized) : 0n);
  expect(minor(refunded) <= minor(captured), 'never more goes back than was taken').toBe(true);
  expect(doc.parts.reduce((total, part) => total + minor(part.givenBack), minor(doc.payment.restGiven))).toBe(minor(refunded));
  for (const part of doc.parts) {
    expect(minor(part.givenBack) <= minor(part.refunded), 'what went back was spoken for').toBe(true);
    expect(minor(part.refunded) <= minor(part.total), 'never more than is left of a part').toBe(true);
  }
  for (const refund of doc.refunds ?? []) {
    const counted = refund.state === 'asking' ? refund.shares : refund.shares.filter(share => share.channel !== 'refused');
    if (refund.state === 'refused') continue;
    if (refund.state !== 'asking') expect(counted.reduce((total, share) => total + minor(share.amount), 0n)).toBe(minor(refund.amount));
    for (const share of refund.shares) {
      const pieces = share.lines.reduce((total, line) => total + minor(line.amount), 0n) + minor(share.shipping);
      expect(pieces <= minor(share.amount) || share.lines.length === 0, 'pieces and shipping add up to no more than the share').toBe(true);
    }
  }
}

describe('the books of an order', () => {
  it('sum to zero and agree with payment and parts after everything that happens, and owe nobody anything at rest', () => {
    fc.assert(
      fc.property(basket, events, ({ parts, policy, refundsAt, isManualCapture, spare }, history) => {
        const takenAtOnce = isManualCapture ? undefined : BigInt(spare);
        let doc = withBooks(decide(bareOrder({ policy, parts: parts.map((part, at) => makePart(at, part)) }), now), now);
        const happened = (next: OrderDoc) => {
          const before = doc.ledger ?? [];
          doc = withBooks(next, now);
          expect((doc.ledger ?? []).slice(0, before.length), 'what is booked stays').toEqual(before);
          expectSound(doc);
        };
        for (const event of history) happened(step(doc, event, refundsAt, takenAtOnce));
        for (let rest = 0; rest < 100 && ready(doc).length > 0; rest++) happened(happen(doc, ready(doc)[0] as Effect, true, takenAtOnce));
        expect(ready(doc)).toEqual([]);
        expect(balanceOf(doc, 'BUYER').minor, 'at rest').toBe(0n);
      }),
      { numRuns: 300 },
    );
  });

  it('show what no channel bears as our own cost, and what a channel bears as no longer due', () => {
    const start = withBooks(decide(bareOrder({ parts: [makePart(0, {}), makePart(1, {})] }), now), now);
    let doc = start;
    while (ready(doc).length > 0) doc = withBooks(happen(doc, ready(doc)[0] as Effect, true), now);
    const shares = planRefund(doc, {}, part => part.id === 'p0');
    doc = withBooks(beginRefund(doc, { key: 'k', hash: 'h', by: 'staff', reason: 'damaged', shares: shares as never }, now), now);
    while (ready(doc).length > 0) doc = withBooks(happen(doc, ready(doc)[0] as Effect, true), now);
    expect(['DUE_TO_CHANNEL', 'OWN_COST', 'REFUNDED', 'BUYER'].map(it => balanceOf(doc, it as 'BUYER').minor)).toEqual([
      -2490n,
      2490n,
      -4980n,
      0n,
    ]);
    expect(doc.payment.status).toBe('REFUNDED');
  });

  it('keep nothing of a part that the buyer pays for on the channel’s own page', () => {
    const handed = { ...makePart(0, {}), paidThere: true as const, status: 'PLACED' as const };
    const doc = withBooks(bareOrder({ parts: [handed] }), now);
    expect(doc.ledger ?? []).toEqual([]);
    expect(planRefund({ ...doc, payment: { ...doc.payment, status: 'CAPTURED', captured: '1.00' } }, {}, () => true)).toBe(
      'nothing of it stands',
    );
  });

  it('show at once that a refused refund is still owed to the buyer', () => {
    let doc = withBooks(decide(bareOrder({ parts: [makePart(0, {})] }), now), now);
    while (ready(doc).length > 0) doc = withBooks(happen(doc, ready(doc)[0] as Effect, true), now);
    doc = withBooks(decide(cancelled(doc, doc.parts[0] as PartDoc, now), now), now);
    const [one] = ready(doc) as [Effect];
    const handler = handlers.get(one.kind) as EffectHandler<OrderDoc, unknown>;
    doc = withBooks(
      handler.apply(
        replaceEffect(doc, one.id, () => undefined),
        one,
        refuse('other', 'no'),
        now,
      ),
      now,
    );
    expect(balanceOf(doc, 'BUYER').minor).toBe(-2490n);
    expect(doc.parts[0]?.refunded).toBe('0.00');
  });

  it('pass on to the buyer what a channel gave back by itself, once', () => {
    let doc = withBooks(decide(bareOrder({ parts: [makePart(0, {})] }), now), now);
    const settled = (next: OrderDoc) => {
      doc = withBooks(next, now);
      while (ready(doc).length > 0) doc = withBooks(happen(doc, ready(doc)[0] as Effect, true), now);
    };
    settled(doc);
    const shares = planRefund(doc, { amount: '2.00' }, () => true) as Exclude<ReturnType<typeof planRefund>, string>;
    const asking = beginRefund(doc, { key: 'k', hash: 'h', by: 'staff', reason: 'late', shares }, now);
    expect(channelGaveBack(asking, 'p0', cny('7.00'), now), 'while the channel has not answered').toBe(asking);
    settled(asking);
    settled(channelGaveBack(doc, 'p0', cny('7.00'), now));
    expect(doc.payment.refunded).toBe('7.00');
    expect(channelGaveBack(doc, 'p0', cny('7.00'), now)).toBe(doc);
    settled(channelGaveBack(doc, 'p0', cny('99.00'), now));
    expect([doc.payment.refunded, balanceOf(doc, 'BUYER').minor, balanceOf(doc, 'OWN_COST').minor]).toEqual(['24.90', 0n, 0n]);
  });

  it('show what the provider keeps as a cost that is owed to it', () => {
    const start = decide(bareOrder({ parts: [makePart(0, {})] }), now);
    const [one] = ready(start) as [Effect];
    const handler = handlers.get(one.kind) as EffectHandler<OrderDoc, unknown>;
    const answer = { status: 'captured', id: 'pay', amount: cny('24.90'), fee: cny('0.85') };
    const doc = withBooks(
      handler.apply(
        replaceEffect(start, one.id, () => undefined),
        one,
        answer,
        now,
      ),
      now,
    );
    expect([balanceOf(doc, 'FEES').minor, balanceOf(doc, 'DUE_TO_PROVIDER').minor, balanceOf(doc, 'CAPTURED').minor]).toEqual([
      85n,
      -85n,
      2490n,
    ]);
    expectSound(doc);
  });
});
