import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { RawRequest } from '@onebasket/adapter-sdk';
import { makeCall, makeConnection } from '@onebasket/adapter-testkit';
import { AdapterError } from '@onebasket/core';
import { describe, expect, test } from 'vitest';
import { webhooks } from '../src/webhooks.ts';
import { fixture } from './fixture.ts';
import { listIn } from '../src/wire.ts';

const recorded = fixture('webhooks');
const deliveries = listIn(recorded['deliveries']).map(({ name, headers, rawBody }) => ({
  name: String(name),
  request: {
    method: 'POST',
    path: '/hooks/x',
    headers: headers as Record<string, string>,
    body: Buffer.from(String(rawBody)),
  } satisfies RawRequest,
}));
const [first] = deliveries;
if (!first) throw new Error('no deliveries');
const settings = { baseUrl: 'http://shop.test/graphql/', channel: 'eur' };
const shopWith = (jwks: unknown, more: object = {}) =>
  makeCall(() => ({ body: JSON.stringify(jwks) }), { settings: { ...settings, ...more } });

/** A shop's key and what it signs. */
function signer(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' },
    sign: (body: string, header: object = { alg: 'RS256', b64: false, crit: ['b64'], kid, typ: 'JWT' }, payload = body): RawRequest => {
      const text = Buffer.from(JSON.stringify(header)).toString('base64url');
      const signature = sign('RSA-SHA256', Buffer.from(`${text}.${payload}`), privateKey).toString('base64url');
      return { method: 'POST', path: '/', headers: { 'saleor-signature': `${text}..${signature}` }, body: Buffer.from(body) };
    },
  };
}

describe('signatures', () => {
  test.each(deliveries.map(({ name, request }) => [name, request] as const))('a recorded delivery is believed: %s', async (_, request) => {
    expect(await webhooks.verify(request, shopWith(recorded['jwks']))).toBe(true);
  });

  test('a body with one byte more is not, and the keys are asked for once', async () => {
    const call = shopWith(recorded['jwks']);
    for (const { request } of deliveries) {
      expect(await webhooks.verify({ ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) }, call)).toBe(false);
    }
    expect(call.sent.map(({ url }) => url)).toEqual(['http://shop.test/.well-known/jwks.json']);
  });

  test('a key that is new is fetched, a key that nobody has is not believed', async () => {
    const [old, fresh] = [signer('old'), signer('new')];
    let answers = 0;
    const call = makeCall(() => ({ body: { keys: [answers++ === 0 ? old.jwk : fresh.jwk] } }), { settings });
    expect(await webhooks.verify(old.sign('{}'), call)).toBe(true);
    expect(await webhooks.verify(fresh.sign('{}'), call)).toBe(true);
    expect(await webhooks.verify(signer('stranger').sign('{}'), call)).toBe(false);
    expect(call.sent).toHaveLength(2);
  });

  test('nothing but RS256 over the unencoded body is believed', async () => {
    const shop = signer('k');
    const call = shopWith({ keys: [shop.jwk] });
    const body = '{"order":{"id":"x"}}';
    const encoded = Buffer.from(body).toString('base64url');
    for (const request of [
      shop.sign(body, { alg: 'RS256', kid: 'k' }, encoded),
      shop.sign(body, { alg: 'none', b64: false, crit: ['b64'], kid: 'k' }),
      shop.sign(body, { alg: 'HS256', b64: false, crit: ['b64'], kid: 'k' }),
      shop.sign(body, { alg: 'RS256', b64: false, crit: ['b64', 'exp'], exp: 1, kid: 'k' }),
    ]) {
      expect(await webhooks.verify(request, call)).toBe(false);
    }
    expect(await webhooks.verify(shop.sign(body), call)).toBe(true);
  });

  test('a webhook with a secret key has a bare digest, which is believed only with that secret', async () => {
    const body = Buffer.from('[{"type":"Order"}]');
    const digest = createHmac('sha256', 'test-secret').update(body).digest('hex');
    const request = { method: 'POST', path: '/', headers: { 'x-saleor-signature': digest }, body };
    expect(await webhooks.verify(request, shopWith({}, { webhookSecret: 'test-secret' }))).toBe(true);
    expect(await webhooks.verify(request, shopWith({}, { webhookSecret: 'other' }))).toBe(false);
    expect(await webhooks.verify(request, shopWith({}))).toBe(false);
  });

  test('keys that cannot be had are a failure, not a forgery', async () => {
    const call = makeCall(() => ({ status: 503, body: 'down' }), { settings });
    await expect(webhooks.verify(first.request, call)).rejects.toBeInstanceOf(AdapterError);
  });
});

describe('events', () => {
  const parse = (request: RawRequest) => webhooks.parse(request, makeConnection(settings));
  const kinds = (part: string) => deliveries.filter(({ name }) => name.includes(part)).flatMap(({ request }) => parse(request));

  test('of orders and parcels say which order, and our key where the shop tells it', () => {
    const events = kinds('order_');
    expect(events.length).toBeGreaterThan(5);
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['order-changed']));
    expect(kinds('fulfillment_')).toMatchObject([{ kind: 'order-changed' }, { kind: 'order-changed' }]);
    const body = Buffer.from('{"order":{"id":"T3JkZXI6MQ==","metadata":[{"key":"onebasket_key","value":"key-1"}]}}');
    expect(parse({ ...first.request, body })).toMatchObject([{ externalId: 'T3JkZXI6MQ==', key: 'key-1' }]);
  });

  test('of variants say which variant', () => {
    expect(kinds('product_variant_updated')).toMatchObject([{ kind: 'product-changed', externalId: 'UHJvZHVjdFZhcmlhbnQ6MjI=' }]);
  });

  test('without anything in them are ignored', () => {
    expect(kinds('out_of_stock')).toMatchObject([{ kind: 'ignored', what: 'product_variant_out_of_stock' }]);
  });

  test('have a name that is the same for each try and for no other event', () => {
    const ids = deliveries.flatMap(({ request }) => parse(request)).map(({ deliveryId }) => deliveryId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(deliveries.flatMap(({ request }) => parse(request)).map(({ deliveryId }) => deliveryId)).toEqual(ids);
  });

  test('in the older form, a list of one order, are understood too', () => {
    const body = Buffer.from(
      '[{"type":"Order","id":"T3JkZXI6MQ==","updated_at":"2026-11-25T03:05:10Z","metadata":{"onebasket_key":"key-1"}}]',
    );
    const request = { ...first.request, headers: { 'saleor-event': 'order_created' }, body };
    expect(parse(request)).toEqual([
      { kind: 'order-changed', deliveryId: 'order_created:T3JkZXI6MQ==:2026-11-25T03:05:10Z', externalId: 'T3JkZXI6MQ==', key: 'key-1' },
    ]);
  });
});
