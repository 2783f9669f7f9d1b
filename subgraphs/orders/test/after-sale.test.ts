import type { AfterSaleCase, AfterSaleWish } from '@onebasket/adapter-sdk';
import { currency, parseMoney, refuse, type Refusal } from '@onebasket/core';
import {
  DEFAULT_AFTER_SALES,
  replaceEffect,
  type AfterSaleRule,
  type Effect,
  type EffectHandler,
  type EffectRun,
} from '@onebasket/runtime';
import { describe, expect, it } from 'vitest';
import { afterSaleDueEffect, followAfterSaleEffect, requestAfterSaleEffect } from '../src/after-sale/case-effects.ts';
import { followRefunds, moveCase, openCase } from '../src/after-sale/decide-case.ts';
import { eligibilityOf } from '../src/after-sale/eligibility.ts';
import { balanceOf, withBooks } from '../src/ledger/books.ts';
import type { OrderDoc, PartDoc } from '../src/order/order-doc.ts';
import { refundPaymentEffect } from '../src/place-order/effects/pay.ts';
import type { EffectTools } from '../src/place-order/effects/tools.ts';
import { bareOrder, makePart } from './support/orders.ts';

const now = new Date('2026-02-01T00:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
const config = DEFAULT_AFTER_SALES;
const cny = (text: string) => parseMoney(text, currency('CNY'));

/** An order of two lamps for 20.00 with 4.90 shipping that was delivered now. */
function delivered(more: Partial<PartDoc> = {}): OrderDoc {
  const part: PartDoc = { ...makePart(0, {}), status: 'DELIVERED', externalId: 'x0', deliveredAt: now.toISOString(), ...more };
  const payment = { method: 'invoice', id: 'pay', status: 'CAPTURED' as const, authorized: '24.90', captured: '24.90', refunded: '0' };
  return withBooks(bareOrder({ parts: [part], payment, verdict: 'placed' }), now);
}

const wish = (kind: AfterSaleRule['kinds'][number], quantity = 2) => ({ kind, lines: [{ lineId: 'p0-1', quantity }] });

describe('the after-sale policy', () => {
  const rule = (more: Partial<AfterSaleRule>): AfterSaleRule => ({
    id: 'seven-days',
    kinds: ['RETURN_AND_REFUND'],
    withinDays: 7,
    returnPaidBy: 'BUYER',
    ...more,
  });

  it('grants by the first clause that fits, to the last instant of its window', () => {
    const found = eligibilityOf(delivered(), wish('RETURN_AND_REFUND'), config.rules, later(14));
    expect(found.part && found.rule.id).toBe('withdrawal-14-days');
    const second = eligibilityOf(delivered(), wish('RETURN_AND_REFUND'), config.rules, later(14.1));
    expect(second.part && [second.rule.id, second.rule.returnPaidBy]).toEqual(['faulty-30-days', 'SELLER']);
  });

  it('cites the clause that ran out, and until when it held', () => {
    expect(eligibilityOf(delivered(), wish('RETURN_AND_REFUND'), config.rules, later(31))).toMatchObject({
      clause: 'faulty-30-days',
      message: expect.stringMatching(/2026-03-03/),
    });
  });

  it('leaves out categories that a clause excepts, and cites it', () => {
    const [line] = makePart(0, {}).lines;
    const sealed = delivered({ lines: [{ ...(line as PartDoc['lines'][number]), categories: ['c9', 'Food', 'Perishable'] }] });
    expect(eligibilityOf(sealed, wish('RETURN_AND_REFUND'), [rule({ exceptCategories: ['perishable'] })], now)).toMatchObject({
      clause: 'seven-days',
      message: expect.stringMatching(/left out/),
    });
    expect(eligibilityOf(sealed, wish('RETURN_AND_REFUND'), [rule({ categories: ['food'] })], now).part?.id).toBe('p0');
    expect(eligibilityOf(delivered(), wish('RETURN_AND_REFUND'), [rule({ categories: ['food'] })], now)).toMatchObject({
      clause: 'seven-days',
    });
  });

  it.each([
    ['what nobody offers', delivered(), wish('REPAIR'), 'house-kinds'],
    ['goods that are not there yet', delivered({ status: 'SHIPPED' }), wish('RETURN_AND_REFUND'), 'house-delivered'],
    ['more pieces than were bought', delivered(), wish('RETURN_AND_REFUND', 3), 'house-quantity'],
    ['no pieces', delivered(), wish('RETURN_AND_REFUND', 0), 'house-quantity'],
    ['what was bought on the page of its shop', delivered({ paidThere: true }), wish('RETURN_AND_REFUND'), 'house-bought-there'],
    ['what was cancelled', delivered({ status: 'CANCELLED' }), wish('RETURN_AND_REFUND'), 'house-standing'],
  ] as const)('rules out %s', (_what, doc, wanted, clause) => {
    expect(eligibilityOf(doc, wanted, [rule({})], now)).toMatchObject({ clause });
  });
});

/** A channel that answers cases as told, and remembers what it was asked. */
function channel(answers: (AfterSaleCase | Refusal)[]) {
  const asked: { wish?: AfterSaleWish; key?: string; externalId?: string }[] = [];
  const afterSales = {
    request: async (ref: { externalId: string }, wanted: AfterSaleWish, attempt: { key: string }) => {
      asked.push({ wish: wanted, key: attempt.key, externalId: ref.externalId });
      return answers.shift();
    },
    get: async (externalId: string) => {
      asked.push({ externalId });
      return answers.shift();
    },
  };
  const connection = {
    has: () => true,
    run: (_ability: string, work: (it: typeof afterSales, call: unknown) => unknown) => work(afterSales, {}),
  };
  const tools = { registry: { channel: () => connection } } as unknown as EffectTools;
  const handlers = [
    requestAfterSaleEffect(tools, config),
    followAfterSaleEffect(tools, config),
    afterSaleDueEffect(config),
    refundPaymentEffect({} as EffectTools),
  ] as unknown as EffectHandler<OrderDoc, unknown>[];
  /** Runs the effect of this id, as it becomes due. */
  const happen = async (doc: OrderDoc, id: string, at = now, answer?: unknown) => {
    const one = doc.effects.find(effect => effect.id === id) as Effect;
    const handler = handlers.find(({ kind }) => kind === one.kind) as EffectHandler<OrderDoc, unknown>;
    const outcome =
      answer === undefined ? await handler.run({ doc, effect: one } as EffectRun<OrderDoc>) : { status: 'done' as const, value: answer };
    if (outcome.status !== 'done') throw new Error('not done');
    const applied = handler.apply(
      replaceEffect(doc, one.id, () => undefined),
      one,
      outcome.value,
      at,
    );
    return withBooks(followRefunds(applied, config, at), at);
  };
  return { asked, happen };
}

function opened(kind: AfterSaleRule['kinds'][number], passesOn: boolean): OrderDoc {
  const request = {
    key: 'k',
    hash: 'h',
    partId: 'p0',
    kind,
    clause: 'withdrawal-14-days',
    returnPaidBy: 'BUYER' as const,
    refundsShipping: true as const,
    lines: [{ lineId: 'p0-1', quantity: 2 }],
    reason: 'too small',
    evidence: [],
  };
  return openCase(delivered(), request, { passesOn, actor: 'BUYER', config }, now);
}

const caseIn = (doc: OrderDoc) => doc.cases?.[0];
const said = (state: AfterSaleCase['state'], more: Partial<AfterSaleCase> = {}): AfterSaleCase => ({
  status: 'case',
  externalId: 'A1',
  state,
  ...more,
});

describe('a case at its channel', () => {
  it('is passed on with its goods, followed, and what the channel gives back goes to the buyer at no cost of ours', async () => {
    const { asked, happen } = channel([said('OPEN'), said('APPROVED'), said('REFUNDED', { refund: cny('18.50') })]);
    let doc = opened('RETURN_AND_REFUND', true);
    expect(caseIn(doc)).toMatchObject({ status: 'OPEN', owner: 'channel:shop0', dueAt: '2026-02-03T00:00:00.000Z' });
    doc = await happen(doc, 'request-after-sale:c1');
    expect(asked[0]).toMatchObject({
      externalId: 'x0',
      key: '4F7K-9M2Q-XW3T-B-p0-c1',
      wish: { outcome: 'return', reason: 'too small', lines: [{ externalId: '0', quantity: 2 }] },
    });
    doc = await happen(doc, 'follow-after-sale:c1');
    expect(caseIn(doc)).toMatchObject({ status: 'APPROVED', owner: 'buyer' });
    doc = await happen(doc, 'follow-after-sale:c1');
    expect(caseIn(doc)).toMatchObject({ owner: 'onebasket', refundId: 'r1' });
    doc = await happen(doc, 'refund:r1', now, { status: 'refunded', id: 'pay', amount: cny('18.50') });
    expect(caseIn(doc)).toMatchObject({ status: 'REFUNDED' });
    expect(doc.effects).toEqual([]);
    expect(['REFUNDED', 'OWN_COST', 'DUE_TO_CHANNEL', 'BUYER'].map(it => balanceOf(doc, it as 'BUYER').minor)).toEqual([
      -1850n,
      0n,
      -640n,
      0n,
    ]);
  });

  it('that says no is a matter of staff, with the channel’s words', async () => {
    const { happen } = channel([refuse('other', 'seven days are over')]);
    const doc = await happen(opened('EXCHANGE', true), 'request-after-sale:c1');
    expect(caseIn(doc)).toMatchObject({
      status: 'OPEN',
      owner: 'staff',
      timeline: [{}, { kind: 'AFTER_SALE_NOT_TAKEN', detail: 'seven days are over' }],
    });
  });
});

describe('the clock of a case', () => {
  it('takes a case from a channel that does not answer, and closes one whose goods never come', async () => {
    const { happen } = channel([]);
    const late = await happen(opened('RETURN_AND_REFUND', true), 'after-sale-due:c1', later(2));
    expect(caseIn(late)).toMatchObject({ status: 'OPEN', owner: 'staff', dueAt: later(4).toISOString() });
    const approved = moveCase(late, 'c1', 'APPROVED', { actor: 'STAFF' }, config, later(2));
    expect(caseIn(approved)).toMatchObject({ owner: 'buyer', dueAt: later(9).toISOString() });
    const early = await happen(approved, 'after-sale-due:c1', later(3));
    expect(caseIn(early)?.status).toBe('APPROVED');
    const closed = await happen(approved, 'after-sale-due:c1', later(9));
    expect(caseIn(closed)?.status).toBe('CLOSED');
    expect(closed.effects.filter(one => one.kind === 'after-sale-due@1')).toEqual([]);
  });
});
