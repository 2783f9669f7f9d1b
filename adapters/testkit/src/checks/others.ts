import { AdapterError, isRefusal } from '@onebasket/core';
import type { RawRequest } from '@onebasket/adapter-sdk';
import { expect } from 'vitest';
import { use } from '../bench.ts';
import { needed, type Check } from '../check.ts';
import { makeConnection } from '../make-call.ts';

const FORGED: readonly RawRequest[] = [
  { method: 'POST', path: '/hooks/vendor', headers: { 'content-type': 'application/json' }, body: Buffer.from('{"id":1}') },
  {
    method: 'POST',
    path: '/hooks/vendor/guess',
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-signature': 'Zm9yZ2Vk',
      'x-hub-signature-256': 'sha256=00',
      'stripe-signature': 't=1,v1=00',
      authorization: 'Bearer guess',
    },
    body: Buffer.from('{"id":1,"forged":true}'),
  },
  { method: 'POST', path: '/hooks/vendor/', headers: {}, body: Buffer.alloc(0) },
];

export const webhookChecks: readonly Check[] = [
  {
    name: 'webhooks/a-genuine-one-is-believed',
    run: async bench => {
      const request = needed(bench.sample.webhook, 'webhook');
      const connection = bench.connect();
      expect(await connection.verifyWebhook(request)).toBe(true);
      const read = async () => (await connection.parseWebhook(request)).map(({ deliveryId }) => deliveryId);
      const ids = await read();
      expect(ids.length, 'events').toBeGreaterThan(0);
      expect(new Set(ids).size, 'different deliveries').toBe(ids.length);
      // The vendor sends it again when our answer is lost: by its id it is known to be the same.
      expect(await read()).toEqual(ids);
    },
  },
  {
    name: 'webhooks/forged-bodies-are-refused',
    run: async bench => {
      const connection = bench.connect();
      for (const request of FORGED) expect(await connection.verifyWebhook(request), request.path).toBe(false);
    },
  },
  {
    name: 'webhooks/unreadable-bodies-are-told',
    run: async bench => {
      for (const text of ['', '{"half":', '[]', 'null', '<html>']) {
        const request = { ...(FORGED[1] as RawRequest), body: Buffer.from(text) };
        try {
          // An adapter in a process of its own answers later.
          await Promise.resolve(bench.adapter.capabilities.webhooks?.parse(request, makeConnection(bench.settings)));
        } catch (error) {
          expect(error, `for ${JSON.stringify(text)}`).toBeInstanceOf(AdapterError);
        }
      }
    },
  },
];

export const trackingChecks: readonly Check[] = [
  {
    name: 'tracking/tells-the-way',
    run: async bench => {
      const parcel = { trackingNumber: needed(bench.sample.trackingNumber, 'trackingNumber'), phoneLast4: bench.sample.phoneLast4 };
      const tracking = await use(bench.connect(), 'tracking', (it, call) => it.track(parcel, call));
      if (isRefusal(tracking)) throw new Error(`refused: ${tracking.message}`);
      expect(tracking.events.length).toBeGreaterThan(0);
      for (const { at, status, changesStatus } of tracking.events) {
        expect(at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/);
        if (status === 'UNKNOWN') expect(changesStatus, 'an unknown code moves nothing').toBe(false);
      }
    },
  },
  {
    name: 'tracking/unknown-number-is-refused',
    run: async bench => {
      const trackingNumber = needed(bench.sample.unknownId, 'unknownId');
      const answer = await use(bench.connect(), 'tracking', (it, call) => it.track({ trackingNumber }, call));
      expect(answer).toMatchObject({ status: 'refused', reason: 'not-found' });
    },
  },
  {
    name: 'tracking/recognises-its-own',
    run: async bench => {
      const connection = bench.connect();
      expect(await connection.recognises(needed(bench.sample.trackingNumber, 'trackingNumber'))).toBe(true);
      expect(await connection.recognises('')).toBe(false);
      expect(connection.carrierNames.length).toBeGreaterThan(0);
    },
  },
];

export const paymentChecks: readonly Check[] = [
  {
    name: 'payments/the-same-key-pays-once',
    run: async bench => {
      const connection = bench.connect();
      const request = needed(bench.sample.payment, 'payment');
      const attempt = { key: `contract-${Date.now()}`, remember: () => Promise.resolve() };
      const first = await use(connection, 'payments', (it, call) => it.authorize(request, attempt, call));
      const again = await use(connection, 'payments', (it, call) => it.authorize(request, attempt, call));
      if (isRefusal(first) || isRefusal(again)) throw new Error('refused');
      expect(again.id).toBe(first.id);
      if (first.status !== 'action-required') expect(first.amount).toEqual(request.amount);
    },
  },
];
