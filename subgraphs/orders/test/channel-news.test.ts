import type { ChannelOrderSnapshot, ChannelOrderState } from '@onebasket/adapter-sdk';
import { currency, parseMoney, refuse } from '@onebasket/core';
import { effect, type EffectRun } from '@onebasket/runtime';
import { describe, expect, it } from 'vitest';
import type { OrderDoc, PartDoc } from '../src/order/order-doc.ts';
import { nextStep } from '../src/order/next-step.ts';
import { cancelPartEffect } from '../src/place-order/effects/cancel-part.ts';
import { captureEffect } from '../src/place-order/effects/pay.ts';
import { followEffect } from '../src/place-order/effects/follow.ts';
import type { EffectTools } from '../src/place-order/effects/tools.ts';
import { bareOrder, makePart } from './support/orders.ts';

const now = new Date('2026-01-01T00:01:00Z');
const follow = followEffect({} as EffectTools);

/** The order after its channel tells how the first part stands there. */
function told(doc: OrderDoc, state: ChannelOrderState): OrderDoc {
  const [part] = doc.parts;
  const snapshot: ChannelOrderSnapshot = {
    externalId: '1',
    state,
    total: parseMoney(part?.total ?? '0', currency('CNY')),
    fulfilments: [],
  };
  return follow.apply(doc, effect('follow@1', 'follow:p0', { partId: 'p0' }, { now }), snapshot, now);
}

const STATES: readonly ChannelOrderState[] = [
  'PENDING',
  'PLACED',
  'ACCEPTED',
  'SHIPPED',
  'DELIVERED',
  'COMPLETED',
  'CANCELLED',
  'FAILED',
  'REFUNDED',
];
const ENDS = new Set<ChannelOrderState>(['CANCELLED', 'FAILED', 'REFUNDED']);
const authorized = { method: 'bank', id: 'pay', status: 'AUTHORIZED', authorized: '49.80', captured: '0', refunded: '0' } as const;

describe('a part that was made otherwise than asked, and that its shop would not cancel', () => {
  const kept: PartDoc = {
    ...makePart(0, {}),
    status: 'UNKNOWN',
    externalId: '1',
    refusal: { code: 'PRICE_CHANGED', message: 'dearer', lineIds: [] },
    cancel: { by: 'mismatch', reason: 'dearer', state: 'refused' },
  };
  const doc = bareOrder({ parts: [kept, { ...makePart(1, {}), status: 'PLACED', externalId: '2' }], payment: authorized });

  it.each(STATES.filter(state => !ENDS.has(state)))('stays with a person, however its shop goes on with it: %s', state => {
    const after = told(doc, state);
    expect(after.parts[0]?.status).toBe('UNKNOWN');
    expect(nextStep(after, 'en')?.who).toBe('STAFF');
    expect(after.effects.map(({ kind }) => kind)).toEqual(['follow@1']);
  });

  it.each([...ENDS])('is settled when its shop ends it, and the order goes on: %s', state => {
    const after = told({ ...doc, policy: 'KEEP_PLACED' }, state);
    expect(after.parts.map(({ status }) => status)).toEqual(['FAILED', 'PLACED']);
    expect([after.verdict, after.effects.find(({ kind }) => kind === 'capture@1')?.payload]).toEqual(['placed', { amount: '24.90' }]);
  });
});

describe('a part that its shop ends while another is still being placed', () => {
  it.each([...ENDS])('counts as not placed, so that all or nothing means what it says: %s', state => {
    const parts: PartDoc[] = [
      { ...makePart(0, {}), status: 'ACCEPTED', externalId: '1' },
      { ...makePart(1, {}), status: 'PLACED', externalId: '2' },
    ];
    const after = told(bareOrder({ parts, payment: authorized, policy: 'CANCEL_ALL' }), state);
    expect(after.parts.map(({ status }) => status)).toEqual(['FAILED', 'CANCELLING']);
    expect(after.verdict).toBeUndefined();
  });
});

describe('a part that was delivered or completed before another one failed', () => {
  it.each(['DELIVERED', 'COMPLETED'] as const)('cannot be taken back: it stays, is charged, and the rest is released: %s', status => {
    const parts: PartDoc[] = [
      { ...makePart(0, {}), status: 'PLACED', externalId: '1' },
      { ...makePart(1, {}), status, externalId: '2' },
    ];
    const after = told(bareOrder({ parts, payment: authorized, policy: 'CANCEL_ALL' }), 'FAILED');
    expect(after.parts.map(part => part.status)).toEqual(['FAILED', status]);
    expect([after.verdict, after.effects.find(({ kind }) => kind === 'capture@1')?.payload]).toEqual(['placed', { amount: '24.90' }]);
  });
});

describe('a part that has failed', () => {
  it.each(STATES)('stays failed, whatever comes late: %s', state => {
    const doc = bareOrder({ parts: [{ ...makePart(0, {}), status: 'FAILED', externalId: '1' }], payment: authorized });
    expect(told(doc, state).parts[0]?.status).toBe('FAILED');
  });
});

describe('a part that its shop ends while the money for it is being taken', () => {
  it('is not released beside that: first the one, then the money goes back', () => {
    const capture = effect('capture@1', 'capture', { amount: '24.90' }, { now });
    const parts: PartDoc[] = [{ ...makePart(0, {}), status: 'ACCEPTED', externalId: '1' }];
    const doc = bareOrder({ parts, payment: authorized, verdict: 'placed', effects: [capture] });
    const after = told(doc, 'CANCELLED');
    expect(after.effects.map(({ kind }) => kind)).toEqual(['capture@1']);
    const taken = captureEffect({} as EffectTools).apply(
      { ...after, effects: [] },
      capture,
      { status: 'captured', id: 'pay', amount: parseMoney('24.90', currency('CNY')) },
      now,
    );
    expect(taken.payment).toMatchObject({ status: 'CAPTURED', captured: '24.90' });
    expect(taken.effects.map(({ kind, payload }) => [kind, (payload as { amount: string }).amount])).toEqual([
      ['refund-payment@1', '24.90'],
    ]);
  });
});

describe('a channel that will not cancel', () => {
  const answerFor = async (state: ChannelOrderState) => {
    const snapshot = { externalId: '1', state, total: parseMoney('24.90', currency('CNY')), fulfilments: [] };
    const abilities = {
      cancellation: { cancel: () => Promise.resolve(refuse('not-cancellable', 'no')) },
      orders: { mode: 'native', get: () => Promise.resolve(snapshot) },
    };
    const channel = {
      run: (ability: keyof typeof abilities, work: (it: unknown, call: unknown) => unknown) =>
        Promise.resolve(work(abilities[ability], {})),
    };
    const tools = { registry: { channel: () => channel } } as unknown as EffectTools;
    const doc = bareOrder({ parts: [{ ...makePart(0, {}), status: 'CANCELLING', externalId: '1' }] });
    const cancelling = effect('cancel-part@1', 'cancel:p0', { partId: 'p0' }, { now });
    const outcome = await cancelPartEffect(tools).run({ doc, effect: cancelling } as unknown as EffectRun<OrderDoc>);
    return outcome.status === 'done' ? outcome.value.status : outcome.status;
  };

  it.each([...ENDS])('is believed only while the order stands there: %s is as good as cancelled', async state => {
    expect(await answerFor(state)).toBe('cancelled');
  });

  it('keeps an order that stands', async () => {
    expect([await answerFor('ACCEPTED'), await answerFor('COMPLETED')]).toEqual(['refused', 'refused']);
  });
});
