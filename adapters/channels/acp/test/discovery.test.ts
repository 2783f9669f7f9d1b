import { makeCall } from '@onebasket/adapter-testkit';
import { afterEach, describe, expect, test } from 'vitest';
import { acp } from '../src/index.ts';
import { openStand, type Stand } from './merchant.ts';

const { health, feed, search, listings, quotes } = acp.capabilities;

let stand: Stand | undefined;
afterEach(async () => {
  await stand?.twin.close();
});

async function open(...options: Parameters<typeof openStand>): Promise<Stand> {
  stand = await openStand(...options);
  return stand;
}

describe('a merchant', () => {
  test('is spoken to in the newest release that both sides know', async () => {
    const it = await open({ versions: ['2025-09-29', '2026-01-30'] });
    expect(await health?.check(it.call())).toEqual({ detail: 'ACP 2026-01-30, checkout answers' });
  });

  test('without discovery is spoken to in the newest release, or in the configured one', async () => {
    const it = await open({ discovery: false });
    expect(await health?.check(it.call())).toEqual({ detail: 'ACP 2026-04-17, without discovery, checkout answers' });
    expect(await health?.check(it.call({ apiVersion: '2025-12-12' }))).toEqual({
      detail: 'ACP 2025-12-12, without discovery, checkout answers',
    });
  });

  test('that does not know the configured release says which it knows', async () => {
    const it = await open({ versions: ['2026-01-16'], discovery: false });
    await expect(health?.check(it.call())).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('2026-01-16') });
  });

  test('that does not take the token is unauthorized', async () => {
    const it = await open();
    await expect(health?.check(it.call({ accessToken: 'stale' }))).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('of another host than configured is not followed there', async () => {
    const it = await open({ apiBaseUrl: 'https://stranger.example/api' });
    const call = it.call();
    await health?.check(call);
    expect(call.sent.every(({ url }) => url.startsWith(it.twin.url))).toBe(true);
  });

  test('that names one currency needs none in the settings; one that names none does', async () => {
    const it = await open();
    const request = [{ lines: [{ externalId: 'lamp_1', quantity: 1 }] }];
    expect(await quotes?.getQuotes(request, it.call())).toMatchObject([{ isEstimate: true, total: { currency: 'EUR' } }]);
    await it.twin.close();
    stand = await openStand({ discovery: false });
    await expect(quotes?.getQuotes(request, stand.call())).rejects.toMatchObject({ code: 'misconfigured' });
  });
});

describe('the product feed', () => {
  test('is searched, looked up and walked; what the next file no longer names is gone', async () => {
    const it = await open();
    const settings = { feedUrl: '/feed/products.jsonl' };
    expect((await search?.search({ text: 'mug', first: 1 }, it.call(settings)))?.next).toBe('1');
    expect(await listings?.getListings(['mug_red', 'nothing'], it.call(settings))).toMatchObject([{ price: { minor: 1250n } }, undefined]);
    const first = await feed?.pull(undefined, it.call(settings));
    expect([first?.listings.length, first?.more]).toEqual([27, false]);
    const same = await feed?.pull(first?.cursor, it.call(settings));
    expect([same?.listings, same?.gone]).toEqual([[], []]);
    it.twin.remove('mug_red');
    const changed = await feed?.pull(same?.cursor, it.call(settings));
    expect([changed?.listings.length, changed?.gone]).toEqual([26, ['mug_red']]);
  });

  test('of many pages keeps what is gone until its end', async () => {
    const file = (count: number) =>
      Array.from({ length: count }, (_, at) => JSON.stringify({ id: `p${at}`, variants: [{ id: `v${at}`, title: `Thing ${at}` }] })).join(
        '\n',
      );
    const settings = { baseUrl: 'https://m.test', feedUrl: 'https://m.test/products.jsonl' };
    const pull = (body: string, cursor?: string) =>
      feed?.pull(
        cursor,
        makeCall(() => ({ body }), { settings }),
      );
    let page = await pull(file(1200));
    while (page?.more) page = await pull(file(1200), page.cursor);
    const gone: string[] = [];
    let count = 0;
    do {
      page = await pull(file(1100), page?.cursor);
      gone.push(...(page?.gone ?? []));
      count += page?.listings.length ?? 0;
    } while (page?.more);
    expect([count, gone.length, gone[0]]).toEqual([1100, 100, 'v1100']);
  });

  test.each([
    ['a list', '[{"id":"p","variants":[{"id":"v","title":"Thing"}]}]', '/0/variants/0'],
    ['an answer of the feed API', '{"products":[{"id":"p","variants":[{"id":"v","title":"Thing"}]}]}', '/products/0/variants/0'],
    ['lines', '{"id":"p","variants":[{"id":"v","title":"Thing"}]}\n{"id":"q","variants":[]}\n', '/0/variants/0'],
  ])('may be %s', async (_what, body, pointer) => {
    const call = makeCall(() => ({ body }), { settings: { baseUrl: 'https://m.test', feedUrl: '/f' } });
    expect((await feed?.pull(undefined, call))?.listings).toMatchObject([{ externalId: 'v', raw: { pointer } }]);
  });

  test('is replaced by configured items where there is none', async () => {
    const call = makeCall(() => ({}), { settings: { baseUrl: 'https://m.test', items: [{ id: 'a', title: 'Blue lamp' }] } });
    expect((await search?.search({ text: 'lamp', first: 5 }, call))?.items).toMatchObject([{ externalId: 'a', availability: 'UNKNOWN' }]);
  });
});
