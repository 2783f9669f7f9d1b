import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, flattenedVerify, type JSONWebKeySet } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSaleorTwin, type SaleorTwin } from '../src/index.ts';
import { ask, at, post, Shopper } from './shopper.ts';

const COMPLETE =
  'mutation($id: ID) { checkoutComplete(id: $id) { order { id total { gross { amount } } chargeStatus } errors { code variants } } }';
const START = Date.parse('2026-11-25T10:00:00Z');

describe('a shop with the faults of its kind', () => {
  let twin: SaleorTwin;
  let shopper: Shopper;
  let now: number;
  beforeEach(async () => {
    now = START;
    twin = await startSaleorTwin({ now: () => new Date(now) });
    shopper = new Shopper(twin);
  });
  afterEach(() => twin.close());

  const complete = async (id: string) => (await ask(twin.url, COMPLETE, { id })).body;

  test('sells the last unit to two shoppers at once, and to one of them a tenth of a second apart', async () => {
    const last = { lines: { 'LAST-1': 1 }, paid: [53.9] };
    const ids = [await shopper.basket(last), await shopper.basket(last), await shopper.basket(last)];
    const [first, second] = await Promise.all(ids.slice(0, 2).map(complete));
    for (const answer of [first, second]) expect(at(answer, 'data', 'checkoutComplete', 'order', 'id')).toMatch(/\w/);
    now += 100;
    expect(await complete(ids[2] ?? '')).toMatchObject({
      data: { checkoutComplete: { order: null, errors: [{ code: 'INSUFFICIENT_STOCK' }] } },
    });
  });

  test('keeps the money of an order that it refuses', async () => {
    const id = await shopper.basket({ lines: { 'LAMP-1': 5 }, paid: [99.9] });
    twin.setStock('LAMP-1', 2);
    expect(await complete(id)).toMatchObject({ data: { checkoutComplete: { order: null } } });
    const { body } = await ask(twin.url, 'query($id: ID!) { checkout(id: $id) { chargeStatus } }', { id });
    expect(body).toMatchObject({ data: { checkout: { chargeStatus: 'FULL' } } });
  });

  test('sells at the old price for an hour, and at the new one without a word afterwards where orders may be unpaid', async () => {
    const wish = { lines: { 'FIL-11': 2 }, channel: 'eur-invoice' };
    const [soon, later] = [await shopper.basket(wish), await shopper.basket(wish)];
    twin.setPrice('FIL-11', 'eur-invoice', 1000);
    const total = (amount: number) => ({ data: { checkoutComplete: { order: { total: { gross: { amount } } } } } });
    expect(await complete(soon)).toMatchObject(total(8.9));
    now += 61 * 60_000;
    expect(await complete(later)).toMatchObject(total(24.9));
  });

  test('makes one order of one basket, however often it is completed', async () => {
    const id = await shopper.basket({ lines: { 'MUG-1': 1 }, paid: [12.85] });
    const answers = [await complete(id), await complete(id)].map(answer => at(answer, 'data', 'checkoutComplete', 'order', 'id'));
    expect(new Set(answers).size).toBe(1);
    expect(twin.orders()).toHaveLength(1);
  });

  test('refuses too many aliases, mutations and too much cost with HTTP 400', async () => {
    const aliases = `{ ${Array.from({ length: 101 }, (_, alias) => `a${alias}: __typename`).join(' ')} }`;
    const deep =
      '{ products(first: 100, channel: "eur") { edges { node { productVariants(first: 100) { edges { node { product { productVariants(first: 100) { edges { node { id } } } } } } } } } } }';
    for (const [query, message] of [
      [aliases, 'Number of aliases exceed the limit of 100'],
      [deep, 'The query exceeds the maximum cost of 50000. Actual cost is 1020100'],
    ]) {
      expect(await post(twin.url, JSON.stringify({ query }), 'application/json')).toMatchObject({
        status: 400,
        body: { errors: [{ message }] },
      });
    }
  });

  test('tells webhooks of an order, signed over the raw body, or with the secret key where there is one', async () => {
    const seen: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        response.end();
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    try {
      const targetUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
      const query = 'subscription { event { __typename issuedAt ... on OrderCreated { order { number metadata { key value } } } } }';
      const create = 'mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { errors { code } } }';
      const input = { name: 'events', targetUrl, asyncEvents: ['ORDER_CREATED'], query };
      expect(await ask(twin.url, create, { input }, 'TOKEN-adapter')).toMatchObject({ body: { data: { webhookCreate: { errors: [] } } } });
      await complete(await shopper.basket({ lines: { 'MUG-1': 1 }, paid: [12.85], metadata: [{ key: 'k', value: 'v' }] }));
      await twin.delivered();

      const [delivery] = seen;
      expect(JSON.parse(delivery?.body ?? '')).toMatchObject({
        __typename: 'OrderCreated',
        order: { metadata: [{ key: 'k', value: 'v' }] },
      });
      expect(delivery?.headers).toMatchObject({ 'saleor-event': 'order_created', 'x-saleor-event': 'order_created' });
      const [header, , signature] = String(delivery?.headers['saleor-signature']).split('.');
      const keys = createLocalJWKSet((await (await fetch(`${twin.url}/.well-known/jwks.json`)).json()) as JSONWebKeySet);
      const jws = { protected: header ?? '', payload: Buffer.from(delivery?.body ?? ''), signature: signature ?? '' };
      await expect(flattenedVerify(jws, keys)).resolves.toMatchObject({ protectedHeader: { b64: false } });
    } finally {
      server.close();
    }
  });
});
