import type { Quote } from '@onebasket/adapter-sdk';
import { AdapterError, currency, parseMoney, refuse } from '@onebasket/core';
import { replaceEffect, type EffectHandler } from '@onebasket/runtime';
import { describe, expect, it } from 'vitest';
import { queuedAt, type OrderDoc, type PartDoc } from '../src/order/order-doc.ts';
import { orderStatus } from '../src/order/order-status.ts';
import { nextStep } from '../src/order/next-step.ts';
import { answerOf, isAnswerable } from '../src/place-order/answer.ts';
import { decide } from '../src/place-order/decide.ts';
import { assessEffect } from '../src/review/effects/assess.ts';
import { giveUpEffect } from '../src/review/effects/give-up.ts';
import { repriceEffect } from '../src/review/effects/reprice.ts';
import { inRow } from '../src/review/gate.ts';
import type { RuleMatch } from '../src/review/rules.ts';
import { checkMoves } from '../src/states/keeping-to-moves.ts';

const now = new Date('2026-01-01T00:00:00.000Z');
const later = new Date('2026-01-04T00:00:00.000Z');
const EUR = currency('EUR');
const config = { rules: [], claimMinutes: 15, expireHours: 48, undoSeconds: 0, samplePercent: 0 };
// Outcomes are given here: nothing is called.
const handlers = [
  assessEffect({ config, rowExpireHours: 72 } as unknown as Parameters<typeof assessEffect>[0]),
  giveUpEffect(),
  repriceEffect({ rowExpireHours: 72 } as unknown as Parameters<typeof repriceEffect>[0]),
] as unknown as EffectHandler<OrderDoc, unknown>[];

function part(at: number): PartDoc {
  const line = {
    id: `p${at}-1`,
    index: at,
    listingId: `shop${at}:7`,
    externalId: '7',
    title: 'Lamp',
    options: [],
    quantity: 1,
    unitPrice: '20.00',
    listPrice: '20.00',
    total: '20.00',
  };
  const quoted = { externalId: '7', title: 'Lamp', quantity: 1, listPrice: '20.00', unitPrice: '20.00', subtotal: '20.00', promotions: [] };
  return {
    id: `p${at}`,
    channelId: `shop${at}`,
    status: 'PENDING',
    lines: [line],
    quote: { lines: [quoted], total: '20.00' },
    total: '20.00',
    fulfilments: [],
    parcels: {},
    refunded: '0',
    tried: [],
  };
}

function order(more: Partial<OrderDoc> = {}): OrderDoc {
  return {
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
    ceiling: '45.00',
    policy: 'CANCEL_ALL',
    contact: { name: 'Ann', email: 'ann@example.com' },
    address: { country: 'DE', line1: 'Road 1' },
    locale: 'en',
    payment: { method: 'invoice', status: 'NONE', authorized: '0', captured: '0', refunded: '0' },
    parts: [part(0), part(1)],
    timeline: [],
    cancels: [],
    ...more,
  };
}

const checking = (more: Partial<OrderDoc> = {}) =>
  decide(order({ review: { state: 'CHECKING', reasons: [], approvedBy: [], log: [] }, ...more }), now);
const match = (more: Partial<RuleMatch> = {}): RuleMatch => ({
  rule: 'large',
  action: 'hold',
  message: 'why',
  isUnsure: false,
  mustPass: false,
  ...more,
});
const kinds = (doc: OrderDoc) => doc.effects.map(({ kind }) => kind);

/** Lets the effect of this id end with this value; every change it makes must be in the tables. */
function step(doc: OrderDoc, id: string, value: unknown, at = now): OrderDoc {
  const one = doc.effects.find(effect => effect.id === id);
  if (!one) throw new Error(`no effect ${id} in ${kinds(doc).join()}`);
  const handler = handlers.find(({ kind }) => kind === one.kind) as EffectHandler<OrderDoc, unknown>;
  const without = replaceEffect(doc, id, () => undefined);
  const after =
    value instanceof Error
      ? (handler.failed as NonNullable<typeof handler.failed>)(without, one, value, at)
      : handler.apply(without, one, value, at);
  checkMoves(doc, after);
  return after;
}

