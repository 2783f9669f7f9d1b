import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, Journal } from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { expect, it } from 'vitest';
import { noted, orders, type OrderDoc } from '../src/order/order-doc.ts';
import { shortenTimeline, wholeTimeline } from '../src/order/timeline.ts';

it('a long timeline moves to the journal and is read whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-'));
  const provider = openStorage(`sqlite:${folder}`, { log: createLog('silent') });
  const storage = provider.open('orders');
  const [collection, journal] = [storage.collection(orders), new Journal(storage)];
  const order = {
    _id: 'o1',
    v: 1,
    shape: 1,
    effects: [],
    number: 'N',
    idempotencyKey: 'k',
    inputHash: 'h',
    ownerKey: 'guest',
    placedAt: '2026-01-01T00:00:00.000Z',
    currency: 'EUR',
    ceiling: '1',
    policy: 'CANCEL_ALL',
    contact: { name: 'A' },
    address: { country: 'DE', line1: 'x' },
    locale: 'en',
    payment: { method: 'invoice', status: 'NONE', authorized: '0', captured: '0', refunded: '0' },
    parts: [],
    timeline: [],
    cancels: [],
  } satisfies OrderDoc;
  await collection.insert(order);
  for (let at = 0; at < 260; at++) {
    const doc = await collection.change('o1', now => noted(now, new Date(at * 1000), `KIND_${at}`, 'CHANNEL'));
    if (doc) await shortenTimeline(journal, collection, doc);
  }
  const stands = (await collection.get('o1')) as OrderDoc;
  expect(stands.timeline.length).toBeLessThanOrEqual(100);
  expect((await wholeTimeline(journal, stands)).map(entry => entry.kind)).toEqual(Array.from({ length: 260 }, (_, at) => `KIND_${at}`));
  await provider.close();
  await rm(folder, { recursive: true, force: true });
});
