import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '@onebasket/adapter-registry';
import { defineAdapter, type PaymentAction, type PaymentResult, type PaymentStep } from '@onebasket/adapter-sdk';
import { currency, parseMoney, refuse } from '@onebasket/core';
import { createLog, EffectRunner, Journal, openBus, type EffectHandler } from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import * as fc from 'fast-check';
import { Type } from 'typebox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { wakePayment } from '../src/order/news.ts';
import { orders, type OrderDoc, type PartDoc } from '../src/order/order-doc.ts';
import { OrderStore } from '../src/order/order-store.ts';
import { decide } from '../src/place-order/decide.ts';
import { HOUR_MS } from '../src/states/durations.ts';
import { authorizeEffect, refundPaymentEffect, voidEffect } from '../src/place-order/effects/pay.ts';
import { rereadPaymentEffect } from '../src/place-order/effects/reread-payment.ts';
import type { EffectTools } from '../src/place-order/effects/tools.ts';
import { makePart } from './support/orders.ts';

const log = createLog('silent');
const NOON = Date.parse('2026-11-25T12:00:00Z');
let aheadMs = 0;
const clock = { now: () => new Date(NOON + aheadMs) };
const NUMBER = '4F7K-9M2Q-XW3T-B';
const hint = { paymentId: 'bank', externalId: 'pay_1', key: `${NUMBER}-authorize` };
const cny = (text: string) => parseMoney(text, currency('CNY'));
const captured: PaymentResult = { status: 'captured', id: 'pay_1', amount: cny('24.90') };

/** An order with one part that is placed, whose payment stands as given. */
function order(payment: Partial<OrderDoc['payment']>): OrderDoc {
  return {
    _id: 'order-1',
    v: 1,
    shape: 1,
    effects: [],
    number: NUMBER,
    idempotencyKey: 'k',
    inputHash: 'h',
    ownerKey: 'guest',
    placedAt: '2026-11-25T11:59:00.000Z',
    currency: 'CNY',
    ceiling: '24.90',
    policy: 'CANCEL_ALL',
    contact: { name: 'Ann', email: 'ann@example.com' },
    address: { country: 'CN', line1: 'Road 1' },
    locale: 'en',
    payment: { method: 'bank', id: 'pay_1', status: 'REQUIRES_ACTION', authorized: '0', captured: '0', refunded: '0', ...payment },
    parts: [{ ...makePart(0, {}), status: 'PLACED' }],
    verdict: 'placed',
    timeline: [],
    cancels: [],
  };
}

/** One thing from one shop, not sent yet. */
const pending: PartDoc = {
  id: 'p0',
  channelId: 'shop',
  status: 'PENDING',
  lines: [],
  total: '24.90',
  fulfilments: [],
  parcels: {},
  refunded: '0',
  tried: [],
};

/** The same after nobody had paid for it. */
function givenUp(payment: Partial<OrderDoc['payment']>): OrderDoc {
  return { ...order(payment), parts: [{ ...makePart(0, {}), status: 'CANCELLED' }] };
}

