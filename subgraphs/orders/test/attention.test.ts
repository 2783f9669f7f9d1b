import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '@onebasket/adapter-registry';
import { defineAdapter, type PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, currency, parseMoney } from '@onebasket/core';
import {
  Attention,
  createLog,
  effect,
  EffectRunner,
  Journal,
  openBus,
  withEffects,
  type DecideInput,
  type EffectHandler,
} from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { Type } from 'typebox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { orderAttention } from '../src/attention/order-attention.ts';
import { orders, type OrderDoc } from '../src/order/order-doc.ts';
import { OrderStore } from '../src/order/order-store.ts';
import { captureEffect, voidEffect } from '../src/place-order/effects/pay.ts';
import { placeEffect } from '../src/place-order/effects/place.ts';
import { confirmEffect } from '../src/place-order/effects/tell.ts';
import type { EffectTools } from '../src/place-order/effects/tools.ts';
import { keepingToMoves } from '../src/states/keeping-to-moves.ts';
import { bareOrder, makePart } from './support/orders.ts';

const log = createLog('silent');
const clock = { now: () => new Date('2026-11-25T12:00:00.000Z') };
const cny = (text: string) => parseMoney(text, currency('CNY'));

/** An order whose payment is authorised and whose one part is being placed. */
function placing(): OrderDoc {
  const part = { ...makePart(0, {}), status: 'PLACING' as const };
  const payment = { method: 'bank', id: 'pay_1', status: 'AUTHORIZED' as const, authorized: part.total, captured: '0', refunded: '0' };
  return withEffects(bareOrder({ parts: [part], payment }), [effect('place@1', 'place:p0', { partId: 'p0' }, { now: clock.now() })]);
}

