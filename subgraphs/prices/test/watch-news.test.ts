import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currency, parseMoney, systemClock } from '@onebasket/core';
import { createLog, Journal, openBus, type GraphClient } from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { expect, it, onTestFinished } from 'vitest';
import { PriceWatches, watches } from '../src/watch/price-watches.ts';

const log = createLog('silent');

it('a price that falls to the target is told to integrators once, and again after it rose in between', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watches-'));
  const provider = openStorage(`sqlite:${folder}`, { log });
  const storage = provider.open('prices');
  const told: { key: string; type: string; ownerKey: string; data: string }[] = [];
  const graph: GraphClient = {
    query: async <T>(_: string, __: string, { input }: Readonly<Record<string, unknown>>) => {
      told.push(input as (typeof told)[0]);
      return {} as T;
    },
  };
  let price = '12.00';
  const collection = storage.collection(watches);
  const subject = new PriceWatches({
    collection,
    graph,
    log,
    bus: await openBus('memory:', log),
    clock: systemClock,
    journal: new Journal(storage),
    soleWorker: true,
    best: async () => ({ landed: parseMoney(price, currency('CNY')), offer: null }),
  });
  onTestFinished(async () => {
    await subject.stop();
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  });
  await storage.ready();
  const viewer = { kind: 'API_CLIENT', id: 'partner', scopes: [] } as const;
  const { _id } = await subject.add(viewer, { productId: 'p1', target: '10', currency: 'CNY' });
  for (const next of ['12.00', '9.50', '9.00', '11.00', '10.00']) {
    price = next;
    await subject.sweep();
    await subject.runner.drive(_id);
  }
  expect(told).toMatchObject(
    [1, 2].map(number => ({ key: `prices/${_id}/${number}`, type: 'price.dropped', ownerKey: 'api_client:partner' })),
  );
  expect(JSON.parse(told[0]?.data ?? '')).toMatchObject({
    watchId: _id,
    productId: 'p1',
    best: { amount: '9.50', currency: 'CNY' },
    sequence: 1,
  });
});

it('a watch of before watches had effects is read as one without any', () => {
  const [lift] = watches.lift;
  const old = {
    _id: 'w1',
    v: 3,
    shape: 1,
    ownerKey: 'shopper:1',
    productId: 'p1',
    target: { amount: '10', currency: 'CNY' },
    isTold: false,
  };
  expect(lift?.(old)).toEqual({ ...old, effects: [] });
});
