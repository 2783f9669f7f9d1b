import { afterEach, expect, test } from 'vitest';
import { startEbayTwin, type EbayTwin, type EbayTwinOptions } from '../src/index.ts';

const KEYSET = { clientId: 'app-1', clientSecret: 'cert-1' };
const SCOPE = 'https://api.ebay.com/oauth/api_scope';

let twin: EbayTwin | undefined;
afterEach(async () => {
  await twin?.close();
});

async function start(options: EbayTwinOptions = {}): Promise<EbayTwin> {
  twin = await startEbayTwin({ ...KEYSET, ...options });
  return twin;
}

async function ask(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${twin?.url}${path}`, { headers });
  const body = (await response.json()) as { readonly errors?: readonly { readonly errorId: number }[] } & Record<string, unknown>;
  return { status: response.status, body, errorId: body.errors?.[0]?.errorId };
}

async function token(scope = SCOPE, secret = KEYSET.clientSecret) {
  const response = await fetch(`${twin?.url}/identity/v1/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${KEYSET.clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  });
  return (await response.json()) as { readonly access_token?: string; readonly error?: string };
}

async function authorized(): Promise<Record<string, string>> {
  return { authorization: `Bearer ${(await token()).access_token}`, 'x-ebay-c-marketplace-id': 'EBAY_DE' };
}

test('tokens are given for the right secret and granted scopes, and everything else needs one', async () => {
  await start();
  expect((await token(SCOPE, 'wrong')).error).toBe('invalid_client');
  expect((await token(`${SCOPE} ${SCOPE}/buy.item.bulk`)).error).toBe('invalid_scope');
  expect((await ask('/buy/browse/v1/item_summary/search?q=phone')).errorId).toBe(1002);
  expect(await ask('/buy/browse/v1/item_summary/search?q=phone', { authorization: 'Bearer old' })).toMatchObject({
    status: 401,
    errorId: 1001,
  });
  expect(await ask('/buy/browse/v1/item/?item_ids=v1|1|0', await authorized())).toMatchObject({ status: 403, errorId: 1100 });
});

test.each([
  ['/buy/browse/v1/item/v1%7C1%7C0', 404, 11001],
  ['/buy/browse/v1/item/1', 400, 11012],
  ['/buy/browse/v1/item_summary/search?q=phone&limit=201', 400, 12006],
  ['/buy/browse/v1/item_summary/search?q=phone&limit=50&offset=20', 400, 12515],
  ['/buy/browse/v1/item_summary/search?q=phone&limit=50&offset=10000', 400, 12029],
  ['/buy/browse/v1/item_summary/search', 400, 12001],
  ['/buy/browse/v1/item/get_items_by_item_group?item_group_id=1', 404, 11002],
])('%s is answered with %i and error %i', async (path, status, errorId) => {
  await start();
  expect(await ask(path, await authorized())).toMatchObject({ status, errorId });
});

test('the cost of shipping that is calculated is told once the place is known', async () => {
  const running = await start();
  const item = running.items.find(({ shipping }) => shipping?.calculated);
  const path = `/buy/browse/v1/item/${encodeURIComponent(item?.id ?? '')}`;
  const place = { 'x-ebay-c-enduserctx': 'contextualLocation=country%3DDE%2Czip%3D10115' };
  const [nowhere, there] = [await ask(path, await authorized()), await ask(path, { ...(await authorized()), ...place })];
  expect(JSON.stringify(nowhere.body)).not.toContain('"shippingCost":');
  expect(JSON.stringify(there.body)).toContain('"shippingCost":');
});
