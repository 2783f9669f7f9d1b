import type { Authorisation, Credentials, HandoffOrders, OrderRequest } from '@onebasket/adapter-sdk';
import { makeCall, type FakeCallOptions } from '@onebasket/adapter-testkit';
import { formatAmount, isRefusal } from '@onebasket/core';
import { startEbayTwin, type EbayTwin, type EbayTwinOptions, type TwinItem } from '@onebasket/twin-ebay';
import { afterEach, describe, expect, test } from 'vitest';
import { ebay } from '../src/index.ts';

const KEYSET = { clientId: 'app-1', clientSecret: 'cert-1', ruName: 'Acme-RuName' };
const MUG: TwinItem = {
  id: 'v1|1001|0',
  title: 'Travel mug',
  price: '24.90',
  stock: 5,
  shipping: { cost: '4.50', calculated: true, each: '1.00' },
};
const LAMP: TwinItem = { id: 'v1|1002|0', title: 'Desk lamp', price: '8', stock: 50, threshold: 10, shipping: { cost: '0.00' } };
const { search, listings, quotes, orders, authorisation, health } = ebay.capabilities;
const BERLIN = { country: 'DE', postalCode: '10115' };

let twin: EbayTwin | undefined;
afterEach(async () => {
  await twin?.close();
});

async function start(options: EbayTwinOptions = {}): Promise<EbayTwin> {
  twin = await startEbayTwin({ ...KEYSET, items: [MUG, LAMP], ...options });
  return twin;
}

/** A call whose requests reach the twin over the wire. */
function callOf(settings: object = {}, options: Pick<FakeCallOptions, 'credentials' | 'now'> = {}) {
  return makeCall(
    async ({ method, url, headers, body }) => {
      const response = await fetch(url, { method, ...(headers ? { headers } : {}), ...(typeof body === 'string' ? { body } : {}) });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    },
    { settings: { baseUrl: twin?.url, marketplaceId: 'EBAY_DE', ...KEYSET, ...settings }, now: () => new Date(), ...options },
  );
}

const lines = (...ids: readonly string[]) => ids.map(externalId => ({ externalId, quantity: 1 }));
const order = (...ids: readonly string[]): OrderRequest => ({
  lines: lines(...ids).map(line => ({ ...line, title: '', options: [] })),
  contact: { name: 'Erika Muster' },
  address: { ...BERLIN, line1: 'Invalidenstraße 1' },
  quote: { lines: [], total: { minor: 0n, currency: 'EUR' as never } },
});
const prepare = (request: OrderRequest, call = callOf()) =>
  (orders as HandoffOrders).prepare(request, { key: 'key-1', remember: () => Promise.resolve() }, call);

describe('the application’s token', () => {
  test('is asked for once, and again shortly before it expires', async () => {
    await start();
    let now = Date.now();
    const call = callOf({}, { now: () => new Date(now) });
    const tokensSent = () => call.sent.filter(({ path }) => path.endsWith('/token')).length;
    await search?.search({ text: 'mug', first: 1 }, call);
    await search?.search({ text: 'lamp', first: 1 }, call);
    expect(tokensSent()).toBe(1);
    now += 7_200_000 - 4 * 60_000;
    await Promise.all([search?.search({ text: 'mug', first: 1 }, call), search?.search({ text: 'lamp', first: 1 }, call)]);
    expect(tokensSent()).toBe(2);
  });

  test('is replaced when it was taken back before its time', async () => {
    const running = await start();
    const call = callOf();
    await search?.search({ text: 'mug', first: 1 }, call);
    running.revokeTokens();
    expect((await search?.search({ text: 'mug', first: 1 }, call))?.items).toHaveLength(1);
  });

  test('that is refused again is unauthorized', async () => {
    await start();
    await expect(search?.search({ text: 'mug', first: 1 }, callOf({ accessToken: 'stale' }))).rejects.toMatchObject({
      code: 'unauthorized',
    });
    await expect(search?.search({ text: 'mug', first: 1 }, callOf({ clientSecret: 'wrong' }))).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });
});

