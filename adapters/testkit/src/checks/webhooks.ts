import { AdapterError } from '@onebasket/core';
import type { RawRequest, VendorEvent } from '@onebasket/adapter-sdk';
import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import { checksOf, needed } from '../check.ts';
import { makeConnection } from '../make-call.ts';
import { expectNoneTwice } from './reads.ts';
import { expectSound } from './sound.ts';

const GUESSED_HEADERS = {
  'content-type': 'application/json',
  'x-wc-webhook-signature': 'Zm9yZ2Vk',
  'x-shopify-hmac-sha256': 'Zm9yZ2Vk',
  'x-hub-signature-256': 'sha256=00',
  'stripe-signature': 't=1,v1=00',
  authorization: 'Bearer guess',
};
const GUESS: RawRequest = {
  method: 'POST',
  path: '/hooks/vendor/guess',
  headers: GUESSED_HEADERS,
  body: Buffer.from('{"id":1,"forged":true}'),
};
const FORGED: readonly RawRequest[] = [
  { method: 'POST', path: '/hooks/vendor', headers: { 'content-type': 'application/json' }, body: Buffer.from('{"id":1}') },
  GUESS,
  { method: 'POST', path: '/hooks/vendor/', headers: {}, body: Buffer.alloc(0) },
];

export const webhookChecks = checksOf('webhooks', 'webhooks', {
  'a-genuine-one-is-believed': [
    "the vendor's own webhook is believed and understood, and a second delivery of it has the same delivery ids",
    async bench => {
      const request = needed(bench.sample.webhook, 'webhook');
      expect(await bench.connect().verifyWebhook(request), 'is sample.webhook believed').toBe(true);
      const events = await parse(bench, request);
      expectSound(events, 'events');
      const ids = events.map(({ deliveryId }) => deliveryId);
      expect(ids.length, 'events in sample.webhook').toBeGreaterThan(0);
      expectNoneTwice(ids, 'one webhook');
      // The vendor sends it again when our answer is lost: by its id it is known to be the same.
      expect(
        (await parse(bench, request)).map(({ deliveryId }) => deliveryId),
        'delivery ids of the second reading',
      ).toEqual(ids);
    },
  ],
  'forged-bodies-are-refused': [
    'a webhook without a signature, or with a guessed one, is not believed',
    async bench => {
      const connection = bench.connect();
      for (const request of FORGED)
        expect(await connection.verifyWebhook(request), `is a forged POST ${request.path} believed`).toBe(false);
    },
  ],
  'tampered-bodies-are-refused': [
    "a webhook with the vendor's signature and one byte changed on the way is not believed: the signature is over the raw bytes",
    async bench => {
      const request = needed(bench.sample.webhook, 'webhook');
      // One more space leaves JSON as it was, and the bytes not.
      const body = Buffer.concat([request.body, Buffer.from(' ')]);
      expect(await bench.connect().verifyWebhook({ ...request, body }), 'is sample.webhook with a byte more believed').toBe(false);
    },
  ],
  'unreadable-bodies-are-told': [
    "a body that cannot be read is `AdapterError('invalid-response')` or no event, never another error",
    async bench => {
      for (const text of ['', '{"half":', '[]', 'null', '<html>']) {
        try {
          await parse(bench, { ...GUESS, body: Buffer.from(text) });
        } catch (error) {
          expect(error, `what parse throws for ${JSON.stringify(text)}`).toBeInstanceOf(AdapterError);
        }
      }
    },
  ],
});

export const handshakeChecks = checksOf('webhooks', 'webhooks', {
  'the-vendors-question-is-answered': [
    'the vendor that asks who we are gets its answer, the same each time; an ordinary webhook is no such question',
    async bench => {
      const connection = bench.connect();
      const question = needed(bench.sample.handshake, 'handshake');
      const reply = await connection.handshake(question);
      expect(reply?.status, 'the status of the answer to sample.handshake').toBe(200);
      expect(reply?.body, 'the answer to sample.handshake').not.toBe('');
      expect(await connection.handshake(question), 'the second answer, against the first').toEqual(reply);
      expect(await connection.handshake(needed(bench.sample.webhook, 'webhook')), 'the answer to an ordinary webhook').toBeUndefined();
    },
  ],
});

/** An adapter in a process of its own answers later. */
async function parse(bench: Bench, request: RawRequest): Promise<readonly VendorEvent[]> {
  return bench.adapter.capabilities.webhooks?.parse(request, makeConnection(bench.settings)) ?? [];
}
