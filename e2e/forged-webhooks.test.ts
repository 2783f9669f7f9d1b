import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { expectNothingLeaked } from './support/leaks.ts';
import { temporaryFolder, wooChannel } from './support/workspace.ts';

let shop: BareShop;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;

const search = () => ask<{ search: { nodes: { title: string }[] } }>(running.url, '{ search(query: "lamp") { nodes { title } } }');

beforeAll(async () => {
  folder = await temporaryFolder();
  shop = new BareShop([{ id: 1, name: 'Lamp', price: '20.00', regular_price: '20.00' }]);
  await shop.listen();
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    channels: [wooChannel('shop', shop.url)],
    products: { feedIntervalMs: 3_600_000 },
    gateway: { limits: { rate: false } },
  });
  await eventually(search, ({ data }) => data.search.nodes.length === 1);
});

afterAll(async () => {
  await running?.stop();
  await shop?.close();
  await folder?.remove();
});

const signature = (body: string | Buffer, secret: string) => createHmac('sha256', secret).update(body).digest('base64');

async function send(body: string | Buffer, headers: Record<string, string>, path = '/hooks/shop') {
  const response = await fetch(new URL(path, running.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wc-webhook-topic': 'order.updated', ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: response.status, text: await response.text() };
}

const signed = (body: string | Buffer, topic = 'order.updated') =>
  send(body, { 'x-wc-webhook-topic': topic, 'x-wc-webhook-signature': signature(body, 'webhook-secret') });

describe('a webhook', () => {
  it.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['a word', 'webhook'],
    ['half of its JSON', '{"id":1'],
    ['a list', '[]'],
    ['null', 'null'],
    ['text', '"text"'],
    ['no id', '{}'],
    ['an id that is a word', '{"id":"seven"}'],
    ['an id below zero', '{"id":-1}'],
    ['lists without end', '['.repeat(50_000)],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
  ])('is 400 when it says %s, although it is signed', async (_, body) => {
    const answer = await signed(body);
    expect(answer.status).toBe(400);
    expectNothingLeaked(answer.text);
  });

  it.each<[string, Record<string, string>]>([
    ['no signature', {}],
    ['an empty signature', { 'x-wc-webhook-signature': '' }],
    ['a signature with another secret', { 'x-wc-webhook-signature': signature('{"id":1}', 'guess') }],
    ['the signature of another body', { 'x-wc-webhook-signature': signature('{"id":2}', 'webhook-secret') }],
    ['a signature that is no base64', { 'x-wc-webhook-signature': '%%%' }],
    ['a signature as long as a book', { 'x-wc-webhook-signature': 'A'.repeat(6_000) }],
  ])('is 401 with %s, and nobody acts on it', async (_, headers) => {
    const before = shop.requests.length;
    const answer = await send('{"id":1}', headers);
    expect(answer.status).toBe(401);
    expectNothingLeaked(answer.text);
    expect(shop.requests.length).toBe(before);
  });

  it('finds nobody under an unknown name, and is turned away when too large', async () => {
    for (const path of ['/hooks/nobody', '/hooks/', '/hooks/__proto__', '/hooks/%00', '/hooks/shop%2f..'])
      expect((await send('{"id":1}', {}, path)).status, path).toBe(404);
    expect((await signed(`{"id":1,"x":"${'x'.repeat(2 * 1024 * 1024)}"}`)).status).toBe(413);
  });

  it('about what nobody knows changes nothing', async () => {
    for (const topic of ['order.updated', 'product.updated', 'product.deleted', 'coupon.created', 'action.x'])
      expect((await signed('{"id":987654321}', topic)).status, topic).toBe(200);
    expect((await search()).data.search.nodes).toEqual([{ title: 'Lamp' }]);
  });
});