/** A provider that says of the payment what the test wants. */
async function open(doc: OrderDoc) {
  const says: { now: PaymentResult | PaymentAction | undefined; atClosing: 'closed' | 'paid' | 'refused' } = {
    now: undefined,
    atClosing: 'closed',
  };
  const asked: PaymentStep[] = [];
  const gaveBack: string[] = [];
  const never = () => Promise.reject(new Error('not asked for'));
  const bank = defineAdapter({
    manifest: {
      id: 'bank',
      kind: 'payment',
      name: 'Bank',
      contract: '1.0',
      vendorApi: '1',
      settings: Type.Object({}),
      allowedOrigins: () => [],
      budget: { perSecond: 100, burst: 100 },
    },
    capabilities: {
      payments: {
        manualCapture: false,
        authorize: async ({ expiresAt }) => {
          asked.push('authorize');
          return { status: 'action-required', id: 'pay_1', qrCode: `code until ${expiresAt}` };
        },
        capture: never,
        void: async id => {
          asked.push('void');
          if (says.atClosing === 'paid') says.now = captured;
          if (says.atClosing !== 'closed') return refuse('closed', 'not now');
          return { status: 'voided', id, amount: cny('0') };
        },
        refund: async (id, amount, { key }) => {
          gaveBack.push(key);
          return { status: 'refunded', id, amount };
        },
        find: async () => says.now,
        get: async ({ step }) => {
          asked.push(step);
          return says.now;
        },
      },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'payment-'));
  const provider = openStorage(`sqlite:${folder}`, { log });
  const storage = provider.open('orders');
  const bus = await openBus('memory:', log);
  const store = new OrderStore(storage.collection(orders), bus);
  const journal = new Journal(storage);
  await storage.ready();
  await store.collection.insert(doc);
  const registry = createRegistry({
    connections: [{ kind: 'payment', config: { id: 'bank', adapter: 'bank', settings: {} } }],
    adapters: [bank],
    offerUnlicensed: true,
    log,
  });
  const tools = { registry, clock } as EffectTools;
  const handlers = [
    authorizeEffect(tools),
    refundPaymentEffect(tools),
    voidEffect(tools),
    rereadPaymentEffect(tools),
  ] as unknown as readonly EffectHandler<OrderDoc, never>[];
  const runner = new EffectRunner<OrderDoc>({ collection: store.collection, journal, handlers, clock, log, soleWorker: true });
  onTestFinished(async () => {
    await runner.stop();
    await registry.close();
    await bus.close();
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  });
  const wake = async (news: Parameters<typeof wakePayment>[1] = hint) => {
    const isOurs = await wakePayment({ store, runner, clock }, news);
    await runner.drive(doc._id);
    return isOurs;
  };
  const now = async () => (await store.collection.get(doc._id)) as OrderDoc;
  const later = (ms: number) => {
    aheadMs += ms;
  };
  return { says, asked, gaveBack, wake, now, later, drive: () => runner.drive(doc._id) };
}

describe('a hint about a payment', () => {
  it('asks the provider, whose word moves the order on', async () => {
    const { says, asked, wake, now } = await open(order({ action: { qrCode: 'weixin://x' } }));
    says.now = captured;
    expect(await wake()).toBe(true);
    const { payment } = await now();
    expect(payment).toMatchObject({ status: 'CAPTURED', captured: '24.90', authorized: '24.90' });
    expect(payment.action).toBeUndefined();
    expect(asked).toEqual(['authorize']);
  });

  it('changes nothing while the provider still waits for the buyer, or knows nothing', async () => {
    const { says, wake, now } = await open(order({ action: { qrCode: 'weixin://x' } }));
    for (const answer of [undefined, { status: 'action-required' as const, id: 'pay_1' }]) {
      says.now = answer;
      await wake();
      expect((await now()).payment).toMatchObject({ status: 'REQUIRES_ACTION', action: { qrCode: 'weixin://x' } });
      expect((await now()).timeline).toEqual([]);
    }
  });

  it('of nobody that we know is not ours', async () => {
    const { wake } = await open(order({}));
    expect(await wake({ paymentId: 'other', externalId: 'pay_1', key: hint.key })).toBe(false);
    expect(await wake({ paymentId: 'bank', externalId: 'pay_2', key: null })).toBe(false);
    expect(await wake({ paymentId: 'bank', externalId: 'pay_2', key: 'AAAA-9M2Q-XW3T-B-authorize' })).toBe(false);
    expect(await wake({ paymentId: 'bank', externalId: 'pay_1' })).toBe(true);
  });

  it('that a payment was closed unpaid ends the order', async () => {
    const { says, wake, now } = await open(order({}));
    says.now = { status: 'voided', id: 'pay_1', amount: cny('24.90') };
    await wake();
    expect((await now()).payment).toMatchObject({ status: 'FAILED', declined: { code: 'PAYMENT_CLOSED' } });
  });

  it('that a buyer paid for an order that was given up sends the money back, once', async () => {
    const { says, gaveBack, wake, now } = await open(givenUp({ status: 'FAILED' }));
    says.now = captured;
    for (let time = 0; time < 3; time++) await wake();
    expect((await now()).payment).toMatchObject({ status: 'REFUNDED', refunded: '24.90' });
    expect(gaveBack).toEqual([`${NUMBER}-refund-rest-0`]);
    expect((await now()).timeline.map(({ kind }) => kind)).toEqual(['PAYMENT_LATE', 'PAYMENT_REFUNDED']);
  });

  it('that an authorisation ran out releases it', async () => {
    const { says, wake, now } = await open(order({ status: 'AUTHORIZED', authorized: '24.90' }));
    says.now = { status: 'voided', id: 'pay_1', amount: cny('24.90') };
    await wake();
    expect((await now()).payment.status).toBe('VOIDED');
  });

  it('of money that went back at the provider counts what went back there', async () => {
    const { says, wake, now } = await open(order({ status: 'CAPTURED', authorized: '24.90', captured: '24.90' }));
    says.now = { status: 'refunded', id: 'pay_1', amount: cny('4.90') };
    await wake();
    expect((await now()).payment).toMatchObject({ status: 'PARTLY_REFUNDED', refunded: '4.90' });
  });

  it('comes late, twice and in any order without taking a payment back', async () => {
    const answers: readonly (PaymentResult | PaymentAction | undefined)[] = [
      undefined,
      { status: 'action-required', id: 'pay_1' },
      { status: 'authorized', id: 'pay_1', amount: cny('24.90') },
      captured,
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...answers), { maxLength: 5 }), async shuffled => {
        const { says, wake, now } = await open(order({ status: 'CAPTURED', authorized: '24.90', captured: '24.90' }));
        for (const answer of shuffled) {
          says.now = answer;
          await wake();
        }
        expect((await now()).payment).toMatchObject({ status: 'CAPTURED', captured: '24.90', refunded: '0' });
      }),
      { numRuns: 15 },
    );
  });
});

