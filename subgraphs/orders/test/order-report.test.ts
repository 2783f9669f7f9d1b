import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '@onebasket/adapter-registry';
import { defineAdapter, type ReportedOrder } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { createLog, openBus } from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { Type } from 'typebox';
import { expect, it, onTestFinished } from 'vitest';
import { orders, type OrderDoc, type PartDoc } from '../src/order/order-doc.ts';
import { OrderStore } from '../src/order/order-store.ts';
import { reportsSpec } from '../src/order-report/report-doc.ts';
import { ReportReader } from '../src/order-report/report-reader.ts';

const log = createLog('silent');
const NOON = Date.parse('2026-11-25T12:00:00Z');
const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();

/** An order with one part that was handed over to the affiliate channel. */
function handedOver(number: string, minutes: number, items: readonly string[], attribution?: string): OrderDoc {
  const part: PartDoc = {
    id: 'p0',
    channelId: 'tao',
    status: 'AWAITING_HANDOFF',
    lines: items.map((externalId, index) => ({
      id: `p0-${index + 1}`,
      index,
      listingId: `tao:${externalId}`,
      externalId,
      title: 'Cup',
      options: [],
      quantity: 1,
      unitPrice: '10.00',
      listPrice: '10.00',
      total: '10.00',
    })),
    total: '10.00',
    paidThere: true,
    handoff: { url: 'https://tao.test/x', ...(attribution ? { attribution } : {}) },
    fulfilments: [],
    parcels: {},
    refunded: '0',
    tried: [],
  };
  return {
    _id: `order-${number}`,
    v: 1,
    shape: 1,
    effects: [],
    number,
    idempotencyKey: 'k',
    inputHash: 'h',
    ownerKey: 'guest',
    placedAt: at(minutes),
    currency: 'CNY',
    ceiling: '100.00',
    policy: 'CANCEL_ALL',
    contact: { name: 'Ann', email: 'ann@example.com' },
    address: { country: 'CN', line1: 'Road 1' },
    locale: 'en',
    payment: { method: 'invoice', status: 'VOIDED', authorized: '0', captured: '0', refunded: '0' },
    parts: [part],
    verdict: 'placed',
    timeline: [],
    cancels: [],
  };
}

/** A channel whose report is a list that the test fills, two rows a page. */
async function open(...docs: readonly OrderDoc[]) {
  const rows: ReportedOrder[] = [];
  const asked: string[] = [];
  const state = { isDown: false, now: NOON };
  const adapter = defineAdapter({
    manifest: {
      id: 'affiliate',
      kind: 'channel',
      name: 'Affiliate',
      contract: '1.0',
      vendorApi: '1',
      settings: Type.Object({}),
      allowedOrigins: () => [],
      budget: { perSecond: 100, burst: 100 },
    },
    capabilities: {
      orderReport: {
        pull: async ({ since, cursor = '0' }) => {
          if (state.isDown) throw new AdapterError('unavailable', { outcome: 'not-done', message: 'down' });
          asked.push(since);
          const from = Number(cursor);
          return { items: rows.slice(from, from + 2), ...(from + 2 < rows.length ? { next: String(from + 2) } : {}) };
        },
      },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  const provider = openStorage(`sqlite:${folder}`, { log });
  const storage = provider.open('orders');
  const bus = await openBus('memory:', log);
  const store = new OrderStore(storage.collection(orders), bus);
  const collection = storage.collection(reportsSpec);
  await storage.ready();
  for (const doc of docs) await store.collection.insert(doc);
  const registry = createRegistry({
    connections: [{ kind: 'channel', config: { id: 'tao', adapter: 'affiliate', settings: {} } }],
    adapters: [adapter],
    offerUnlicensed: true,
    log,
  });
  onTestFinished(async () => {
    await registry.close();
    await bus.close();
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  });
  const reader = () => new ReportReader({ collection, registry, store, clock: { now: () => new Date(state.now) }, log, everyMs: 60_000 });
  const partOf = async (number: string) => (await store.collection.get(`order-${number}`))?.parts[0];
  return { rows, asked, state, reader, partOf };
}

const row = (externalId: string, state: ReportedOrder['state'], more: Partial<ReportedOrder> = {}): ReportedOrder => ({
  externalId,
  state,
  lines: [{ externalId: 'cup', quantity: 1 }],
  ...more,
});

it('a purchase is known by the key that the channel brings back, and moves on with the report', async () => {
  const { rows, reader, partOf } = await open(handedOver('A', 0, ['cup']), handedOver('B', 1, ['cup']));
  rows.push(row('T1', 'PLACED', { key: 'B-p0', number: '88001' }), row('T2', 'PLACED'), row('T3', 'PLACED', { key: 'nobody' }));
  const one = reader();
  await one.readAll();
  expect(await partOf('B')).toMatchObject({ status: 'PLACED', externalId: 'T1', number: '88001' });
  expect(await partOf('A')).toMatchObject({ status: 'AWAITING_HANDOFF' });
  rows.splice(0, 3, row('T1', 'COMPLETED', { key: 'B-p0' }), row('T1', 'PLACED', { key: 'B-p0' }));
  await one.readAll();
  expect((await partOf('B'))?.status).toBe('COMPLETED');
});

it('a purchase under a shared mark belongs to the latest handing-over of that item before it', async () => {
  const { rows, reader, partOf } = await open(
    handedOver('OLD', -60, ['cup'], 'mark'),
    handedOver('NEW', 0, ['cup'], 'mark'),
    handedOver('OTHER', 5, ['pan'], 'mark'),
    handedOver('LATER', 30, ['cup'], 'mark'),
  );
  rows.push(row('T1', 'PLACED', { attribution: 'mark', orderedAt: at(10) }));
  await reader().readAll();
  expect(await Promise.all(['OLD', 'NEW', 'OTHER', 'LATER'].map(async number => (await partOf(number))?.status))).toEqual([
    'AWAITING_HANDOFF',
    'PLACED',
    'AWAITING_HANDOFF',
    'AWAITING_HANDOFF',
  ]);
});

it('a part whose items are reported one by one has come as far as the slowest that stands', async () => {
  const { rows, reader, partOf } = await open(handedOver('A', 0, ['cup', 'pan']));
  const one = reader();
  rows.push(row('T1', 'PLACED', { key: 'A-p0' }), row('T2', 'COMPLETED', { key: 'A-p0' }));
  await one.readAll();
  expect((await partOf('A'))?.status).toBe('PLACED');
  rows.splice(0, 1, row('T1', 'COMPLETED', { key: 'A-p0' }));
  await one.readAll();
  expect((await partOf('A'))?.status).toBe('COMPLETED');
  const { rows: others, reader: fresh, partOf: other } = await open(handedOver('A', 0, ['cup', 'pan']));
  others.push(row('T1', 'PLACED', { key: 'A-p0' }), row('T2', 'CANCELLED', { key: 'A-p0' }));
  await fresh().readAll();
  expect((await other('A'))?.status).toBe('PLACED');
  others.push(row('T1', 'CANCELLED', { key: 'A-p0' }));
  await fresh().readAll();
  expect((await other('A'))?.status).toBe('CANCELLED');
});

it('a report that could not be read whole is read again from the same point, a little before it', async () => {
  const { asked, state, reader, rows } = await open();
  const one = reader();
  state.isDown = true;
  await one.readAll();
  state.isDown = false;
  state.now += 10 * 60_000;
  await one.readAll();
  state.now += 10 * 60_000;
  rows.push(row('T1', 'PLACED'));
  await Promise.all([one.readAll(), reader().readAll()]);
  expect(asked).toEqual([at(-20), at(-10)]);
});
