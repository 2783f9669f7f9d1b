import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { execFile, spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually } from './support/graph.ts';
import { freePort, spawnOneBasket, type OneBasketProcess } from './support/onebasket-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

const COMMAND = new URL('../bin/src/onebasket.ts', import.meta.url).pathname;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: OneBasketProcess | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await folder.remove();
});

/** What the README shows is what a newcomer pastes. */
function readmeOperations(): readonly string[] {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const operations = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, operation]) => operation as string);
  expect(operations.length).toBeGreaterThan(3);
  return operations;
}

const run = (...args: string[]) => spawnSync(process.execPath, [COMMAND, ...args], { cwd: folder.path, encoding: 'utf8', timeout: 30_000 });

describe('onebasket start', () => {
  it('serves the demo with nothing given; the operations it prints work; a second start finds the data of the first', async () => {
    const port = String(await freePort());
    running = await spawnOneBasket(['start', '--port', port], { cwd: folder.path });
    const url = running.url;
    await eventually(async () => running?.output().includes('3. Order from two shops') ?? false, Boolean);
    const operations = running
      .output()
      .split(/^\d\. .*$/m)
      .slice(1)
      .map(text => text.trim());
    expect(operations).toHaveLength(3);
    const complete = await eventually(
      () =>
        ask<{ search: { complete: boolean; channels: { count: number }[] } }>(
          url,
          '{ search(query: "", first: 1) { complete channels { count } } }',
        ),
      ({ data }) => data?.search.complete,
      30,
    );
    expect(complete.data.search.channels.reduce((sum, channel) => sum + channel.count, 0)).toBeGreaterThan(2_000);
    const found = await ask<{ search: { nodes: { listings: unknown[] }[] } }>(url, operations[0] as string);
    expect(found.data.search.nodes).toHaveLength(3);
    const compared = await ask<{ search: { nodes: { comparison: { offers: unknown[]; complete: boolean } }[] } }>(
      url,
      operations[1] as string,
    );
    expect(compared.data.search.nodes[0]?.comparison).toMatchObject({ offers: [{}, {}], complete: true });
    const ordered = await ask<{ placeOrder: { __typename: string; accessToken: string; order: { id: string; parts: unknown[] } } }>(
      url,
      operations[2] as string,
    );
    expect(ordered.data.placeOrder).toMatchObject({ __typename: 'PlacedOrder', order: { parts: [{}, {}] } });
    const variables = { id: ordered.data.placeOrder.order.id, token: ordered.data.placeOrder.accessToken };
    for (const operation of readmeOperations()) expect((await ask(url, operation, variables)).errors, operation).toBeUndefined();
    expect(await running.stop()).toBe(0);

    running = await spawnOneBasket(['start', '--port', port], { cwd: folder.path });
    const { order: placed, accessToken } = ordered.data.placeOrder;
    const again = await ask(url, 'query ($id: ID!, $t: String) { order(id: $id, accessToken: $t) { id } }', {
      id: placed.id,
      t: accessToken,
    });
    expect(again.data).toEqual({ order: { id: placed.id } });
    expect(existsSync(`${folder.path}/data/orders.sqlite`)).toBe(true);
  });

  it('says which port is taken and what to do', async () => {
    const port = String(await freePort());
    writeFileSync(`${folder.path}/a.yml`, 'storage: { url: sqlite:./a }\n');
    running = await spawnOneBasket(['start', '--config', 'a.yml', '--port', port], { cwd: folder.path });
    writeFileSync(`${folder.path}/b.yml`, 'storage: { url: sqlite:./b }\n');
    const second = run('start', '--config', 'b.yml', '--port', port);
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(/start with --port NUMBER/);
  });

  it('refuses a configuration that does not hold, with path, line and what is allowed', () => {
    writeFileSync(`${folder.path}/c.yml`, 'channels:\n  - id: a\n    adapter: woocomerce\n');
    const { status, stderr } = run('start', '--config', 'c.yml');
    expect(status).toBe(1);
    expect(stderr).toMatch(/c\.yml:3:\d+ channels\[0\]\.adapter: .*did you mean woocommerce\?.*vendure/);
    expect(stderr).not.toMatch(/\bat .*\.ts:\d+/);
  });
});

describe('onebasket check', () => {
  it('asks every account and answers with a table', async () => {
    const shop = new BareShop([{ id: 1, name: 'Lamp', price: '1' }]);
    await shop.listen();
    const config = { channels: [wooChannel('good', shop.url), wooChannel('gone', 'http://127.0.0.1:9')], payments: [INVOICE] };
    writeFileSync(`${folder.path}/c.yml`, JSON.stringify(config, null, 2));
    // The shop lives in this process, which therefore must not be blocked.
    const child = await new Promise<{ code: number; stdout: string }>(resolve => {
      execFile(process.execPath, [COMMAND, 'check', '--config', 'c.yml'], { cwd: folder.path }, (error, stdout) =>
        resolve({ code: Number(error?.code ?? 0), stdout }),
      );
    });
    await shop.close();
    expect(child.code).toBe(1);
    expect(child.stdout).toMatch(/^account +kind +adapter +state +detail$/m);
    expect(child.stdout).toMatch(/^good +channel +woocommerce +ok/m);
    expect(child.stdout).toMatch(/^gone +channel +woocommerce +FAILED +unavailable/m);
    expect(child.stdout).toMatch(/^invoice +payment +invoice +ok/m);
  });
});

describe('onebasket twin woocommerce', () => {
  it("takes any shop's product export, and prints the configuration that connects it", async () => {
    writeFileSync(
      `${folder.path}/export.csv`,
      '\uFEFFID,Type,SKU,Name,Published,"In stock?",Stock,"Regular price",Categories\n7,simple,K-7,"Kettle, 1 l",1,1,5,19.90,Kitchen\n',
    );
    running = await spawnOneBasket(['twin', 'woocommerce', '--catalogue', 'export.csv', '--currency', 'EUR', '--name', 'My shop'], {
      cwd: folder.path,
    });
    expect(running.output()).toMatch(/adapter: woocommerce/);
    const products = (await (await fetch(`${running.url}/wp-json/wc/store/v1/products`)).json()) as {
      name: string;
      prices: { price: string; currency_code: string };
    }[];
    expect(products).toMatchObject([{ prices: { price: '1990', currency_code: 'EUR' } }]);
  });
});

describe('package.json', () => {
  it('starts with what is on the machine: the first step needs no dependency', () => {
    const installer = readFileSync(new URL('../bin/install.mjs', import.meta.url), 'utf8');
    expect([...installer.matchAll(/from '([^']+)'/g)].every(([, from]) => from?.startsWith('node:'))).toBe(true);
  });
});