describe('a payment that nobody makes', () => {
  const waiting = () => {
    aheadMs = 0;
    const { verdict: _verdict, ...fresh } = order({});
    const { id: _id, ...payment } = fresh.payment;
    return open(decide({ ...fresh, payment: { ...payment, status: 'NONE' }, parts: [pending] }, clock.now()));
  };

  it('can be made for two hours, which every try says in the same words', async () => {
    const { drive, now } = await waiting();
    await drive();
    const { payment, effects } = await now();
    expect(payment).toMatchObject({ status: 'REQUIRES_ACTION', action: { qrCode: 'code until 2026-11-25T14:00:00.000Z' } });
    expect(payment.action?.expiresAt).toBe('2026-11-25T14:00:00.000Z');
    expect(effects).toMatchObject([{ id: 'close-unpaid', wakeAt: '2026-11-25T14:00:00.000Z' }]);
  });

  it('is closed at the end of its time, and the order with it', async () => {
    const { drive, now, later, asked } = await waiting();
    await drive();
    later(2 * HOUR_MS);
    await drive();
    expect((await now()).payment).toMatchObject({ status: 'FAILED', declined: { code: 'PAYMENT_CLOSED' } });
    expect((await now()).parts.map(({ status }) => status)).toEqual(['CANCELLED']);
    expect(asked.filter(step => step === 'void')).toHaveLength(1);
  });

  it('that was made in the last second counts', async () => {
    const { says, drive, now, later } = await waiting();
    await drive();
    says.atClosing = 'paid';
    later(2 * HOUR_MS);
    await drive();
    expect((await now()).payment).toMatchObject({ status: 'CAPTURED', captured: '24.90' });
  });

  it('and cannot be closed yet is closed later', async () => {
    const { says, drive, now, later } = await waiting();
    await drive();
    says.atClosing = 'refused';
    later(2 * HOUR_MS);
    await drive();
    expect((await now()).payment.status).toBe('REQUIRES_ACTION');
    says.atClosing = 'closed';
    later(HOUR_MS);
    await drive();
    expect((await now()).payment.status).toBe('FAILED');
  });
});