/** A shop that cannot be asked whether it made an order, and a bank that tells what it was told to do. */
async function open(place: () => Promise<PlacedOrder>, doc = placing()) {
  const bankWas: string[] = [];
  const common = {
    contract: '1.0',
    vendorApi: '1',
    settings: Type.Object({}),
    allowedOrigins: () => [],
    budget: { perSecond: 100, burst: 100 },
  } as const;
  const shop = defineAdapter({
    manifest: { id: 'shop', kind: 'channel', name: 'Shop', ...common },
    capabilities: { orders: { mode: 'native', place, repeats: { by: 'nothing' }, get: () => Promise.resolve(undefined) } },
  });
  const noted = (what: string, status: 'captured' | 'voided') => (id: string) => {
    bankWas.push(what);
    return Promise.resolve({ status, id, amount: cny('24.90') });
  };
  const bank = defineAdapter({
    manifest: { id: 'bank', kind: 'payment', name: 'Bank', ...common },
    capabilities: {
      payments: {
        manualCapture: true,
        authorize: noted('authorize', 'captured') as never,
        capture: noted('capture', 'captured'),
        void: noted('void', 'voided'),
        refund: noted('refund', 'captured'),
        find: () => Promise.resolve(undefined),
      },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'attention-'));
  const provider = openStorage(`sqlite:${folder}`, { log });
  const storage = provider.open('orders');
  const bus = await openBus('memory:', log);
  const store = new OrderStore(keepingToMoves(storage.collection(orders)), bus);
  await storage.ready();
  await store.collection.insert(doc);
  const registry = createRegistry({
    connections: [
      { kind: 'channel', config: { id: 'shop0', adapter: 'shop', settings: {} } },
      { kind: 'payment', config: { id: 'bank', adapter: 'bank', settings: {} } },
    ],
    adapters: [shop, bank],
    offerUnlicensed: true,
    log,
  });
  const tools = { registry, clock, graph: { query: () => Promise.resolve({}) } } as unknown as EffectTools;
  const handlers = [placeEffect(tools), captureEffect(tools), voidEffect(tools), confirmEffect(tools)] as unknown as readonly EffectHandler<
    OrderDoc,
    never
  >[];
  const runner = new EffectRunner<OrderDoc>({
    collection: store.collection,
    journal: new Journal(storage),
    handlers,
    clock,
    log,
    soleWorker: true,
  });
  onTestFinished(async () => {
    await runner.stop();
    await registry.close();
    await bus.close();
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  });
  const attention = new Attention([orderAttention({ store, runner, clock })]);
  await runner.drive(doc._id);
  // What the first try left is asked for: this shop cannot be.
  await store.collection.change(doc._id, now => ({
    ...now,
    effects: now.effects.map(one => ({ ...one, wakeAt: clock.now().toISOString() })),
  }));
  await runner.drive(doc._id);
  const now = async () => (await store.collection.get(doc._id)) as OrderDoc;
  const decide = async (decision: DecideInput['decision'], more: Partial<DecideInput> = {}) => {
    const [item] = await attention.parked(10);
    const { source = 'orders', aggregateId = doc._id, effectId = 'place:p0' } = item ?? {};
    const decided = await attention.decide({ source, aggregateId, effectId, decision, by: 'staff:1', why: 'asked the shop', ...more });
    await runner.drive(doc._id);
    return decided;
  };
  return { attention, decide, now, bankWas };
}

const lost = () => Promise.reject(new AdapterError('timeout', { outcome: 'unknown', message: 'no answer to POST /orders' }));

describe('an order of which nobody knows whether the shop made it', () => {
  it('waits for a person, and nothing is charged or released meanwhile', async () => {
    const { attention, now, bankWas } = await open(lost);
    expect(await attention.parked(10)).toMatchObject([
      {
        source: 'orders',
        aggregateId: 'order-1',
        effectId: 'place:p0',
        kind: 'place@1',
        attemptedAt: '2026-11-25T12:00:00.000Z',
        reason: expect.stringMatching(/cannot be asked/),
      },
    ]);
    expect((await now()).parts[0]?.status).toBe('UNKNOWN');
    expect(bankWas).toEqual([]);
  });

  it('that was made is placed under the id that the person found, and charged', async () => {
    const { attention, decide, now, bankWas } = await open(lost);
    expect(await decide('MADE')).toMatch(/under which id/);
    expect(await decide('MADE', { externalId: 'A-17' })).toMatchObject({ decision: 'MADE', by: 'staff:1', aggregateId: 'order-1' });
    const doc = await now();
    expect(doc).toMatchObject({ verdict: 'placed', parts: [{ status: 'PLACED', externalId: 'A-17' }], payment: { status: 'CAPTURED' } });
    expect(bankWas).toEqual(['capture']);
    expect(await attention.parked(10)).toEqual([]);
    expect(await attention.decided(10)).toMatchObject([
      { decision: 'MADE', externalId: 'A-17', by: 'staff:1', why: 'asked the shop', at: '2026-11-25T12:00:00.000Z', kind: 'place@1' },
    ]);
  });

  it('that was not made has failed, and the money is released', async () => {
    const { decide, now, bankWas } = await open(lost);
    await decide('NOT_MADE');
    expect(await now()).toMatchObject({ verdict: 'not-placed', parts: [{ status: 'FAILED' }], payment: { status: 'VOIDED' } });
    expect(bankWas).toEqual(['void']);
  });

  it('is not given up without saying what became of it, and is never sent again by a retry', async () => {
    let sent = 0;
    const { attention, decide, now } = await open(() => {
      sent++;
      return lost();
    });
    expect(await decide('ABANDON')).toMatch(/may have happened/);
    expect(await decide('RETRY')).toMatchObject({ decision: 'RETRY' });
    expect(sent).toBe(1);
    expect(await attention.parked(10)).toHaveLength(1);
    expect((await now()).decisions).toHaveLength(1);
  });

  it('is decided once: a second decision comes too late', async () => {
    const { decide, now } = await open(lost);
    const both = await Promise.all([decide('MADE', { externalId: 'A-17' }), decide('NOT_MADE')]);
    expect(both.filter(one => typeof one === 'string')).toEqual(['nothing of this name waits for a person any more']);
    expect((await now()).decisions).toHaveLength(1);
  });
});

describe('a part that the shop made otherwise than asked and would not take back', () => {
  const kept = () => {
    const part = makePart(0, {});
    const cancel = { by: 'mismatch' as const, reason: 'the channel made 1 of 2 pieces', state: 'refused' as const, message: 'too late' };
    const refusal = { code: 'OTHER', message: 'the channel made 1 of 2 pieces', lineIds: [] };
    const payment = { method: 'bank', id: 'pay_1', status: 'AUTHORIZED' as const, authorized: part.total, captured: '0', refunded: '0' };
    return bareOrder({ parts: [{ ...part, status: 'UNKNOWN', externalId: 'A-9', cancel, refusal }], payment });
  };

  it('waits for a person, who accepts it as it is', async () => {
    const { attention, decide, now, bankWas } = await open(lost, kept());
    expect(await attention.parked(10)).toMatchObject([
      { kind: 'unknown-part', effectId: 'part:p0', reason: 'shop0: too late', attemptNote: 'A-9' },
    ]);
    expect(await decide('RETRY')).toMatch(/nothing runs for it/);
    await decide('MADE');
    expect(await now()).toMatchObject({ verdict: 'placed', parts: [{ status: 'PLACED', externalId: 'A-9' }] });
    expect(bankWas).toEqual(['capture']);
    expect(await attention.decided(10)).toMatchObject([{ kind: 'unknown-part', decision: 'MADE' }]);
  });

  it('or finds out that the shop has undone it after all', async () => {
    const { decide, now, bankWas } = await open(lost, kept());
    await decide('NOT_MADE');
    expect(await now()).toMatchObject({ verdict: 'not-placed', parts: [{ status: 'FAILED' }] });
    expect(bankWas).toEqual(['void']);
  });
});
