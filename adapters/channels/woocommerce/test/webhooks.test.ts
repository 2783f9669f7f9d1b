import { createHmac } from 'node:crypto';
import type { RawRequest } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { webhooks } from '../src/webhooks.ts';
import { makeConnection } from '@onebasket/adapter-testkit';
import { makeCall } from './make-call.ts';

const shop = makeConnection();

function delivery(topic: string | undefined, body: string, secret = 'hook-secret'): RawRequest {
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  return {
    method: 'POST',
    path: '/hooks/acme',
    headers: { 'x-wc-webhook-signature': signature, 'x-wc-webhook-delivery-id': 'd1', ...(topic ? { 'x-wc-webhook-topic': topic } : {}) },
    body: Buffer.from(body),
  };
}

const verify = (request: RawRequest, webhookSecret: string | undefined = 'hook-secret') =>
  webhooks.verify(
    request,
    makeCall(() => ({}), webhookSecret ? { webhookSecret } : {}),
  );

describe('a webhook', () => {
  it('is believed when its raw bytes carry the signature, and only then', async () => {
    const request = delivery('order.updated', '{"id":1,"note":"Grüße \\/"}');
    expect(await verify(request)).toBe(true);
    expect(await verify({ ...request, body: Buffer.from('{"id":2}') })).toBe(false);
    expect(await verify(delivery('order.updated', '{"id":1}', 'other'))).toBe(false);
    expect(await verify({ ...request, headers: {} })).toBe(false);
    expect(await verify({ ...request, headers: { 'x-wc-webhook-signature': 'x' } })).toBe(false);
  });

  it('is never believed without a secret in the settings', async () => {
    expect(await verify(delivery('order.updated', '{"id":1}'), '')).toBe(false);
  });

  it('of an order names it and our key, whether created or updated comes first', () => {
    const body = JSON.stringify({ id: 327, status: 'processing', meta_data: [{ id: 1, key: '_onebasket_key', value: 'key-1' }] });
    for (const topic of ['order.updated', 'order.created'])
      expect(webhooks.parse(delivery(topic, body), shop)).toEqual([
        { kind: 'order-changed', deliveryId: 'd1', externalId: '327', key: 'key-1' },
      ]);
    expect(webhooks.parse(delivery('order.deleted', '{"id":327}'), shop)).toEqual([
      { kind: 'order-changed', deliveryId: 'd1', externalId: '327' },
    ]);
  });

  it('of a product or a variation names its listing', () => {
    expect(webhooks.parse(delivery('product.updated', '{"id":5,"parent_id":0}'), shop)).toMatchObject([
      { kind: 'product-changed', externalId: '5' },
    ]);
    expect(webhooks.parse(delivery('product.updated', '{"id":6,"parent_id":5}'), shop)).toMatchObject([
      { kind: 'product-changed', externalId: '5-6' },
    ]);
  });

  it('that says hello, or speaks of something else, is ignored', () => {
    expect(webhooks.parse(delivery(undefined, 'webhook_id=1'), shop)).toMatchObject([{ kind: 'ignored', what: 'ping' }]);
    expect(webhooks.parse(delivery('customer.created', '{"id":1}'), shop)).toMatchObject([{ kind: 'ignored', what: 'customer.created' }]);
  });

  it('that cannot be read is an error, not a crash', () => {
    for (const body of ['', '{', '[]', '{}', '{"id":"x"}'])
      expect(() => webhooks.parse(delivery('order.updated', body), shop)).toThrow(AdapterError);
  });
});
