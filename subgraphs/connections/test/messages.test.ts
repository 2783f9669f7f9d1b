import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '@onebasket/adapter-registry';
import { defineAdapter, type VendorEvent } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { createLog } from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { Type } from 'typebox';
import { expect, it, onTestFinished } from 'vitest';
import { MessagePuller, pullsSpec } from '../src/messages/message-puller.ts';
import { Time } from './support/connections.ts';

const log = createLog('silent');
const message = (id: string): VendorEvent => ({ kind: 'order-changed', deliveryId: id, externalId: id });

/** A vendor that keeps messages until they are acknowledged, two at a time. */
async function open(messages: VendorEvent[]) {
  const state = { pulls: 0, isDown: false, keepFails: false };
  const kept: string[] = [];
  const adapter = defineAdapter({
    manifest: {
      id: 'keeper',
      kind: 'channel',
      name: 'Keeper',
      contract: '1.0',
      vendorApi: '1',
      settings: Type.Object({}),
      allowedOrigins: () => [],
      budget: { perSecond: 100, burst: 100 },
    },
    capabilities: {
      messages: {
        pull: async () => {
          state.pulls++;
          if (state.isDown) throw new AdapterError('unavailable', { outcome: 'not-done', message: 'down' });
          const events = messages.slice(0, 2);
          return { events, more: messages.length > 2, ...(events.length > 0 ? { receipt: String(events.length) } : {}) };
        },
        acknowledge: async receipt => void messages.splice(0, Number(receipt)),
      },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'messages-'));
  const provider = openStorage(`sqlite:${folder}`, { log });
  const storage = provider.open('connections');
  const collection = storage.collection(pullsSpec);
  await storage.ready();
  const registry = createRegistry({
    connections: [{ kind: 'channel', config: { id: 'jd', adapter: 'keeper', settings: {} } }],
    adapters: [adapter],
    offerUnlicensed: true,
    log,
  });
  const time = new Time();
  const puller = () =>
    new MessagePuller({
      collection,
      registry,
      clock: time,
      log,
      keep: async (connectionId, event) => {
        if (state.keepFails) throw new Error('disk full');
        kept.push(`${connectionId} ${event.deliveryId}`);
      },
    });
  onTestFinished(async () => {
    await registry.close();
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { state, kept, time, puller };
}

it('messages are stored page by page, and acknowledged after that', async () => {
  const messages = ['1', '2', '3'].map(message);
  const { puller, kept } = await open(messages);
  await puller().pullAll();
  expect(kept).toEqual(['jd 1', 'jd 2', 'jd 3']);
  expect(messages).toEqual([]);
});

it('what could not be stored is not acknowledged, and comes again', async () => {
  const messages = ['1', '2', '3'].map(message);
  const { puller, kept, state } = await open(messages);
  const one = puller();
  state.keepFails = true;
  await one.pullAll();
  expect(messages).toHaveLength(3);
  state.keepFails = false;
  await one.pullAll();
  expect(kept).toEqual(['jd 1', 'jd 2', 'jd 3']);
});

it('a vendor that is down is asked again in the next round', async () => {
  const messages = [message('1')];
  const { puller, kept, state } = await open(messages);
  const one = puller();
  state.isDown = true;
  await one.pullAll();
  state.isDown = false;
  await one.pullAll();
  expect(kept).toEqual(['jd 1']);
});

it('one replica fetches at a time; another takes over when it falls silent', async () => {
  const { puller, state, time } = await open([]);
  const [first, second] = [puller(), puller()];
  await first.pullAll();
  await second.pullAll();
  await first.pullAll();
  expect(state.pulls).toBe(2);
  time.pass(61_000);
  await second.pullAll();
  expect(state.pulls).toBe(3);
  await first.pullAll();
  expect(state.pulls).toBe(3);
});