const assessed = (matches: readonly RuleMatch[], waitFor: readonly string[] = []) => step(checking(), 'assess', { matches, waitFor });
const approved = () => {
  const held = assessed([match()]);
  return decide({ ...held, effects: [], review: { ...(held.review as NonNullable<OrderDoc['review']>), state: 'APPROVED' } }, now);
};
const quote = (total: string, code = EUR): Quote => {
  const money = parseMoney(total, code);
  return {
    lines: [
      {
        externalId: '7',
        title: 'Lamp',
        quantity: 1,
        listPrice: money,
        unitPrice: money,
        subtotal: money,
        promotions: [],
        availability: 'IN_STOCK',
      },
    ],
    total: money,
  } as unknown as Quote;
};
const quotes = (first: unknown, second: unknown) => ({
  quotes: [
    { partId: 'p0', answer: first },
    { partId: 'p1', answer: second },
  ],
});

describe('an order with rules before it', () => {
  it('does nothing but look at them, and is not answered before it has', () => {
    expect([kinds(checking()), isAnswerable(checking()), orderStatus(checking())]).toEqual([['assess@1'], false, 'PENDING']);
  });

  it('is paid for when none means it, held when one does, and turned away when one blocks', () => {
    expect(kinds(assessed([]))).toEqual(['authorize@1']);
    const held = assessed([match()]);
    expect([kinds(held), orderStatus(held), answerOf(held).__typename, nextStep(held, 'en')]).toEqual([
      ['give-up@1'],
      'IN_REVIEW',
      'OrderNeedsReview',
      { who: 'STAFF', what: 'Look at the order and decide', by: '2026-01-03T00:00:00.000Z' },
    ]);
    const blocked = assessed([match(), match({ rule: 'banned', action: 'block' })]);
    expect([kinds(blocked), blocked.parts.map(({ status }) => status), answerOf(blocked)]).toEqual([
      [],
      ['CANCELLED', 'CANCELLED'],
      expect.objectContaining({ __typename: 'OrderNotPlaced', reason: expect.stringContaining('banned') }),
    ]);
  });

  it('ends unsent, and its buyer is told, when nobody decides in time', () => {
    const over = step(assessed([match()]), 'give-up:review', null, later);
    expect([over.review?.state, orderStatus(over), kinds(over), answerOf(over).__typename]).toEqual([
      'EXPIRED',
      'FAILED',
      ['tell-buyer@1'],
      'OrderNotPlaced',
    ]);
  });

  it('is not held for what cannot be placed anyway', () => {
    const doomed = checking({ parts: [{ ...part(0), status: 'FAILED' }, part(1)] });
    expect([doomed.review?.state, kinds(doomed), answerOf(doomed).__typename]).toEqual(['WITHDRAWN', [], 'OrderNotPlaced']);
  });
});