describe('a request', () => {
  test('names marketplace, campaign and place', async () => {
    await start();
    const call = callOf({ campaignId: '5338000000', referenceId: 'looking' });
    await quotes?.getQuotes([{ lines: lines(MUG.id), destination: BERLIN }], call);
    expect(call.sent.at(-1)).toMatchObject({
      path: '/buy/browse/v1/item/v1%7C1001%7C0',
      headers: {
        'x-ebay-c-marketplace-id': 'EBAY_DE',
        'x-ebay-c-enduserctx': 'affiliateCampaignId=5338000000,affiliateReferenceId=looking,contextualLocation=country%3DDE%2Czip%3D10115',
      },
    });
  });

  test('beyond the day’s quota is rate-limited', async () => {
    await start({ callsPerDay: 1 });
    const call = callOf();
    await search?.search({ text: 'mug', first: 1 }, call);
    await expect(search?.search({ text: 'mug', first: 1 }, call)).rejects.toMatchObject({ code: 'rate-limited' });
  });

  test('to a marketplace that eBay does not have is misconfigured', async () => {
    await start();
    await expect(listings?.getListings([MUG.id], callOf({ marketplaceId: 'EBAY_XX' }))).rejects.toMatchObject({ code: 'misconfigured' });
  });
});

test('health tells what is left of the day’s calls, to the budget too', async () => {
  await start();
  const call = callOf();
  expect(await health?.check(call)).toEqual({ detail: 'EBAY_DE answers, 4999 calls left today' });
  expect(call.budgetReadings).toEqual([{ dayLeft: 4999 }]);
});

test('a search brings every variation where it is told to', async () => {
  const variations = ['Blue', 'Red'].map((color, at): TwinItem => ({
    ...LAMP,
    id: `v1|2001|${at + 1}`,
    groupId: '2001',
    title: `Sleeve ${color}`,
    color,
  }));
  await start({ items: variations });
  const titles = async (settings: object) =>
    (await search?.search({ text: 'sleeve', first: 5 }, callOf(settings)))?.items.map(({ title }) => title);
  expect(await titles({})).toEqual(['Sleeve Blue']);
  expect(await titles({ expandVariations: true })).toEqual(['Sleeve Blue', 'Sleeve Red']);
});

describe('a quote', () => {
  test('has the shipping of every parcel once the place is known', async () => {
    await start();
    const ask = async (destination?: typeof BERLIN) => {
      const [quote] =
        (await quotes?.getQuotes([{ lines: lines(MUG.id, LAMP.id), ...(destination ? { destination } : {}) }], callOf())) ?? [];
      if (!quote || isRefusal(quote)) throw new Error('refused');
      return quote;
    };
    const [there, nowhere] = [await ask(BERLIN), await ask()];
    expect([formatAmount(there.total), there.isEstimate, there.shipping?.methodId]).toEqual(['37.40', true, 'DHL Paket']);
    expect(nowhere).not.toHaveProperty('shipping');
    expect(formatAmount(nowhere.total)).toBe('32.90');
  });

  test('asks for twenty items at once where that was granted, and keeps the order', async () => {
    const many = Array.from({ length: 45 }, (_, at): TwinItem => ({ ...LAMP, id: `v1|${3000 + at}|0`, price: `${at + 1}.00` }));
    await start({ items: many, bulk: true });
    const call = callOf({ bulkItems: true });
    const answers = await quotes?.getQuotes([...many.map(({ id }) => ({ lines: lines(id) })), { lines: lines('v1|9|0') }], call);
    expect(answers?.map(answer => (isRefusal(answer) ? answer.reason : formatAmount(answer.total)))).toEqual([
      ...many.map(({ price }) => price),
      'not-found',
    ]);
    expect(call.sent.filter(({ path }) => path === '/buy/browse/v1/item/')).toHaveLength(3);
  });

  test('in bulk without the scope is misconfigured', async () => {
    await start();
    await expect(quotes?.getQuotes([{ lines: lines(MUG.id, LAMP.id) }], callOf({ bulkItems: true }))).rejects.toMatchObject({
      code: 'misconfigured',
    });
  });
});

