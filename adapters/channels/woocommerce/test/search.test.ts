import { describe, expect, it } from 'vitest';
import { check } from '../src/health.ts';
import { getListings } from '../src/listings.ts';
import { search } from '../src/search.ts';
import { FakeShop } from './fake-shop.ts';
import { exchange } from './fixture.ts';
import { makeCall } from './make-call.ts';

function shirts(): FakeShop {
  const shop = new FakeShop();
  shop.add({ id: 1, name: 'Red shirt', sku: 'SH-1' });
  shop.add({ id: 2, name: 'Shirt', type: 'variable' });
  shop.variations.set(
    2,
    [21, 22, 23].map(id => ({ id, price: '5.00', attributes: [{ name: 'Size', option: String(id) }] })),
  );
  shop.add({ id: 3, name: 'Blue shirt' });
  shop.add({ id: 4, name: 'Trousers', sku: 'shirt' });
  return shop;
}

describe('search', () => {
  it('walks every hit once, variations as themselves, and puts an exact SKU first', async () => {
    const call = makeCall(shirts().handler);
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await search({ text: 'shirt', first: 2, after }, call);
      expect(page.items.length).toBeLessThanOrEqual(2);
      found.push(...page.items.map(({ externalId }) => externalId));
      after = page.next;
    } while (after !== undefined);
    expect(found).toEqual(['4', '1', '2-21', '2-22', '2-23', '3']);
  });

  it('ends on a server that does not turn pages', async () => {
    const shop = shirts();
    const call = makeCall(async request => {
      request.query.set('page', '1');
      return { ...(await shop.handler(request)), headers: { 'x-wp-totalpages': '1000' } };
    });
    const first = await search({ text: 'shirt', first: 1 }, call);
    let pages = 1;
    for (let after = first.next; after !== undefined && pages < 20; pages++)
      after = (await search({ text: 'shirt', first: 1, after }, call)).next;
    expect(pages).toBeLessThan(10);
  });

  it('refuses a cursor that is none of its own', async () => {
    await expect(search({ text: 'x', first: 2, after: 'page two' }, makeCall(shirts().handler))).rejects.toMatchObject({
      code: 'invalid-response',
    });
  });
});

describe('listings by id', () => {
  it('come in the order asked, with a gap for what the shop does not know', async () => {
    const listings = await getListings(['3', '99', '2-22', '2', 'x'], makeCall(shirts().handler));
    expect(listings.map(listing => listing?.externalId)).toEqual(['3', undefined, '2-22', undefined, undefined]);
  });
});

describe('the number of a variation alone', () => {
  it('is no listing, although the shop answers to it', async () => {
    const shop = shirts();
    shop.add({ id: 21, type: 'variation', parent_id: 2 });
    expect(await getListings(['21'], makeCall(shop.handler))).toEqual([undefined]);
  });
});

describe('health', () => {
  it('tells how much is on sale in which currency', async () =>
    expect(await check(makeCall(shirts().handler))).toEqual({ detail: '4 products in EUR' }));

  it('says when the keys are wrong', async () => {
    const { response } = exchange('refusals', 'OAuth: wrong secret');
    await expect(check(makeCall(() => response))).rejects.toMatchObject({ code: 'unauthorized' });
  });
});
