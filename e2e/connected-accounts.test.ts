import { startShopifyTwin, type ShopifyTwin } from '@onebasket/twin-shopify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { ask, eventually } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { temporaryFolder } from './support/workspace.ts';

const APP = { clientId: 'app-client-id', clientSecret: 'app-client-secret' };
const STAFF = { email: 'ops@example.com', password: 'a-long-password-7' };

let shop: ShopifyTwin;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;

beforeAll(async () => {
  folder = await temporaryFolder();
  shop = await startShopifyTwin({ ...APP });
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    channels: [
      { id: 'shop', adapter: 'shopify', settings: { ...APP, baseUrl: shop.url, shopDomain: shop.shopDomain, placeOrders: 'native' } },
      { id: 'plain', adapter: 'woocommerce', settings: { baseUrl: 'http://127.0.0.1:9', consumerKey: 'ck_1', consumerSecret: 'cs_1' } },
    ],
    accounts: { seed: { staff: [{ ...STAFF, roles: ['operator'] }] } },
    gateway: { limits: { rate: false } },
  });
});
afterAll(async () => {
  await running.stop();
  await shop.close();
  await folder.remove();
});

it('an account is connected through the front door, over the consent page of its vendor, and looked at again and again', async () => {
  const { data: signedIn } = await ask<{ signIn: { accessToken: string } }>(
    running.url,
    'mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { accessToken } } }',
    { input: STAFF },
  );
  const staff = { authorization: `Bearer ${signedIn.signIn.accessToken}` };
  const look = () =>
    ask<{
      connections: { id: string; capabilities: { name: string }[]; authorisation: { state: string; expiresAt: string | null } | null }[];
    }>(
      running.url,
      '{ connections { id kind adapter vendorApi contract capabilities { name mode } health { state } authorisation { state expiresAt connectedAt } } }',
      {},
      staff,
    );
  const states = (answer: Awaited<ReturnType<typeof look>>) =>
    answer.data.connections.map(({ id, authorisation }) => [id, authorisation?.state ?? null]);
  for (let time = 0; time < 4; time++)
    expect(states(await look()), (await look()).text).toEqual([
      ['shop', 'NOT_CONNECTED'],
      ['plain', null],
    ]);

  const { data } = await ask<{ connectAccount: { url: string } }>(
    running.url,
    'mutation { connectAccount(connectionId: "shop") { url } }',
    {},
    staff,
  );
  const consentPage = new URL(data.connectAccount.url);
  const query = shop.consent(consentPage.searchParams.get('state') ?? '');
  const back = await fetch(new URL(`/connect/shop?${new URLSearchParams(query)}`, running.url));
  expect([back.status, await back.text()]).toEqual([200, expect.stringContaining('is connected')]);
  const after = await eventually(look, answer => answer.data.connections[0]?.authorisation?.state === 'CONNECTED');
  expect(after.text).not.toMatch(/shpat|shprt|app-client-secret/);
  expect(states(await look())[0]).toEqual(['shop', 'CONNECTED']);
});