describe('a handoff', () => {
  test('is the affiliate’s page, with the key as reference', async () => {
    await start();
    const handoff = await prepare(order(MUG.id), callOf({ campaignId: '5338000000' }));
    if (isRefusal(handoff)) throw new Error('refused');
    expect(Object.fromEntries(new URL(handoff.url).searchParams)).toMatchObject({ campid: '5338000000', customid: 'key-1' });
    expect(handoff).not.toHaveProperty('links');
  });

  test('of several items has a link for each', async () => {
    await start();
    expect(await prepare(order(MUG.id, LAMP.id))).toMatchObject({
      url: 'https://www.ebay.example/itm/1001',
      links: [
        { externalIds: [MUG.id], url: 'https://www.ebay.example/itm/1001' },
        { externalIds: [LAMP.id], url: 'https://www.ebay.example/itm/1002' },
      ],
    });
  });

  test('is refused for what is gone, sold out or not sent there', async () => {
    await start({ items: [MUG, { ...LAMP, stock: 0 }, { ...MUG, id: 'v1|1003|0', excludes: ['DE'] }] });
    expect(await prepare(order('v1|1|0'))).toMatchObject({ status: 'refused', reason: 'not-found', externalIds: ['v1|1|0'] });
    expect(await prepare(order(MUG.id, LAMP.id))).toMatchObject({ reason: 'out-of-stock', available: 0, externalIds: [LAMP.id] });
    expect(await prepare(order('v1|1003|0'))).toMatchObject({ reason: 'not-deliverable' });
  });
});

describe('a user’s consent', () => {
  const flow = authorisation as Authorisation & { refresh: NonNullable<Authorisation['refresh']> };

  test('is asked for under the RuName of the app', async () => {
    await start();
    const url = new URL(flow.authorizeUrl({ redirectUri: 'https://ours.example/back', state: 's1' }, callOf().connection));
    expect(url.origin + url.pathname).toBe('https://auth.ebay.com/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'app-1',
      redirect_uri: 'Acme-RuName',
      response_type: 'code',
      scope: 'https://api.ebay.com/oauth/api_scope',
      state: 's1',
    });
  });

  test('gives a token that is used and refreshed; once taken back the user must connect again', async () => {
    const running = await start();
    const credentials = await flow.exchange({ query: { code: running.consent() }, redirectUri: 'https://ours.example/back' }, callOf());
    const renewed: Credentials = await flow.refresh(credentials, callOf());
    expect(renewed.accessToken).not.toBe(credentials.accessToken);
    expect([renewed.refreshToken, renewed.refreshExpiresAt]).toEqual([credentials.refreshToken, credentials.refreshExpiresAt]);
    const call = callOf({}, { credentials: renewed });
    await search?.search({ text: 'mug', first: 1 }, call);
    expect(call.sent.map(({ path }) => path)).toEqual(['/buy/browse/v1/item_summary/search']);
    running.revokeTokens();
    await expect(search?.search({ text: 'mug', first: 1 }, call)).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(flow.refresh(renewed, callOf())).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

test.each([
  ['an error with status 200', { body: { errors: [{ errorId: 12000, category: 'APPLICATION' }] } }, 'unavailable'],
  ['an HTML page with status 403', { status: 403, body: '<h1>Access Denied</h1>' }, 'unauthorized'],
  ['an answer without items and total', { body: {} }, 'invalid-response'],
])('%s is no empty search', async (_what, reply, code) => {
  const call = makeCall(() => reply, { settings: { ...KEYSET, baseUrl: 'https://api.ebay.test', accessToken: 't' } });
  await expect(search?.search({ text: 'mug', first: 1 }, call)).rejects.toMatchObject({ code });
});
