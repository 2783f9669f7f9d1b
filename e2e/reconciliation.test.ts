import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

const COMMAND = new URL('../bin/src/onebasket.ts', import.meta.url).pathname;
const REPORT = `{ reconciliation { endedAt orders channelOrders agreeing notCompared { reason count } counts { kind count meaning }
  differences(first: 100) { subject kind orderNumber partId connectionId externalId ours theirs repair { action by text } } leftOff } }`;

interface Difference {
  readonly kind: string;
  readonly connectionId: string;
  readonly externalId: string | null;
  readonly ours: string;
  readonly theirs: string;
}
interface Report {
  readonly reconciliation: {
    readonly endedAt: string;
    readonly orders: number;
    readonly channelOrders: number;
    readonly agreeing: number;
    readonly notCompared: readonly { readonly reason: string; readonly count: number }[];
    readonly differences: readonly (Difference & { readonly repair: { readonly action: string } })[];
  } | null;
}

const shop = new BareShop([{ id: 7, name: 'Brightex lamp', price: '20.00', regular_price: '20.00' }]);
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let config: object;
let running: Running;
let staff: Record<string, string>;
let count = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  config = {
    storage: { url: `sqlite:${folder.path}/data` },
    channels: [wooChannel('north', await shop.listen())],
    payments: [INVOICE],
    orders: { settleMs: 0, answerWithinMs: 8_000 },
    accounts: { seed: { staff: [{ email: 'ops@example.com', password: 'a-long-password-7', roles: ['operator'] }] } },
    gateway: { limits: { rate: false } },
  };
  running = await startInProcess(config);
  await eventually(
    () => ask<{ search: { nodes: unknown[] } }>(running.url, '{ search(query: "brightex") { nodes { id } } }'),
    ({ data }) => data.search.nodes.length === 1,
  );
  const signedIn = await ask<{ signIn: { accessToken: string } }>(
    running.url,
    'mutation { signIn(input: { email: "ops@example.com", password: "a-long-password-7" }) { ... on SignedIn { accessToken } } }',
  );
  staff = { authorization: `Bearer ${signedIn.data.signIn.accessToken}` };
});

afterAll(async () => {
  await running?.stop();
  await shop.close();
  await folder?.remove();
});

async function place(): Promise<string> {
  const input = orderInput(`reconcile-key-${String(++count).padStart(8, '0')}`, [{ listingId: 'north:7' }], '100.00');
  const { data } = await ask<{ placeOrder: { __typename: string } }>(running.url, PLACE_ORDER, { input });
  return data.placeOrder.__typename;
}

async function reportAfter(endedAt: string | undefined): Promise<NonNullable<Report['reconciliation']>> {
  const begun = await ask<{ startReconciliation: boolean }>(running.url, 'mutation { startReconciliation }', {}, staff);
  expect(begun.data.startReconciliation).toBe(true);
  const { data } = await eventually(
    () => ask<Report>(running.url, REPORT, {}, staff),
    answer => answer.data.reconciliation != null && answer.data.reconciliation.endedAt !== endedAt,
  );
  return data.reconciliation as NonNullable<Report['reconciliation']>;
}

/** The command beside the running system. */
function command(...args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [COMMAND, 'reconcile', ...args], { cwd: folder.path }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

it('finds everything in which a shop differs, names it and says what to do; changes nothing', async () => {
  for (let n = 0; n < 3; n++) expect(await place()).toBe('PlacedOrder');
  const before = await reportAfter(undefined);
  expect(before).toMatchObject({ orders: 3, channelOrders: 3, agreeing: 3, differences: [] });
  expect(before.notCompared).toEqual([{ reason: expect.stringContaining('no provider') as string, count: 3 }]);

  // A shop that says no and makes the order all the same; it is undone there, and somebody at the shop takes it up again.
  shop.after = (request, response, path) => {
    if (request.method !== 'POST' || path !== '/orders') return false;
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end('{"code":"woocommerce_rest_cannot_create","message":"no","data":{"status":400}}');
    return true;
  };
  expect(await place()).toBe('OrderNotPlaced');
  shop.after = () => false;
  const [dearer, deleted, , hidden] = shop.orders;
  if (!dearer || !deleted || !hidden) throw new Error('the shop should have four orders');
  hidden.status = 'processing';
  dearer['total'] = '20.01';
  shop.orders.splice(1, 1);

  const written = () => shop.requests.filter(({ method }) => method !== 'GET').length;
  const writtenBefore = written();
  const report = await reportAfter(before.endedAt);
  expect(report.differences.map(({ kind, externalId, repair }) => [kind, externalId, repair.action])).toEqual([
    ['AMOUNT_DIFFERS', String(dearer.id), 'CORRECT_THERE'],
    ['MISSING_THERE', String(deleted.id), 'ASK_CHANNEL'],
    ['MISSING_HERE', String(hidden.id), 'CANCEL_THERE'],
  ]);
  expect(report.differences[0]).toMatchObject({ ours: '20.00 CNY', theirs: '20.01 CNY', connectionId: 'north' });
  expect(written()).toBe(writtenBefore);
});

it('is for staff', async () => {
  expect((await ask(running.url, REPORT)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});

it('is a command beside the running system, with a report for people and one as JSON', async () => {
  const file = join(folder.path, 'onebasket.yml');
  await writeFile(file, JSON.stringify(config));
  const text = await command('--config', file);
  expect(text.output).toContain('Differences: 3');
  expect(text.output).toContain('a person: Cancel it at the channel');
  expect(text.code).toBe(2);
  const json = await command('--config', file, '--since', '2020-01-01', '--json');
  const { differences } = JSON.parse(json.output) as { differences: readonly Difference[] };
  expect(differences.map(({ kind }) => kind)).toEqual(['AMOUNT_DIFFERS', 'MISSING_THERE', 'MISSING_HERE']);
  const future = await command('--config', file, '--since', '2100-01-01');
  expect(future).toMatchObject({ code: 0, output: expect.stringContaining('No differences.') as string });
  expect(await command('--config', file, '--since', 'soon')).toMatchObject({
    code: 1,
    output: expect.stringContaining('no date') as string,
  });
});