describe('an order that waited', () => {
  it('is priced anew before anything else', () => {
    expect(kinds(approved())).toEqual(['reprice@1']);
    const dearer = step(approved(), 'reprice', quotes(quote('22.00'), quote('20.00')));
    expect([kinds(dearer), dearer.review?.state, dearer.parts.map(({ total }) => total)]).toEqual([
      ['authorize@1'],
      'RELEASED',
      ['22.00', '20.00'],
    ]);
    expect(dearer.parts[0]?.lines[0]).toMatchObject({ unitPrice: '22.00', total: '22.00' });
    expect(dearer.timeline.at(-1)).toMatchObject({ kind: 'PART_REPRICED', detail: '20.00 → 22.00' });
  });

  it.each(['CANCEL_ALL', 'KEEP_PLACED', 'TRY_NEXT_OFFER'] as const)('is never above its ceiling, with %s', policy => {
    const doc = step({ ...approved(), policy }, 'reprice', quotes(quote('25.01'), quote('20.00')));
    expect([answerOf(doc).__typename, kinds(doc), doc.parts.map(({ status }) => status)]).toEqual([
      'PriceChanged',
      [],
      ['FAILED', 'CANCELLED'],
    ]);
  });

  it('follows its policy where a shop refuses, and fails where one cannot be reached', () => {
    const gone = quotes(refuse('out-of-stock', 'sold out'), quote('20.00'));
    expect(answerOf(step(approved(), 'reprice', gone)).__typename).toBe('OutOfStock');
    const kept = step({ ...approved(), policy: 'KEEP_PLACED' }, 'reprice', gone);
    expect([kept.parts.map(({ status }) => status), kinds(kept)]).toEqual([['FAILED', 'PENDING'], ['authorize@1']]);
    const down = step(approved(), 'reprice', new AdapterError('unavailable', { outcome: 'not-done', message: 'down' }));
    expect(answerOf(down).__typename).toBe('OrderNotPlaced');
  });

  it('stands in the row when a channel has been paused meanwhile', () => {
    const waiting = step(approved(), 'reprice', { waitFor: ['shop1'] });
    expect([kinds(waiting), queuedAt(waiting), waiting.review?.state]).toEqual([['give-up@1'], ['shop1'], 'RELEASED']);
  });
});

describe('an order in the row before a paused channel', () => {
  const waiting = () => decide(inRow(order(), ['shop0'], 72, now), now);

  it('says whom it waits for, until when, and stands in the row until its part was sent', () => {
    expect([isAnswerable(waiting()), orderStatus(waiting()), nextStep(waiting(), 'en')]).toEqual([
      true,
      'PENDING',
      { who: 'STAFF', what: 'Let the channel take orders again', by: '2026-01-04T00:00:00.000Z' },
    ]);
    const at = (status: PartDoc['status'], state: 'CALLED' | 'LEFT', payment: OrderDoc['payment']['status'] = 'NONE') => {
      const doc = waiting();
      return queuedAt({
        ...doc,
        waiting: { ...(doc.waiting as NonNullable<OrderDoc['waiting']>), state },
        payment: { ...doc.payment, status: payment },
        parts: [{ ...part(0), status }, part(1)],
      });
    };
    expect([at('PENDING', 'CALLED'), at('PLACING', 'LEFT', 'AUTHORIZED')]).toEqual([['shop0'], ['shop0']]);
    // One that waits for its payer lets the others pass.
    expect([at('PLACED', 'LEFT', 'AUTHORIZED'), at('PENDING', 'LEFT', 'REQUIRES_ACTION')]).toEqual([[], []]);
  });

  it('ends unsent, and its buyer is told, when the channel stays paused', () => {
    const over = step(waiting(), 'give-up:row', null, later);
    expect([over.waiting?.state, answerOf(over).__typename, kinds(over), queuedAt(over)]).toEqual([
      'EXPIRED',
      'OrderNotPlaced',
      ['tell-buyer@1'],
      [],
    ]);
  });
});

describe('an illegal move', () => {
  it('is refused whatever makes it', () => {
    const before = order();
    const jumped = (status: PartDoc['status']) => ({ ...before, parts: [{ ...part(0), status }, part(1)] });
    expect(() => checkMoves(before, jumped('DELIVERED'))).toThrow('part: PENDING does not become DELIVERED');
    expect(() => checkMoves(before, { ...before, payment: { ...before.payment, status: 'REFUNDED' } })).toThrow(
      'payment: NONE does not become REFUNDED',
    );
    const held = assessed([match()]);
    const review = held.review as NonNullable<OrderDoc['review']>;
    expect(() => checkMoves(held, { ...held, review: { ...review, state: 'RELEASED' } })).toThrow('review: HELD does not become RELEASED');
  });
});
