import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { freePort, startOneBasket, type OneBasketProcess } from './support/onebasket-process.ts';
import { INVOICE, temporaryFolder } from './support/workspace.ts';

const COMMAND = new URL('../bin/src/onebasket.ts', import.meta.url).pathname;
const PARTNER = new URL('./support/partner', import.meta.url).pathname;
const ITEMS = [
  { id: 'tea', name: 'Jasmine tea', price: '12.30', stock: 8 },
  { id: 'cup', name: 'Tea cup', price: '4.05', stock: 3 },
];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: OneBasketProcess | undefined;
let server: Server;
const orders: { id: string; key: string; items: { id: string; quantity: number }[]; total: string }[] = [];
const keysSeen = new Set<string | undefined>();

beforeEach(async () => {
  folder = await temporaryFolder();
  orders.length = 0;
  server = createServer((request, response) => {
    keysSeen.add(request.headers.authorization);
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const answer = shop(request.method ?? '', request.url ?? '', Buffer.concat(chunks).toString());
        response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
      });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  server.closeAllConnections();
  server.close();
  await folder.remove();
});

/** The corner shop itself. */
function shop(method: string, path: string, body: string): unknown {
  if (path === '/items') return ITEMS;
  if (method === 'POST' && path === '/orders') {
    const { key, items } = JSON.parse(body) as { key: string; items: { id: string; quantity: number }[] };
    const fen = items.reduce(
      (sum, { id, quantity }) => sum + Math.round(Number(ITEMS.find(item => item.id === id)?.price) * 100) * quantity,
      0,
    );
    const order = { id: `o${orders.length + 1}`, key, items, total: (fen / 100).toFixed(2) };
    orders.push(order);
    return order;
  }
  const [, byKey] = /^\/orders\/by-key\/(.+)$/.exec(path) ?? [];
  const [, id] = /^\/orders\/(\w+)$/.exec(path) ?? [];
  return orders.find(order => order.key === byKey || order.id === id);
}

const config = async (adapters: readonly object[], more: object = {}) => ({
  gateway: { port: await freePort() },
  storage: { url: `sqlite:${folder.path}/data` },
  displayCurrency: 'CNY',
  adapters,
  channels: [
    {
      id: 'corner',
      adapter: 'corner',
      name: 'Corner shop',
      settings: { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'key-of-the-corner', ...more },
    },
  ],
  payments: [INVOICE],
});

/** Search, comparison and order through the front door. */
async function journey(url: string): Promise<void> {
  const found = await eventually(
    () =>
      ask<{ search: { nodes: { listings: { id: string; title: string }[] }[] } }>(
        url,
        '{ search(query: "jasmine", first: 5) { nodes { listings { id title } } } }',
      ),
    ({ data }) => (data?.search.nodes.length ?? 0) > 0,
  );
  expect(found.data.search.nodes[0]?.listings).toEqual([{ id: 'corner:tea', title: 'Jasmine tea' }]);
  const input = orderInput('a-partner-order-0001', [{ listingId: 'corner:tea', quantity: 2 }], '24.60');
  const placed = await ask<{ placeOrder: { __typename: string; order: { total: { amount: string } } } }>(url, PLACE_ORDER, { input });
  expect(placed.data.placeOrder).toMatchObject({ __typename: 'PlacedOrder', order: { total: { amount: '24.60', currency: 'CNY' } } });
  expect(orders).toMatchObject([{ items: [{ id: 'tea', quantity: 2 }], total: '24.60' }]);
  expect([...keysSeen]).toEqual(['Key key-of-the-corner']);
}

describe("a partner's channel", () => {
  it('is added by a folder and a line of configuration, and runs isolated', async () => {
    await cp(PARTNER, `${folder.path}/corner`, { recursive: true });
    running = await startOneBasket(folder.path, await config([{ package: './corner' }]));
    expect(processesOf(`${folder.path}/corner`)).toHaveLength(1);
    await journey(running.url);
    expect(await running.stop()).toBe(0);
    running = undefined;
    expect(processesOf(`${folder.path}/corner`)).toEqual([]);
  });

  it('is added by an installed package and a line of configuration, in process where it is trusted', async () => {
    const installed = `${folder.path}/node_modules/@corner/onebasket-adapter-corner`;
    await mkdir(installed, { recursive: true });
    // As npm installs it: JavaScript, without the SDK, which is a peer.
    const manifest = await readFile(`${PARTNER}/package.json`, 'utf8');
    await writeFile(`${installed}/package.json`, manifest.replace('index.ts', 'index.js'));
    await writeFile(`${installed}/index.js`, stripTypeScriptTypes(await readFile(`${PARTNER}/index.ts`, 'utf8')));
    await cp(`${PARTNER}/conformance.json`, `${installed}/conformance.json`);
    running = await startOneBasket(folder.path, await config([{ package: '@corner/onebasket-adapter-corner', inProcess: true }]));
    expect(processesOf(installed)).toEqual([]);
    await journey(running.url);
  });

  it('stops the start, with its place in the file, when its package or its settings are wrong', async () => {
    const start = async (content: object) => {
      await writeFile(`${folder.path}/c.yml`, JSON.stringify(content, null, 2));
      return spawnSync(process.execPath, [COMMAND, 'start', '--config', 'c.yml'], { cwd: folder.path, encoding: 'utf8', timeout: 30_000 });
    };
    const missing = await start(await config([{ package: './nothing-here' }]));
    expect(missing.status).toBe(1);
    expect(missing.stderr).toMatch(/c\.yml:\d+:\d+ adapters\[0\]\.package: adapter \.\/nothing-here: there is no package\.json/);
    await cp(PARTNER, `${folder.path}/corner`, { recursive: true });
    const wrong = await start(await config([{ package: './corner' }], { keyy: 'x' }));
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toMatch(/channels\[0\]\.settings\.keyy: is not a setting of corner; did you mean key\?/);
    expect(processesOf(`${folder.path}/corner`)).toEqual([]);
  });
});

/** Command lines of the processes that run this package. */
function processesOf(packageFolder: string): readonly string[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' });
  return stdout.split('\n').filter(line => line.includes('child/runner') && line.endsWith(packageFolder));
}
