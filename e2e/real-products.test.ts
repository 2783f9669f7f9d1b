import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startWooCommerceTwin, type WooCommerceTwin } from '@onebasket/twin-woocommerce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../bench/csv.ts';
import type { Running } from '../bin/src/compose-system.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

/**
 * The whole journey on the products of two real shops. The data is for measuring only and no part of the repository: without it this is
 * skipped. `ONEBASKET_MATCHING_DATA` names another folder with tableA.csv, tableB.csv and valid.csv.
 */
const DATA = resolve(process.env['ONEBASKET_MATCHING_DATA'] ?? join(import.meta.dirname, '../../shared/data/matching/abt-buy'));
const KEYS = { consumerKey: 'ck_test_1234', consumerSecret: 'cs_test_1234' };
/** Aliases in one question. */
const AT_ONCE = 15;

interface Pair {
  readonly abt: string;
  readonly buy: string;
  readonly isSame: boolean;
}

type Row = Readonly<Record<string, string>>;

const table = (name: string): Row[] => readCsv(readFileSync(join(DATA, name), 'utf8'));

/** A row as its shop would sell it. Every fourth product without a price stays without one; the others get one that is always the same. */
function toProduct(row: Row): object {
  const id = Number(row['id']) + 1;
  const price = row['price'] ? Number(row['price']).toFixed(2) : id % 4 === 0 ? '' : `${10 + ((id * 37) % 490)}.${id % 2 ? '99' : '50'}`;
  return { id, type: 'simple', status: 'publish', name: row['name'], description: row['description'] ?? '', price, regular_price: price };
}

const listingOf = (channel: string, rowId: string | undefined) => `${channel}:${Number(rowId) + 1}`;

describe.skipIf(!existsSync(join(DATA, 'tableA.csv')))('the products of two real shops', () => {
  let shops: readonly WooCommerceTwin[];
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: Running;
  let rows: readonly (readonly Row[])[];
  let pairs: readonly Pair[];
  /** Ids of the listings that are one product with this one, by listing id. */
  const siblings = new Map<string, readonly string[]>();
  /** A labelled match that both shops name a price for. */
  let known: Pair;
  let order: { readonly id: string; readonly accessToken: string; readonly total: string };

  beforeAll(async () => {
    folder = await temporaryFolder();
    rows = [table('tableA.csv'), table('tableB.csv')];
    pairs = table('valid.csv').map(row => ({
      abt: listingOf('abt', row['ltable_id']),
      buy: listingOf('buy', row['rtable_id']),
      isSame: row['label'] === '1',
    }));
    shops = await Promise.all(rows.map(each => startWooCommerceTwin({ ...KEYS, currency: 'USD', catalogue: each.map(toProduct) })));
    running = await startInProcess({
      storage: { url: `sqlite:${folder.path}` },
      displayCurrency: 'USD',
      channels: ['abt', 'buy'].map((id, at) => wooChannel(id, (shops[at] as WooCommerceTwin).url)),
      payments: [INVOICE],
      gateway: { limits: { rate: false } },
    });
  });

  afterAll(async () => {
    await running?.stop();
    await Promise.all((shops ?? []).map(shop => shop.close()));
    await folder?.remove();
  });

  it('are all searchable', async () => {
    const { data } = await eventually(
      () =>
        ask<{ search: { complete: boolean; channels: { count: number; status: string }[] } }>(
          running.url,
          '{ search(query: "", first: 1) { complete channels { status count } } }',
        ),
      answer => answer.data.search.complete,
      60,
    );
    expect(data.search.channels.map(row => row.count)).toEqual(rows.map(each => each.length));
    const found = await ask<{ search: { nodes: { listings: { id: string }[] }[] } }>(
      running.url,
      'query ($query: String!) { search(query: $query, first: 10) { nodes { listings { id } } } }',
      { query: rows[0]?.[0]?.['name'] },
    );
    expect(found.data.search.nodes.flatMap(({ listings }) => listings.map(({ id }) => id))).toContain('abt:1');
  });

  it('are one product where people say they are, and seldom where people say they are not', async () => {
    const ids = [...new Set(pairs.map(({ abt }) => abt))];
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const batch = ids.slice(at, at + AT_ONCE);
      const fields = batch.map((id, one) => `l${one}: listing(id: "${id}") { product { listings { id } } }`).join(' ');
      const { data } = await ask<Record<string, { product: { listings: { id: string }[] } }>>(running.url, `{ ${fields} }`);
      batch.forEach((id, one) => siblings.set(id, data[`l${one}`]?.product.listings.map(listing => listing.id) ?? []));
    }
    const joined = pairs.filter(({ abt, buy }) => siblings.get(abt)?.includes(buy));
    const right = joined.filter(({ isSame }) => isSame).length;
    expect(right / pairs.filter(({ isSame }) => isSame).length).toBeGreaterThan(0.7);
    expect(right / joined.length).toBeGreaterThan(0.85);
  });

  it('are compared across both shops, the cheaper one first', async () => {
    const priceOf = (shop: number, listingId: string) =>
      (toProduct(rows[shop]?.[Number(listingId.split(':')[1]) - 1] as Row) as { price: string }).price;
    known = pairs.find(
      ({ isSame, abt, buy }) =>
        isSame && siblings.get(abt)?.length === 2 && siblings.get(abt)?.includes(buy) && priceOf(0, abt) && priceOf(1, buy),
    ) as Pair;
    const { data } = await ask<{
      listing: {
        product: {
          listings: { id: string; match: { confidence: number; evidence: string[] } }[];
          comparison: { complete: boolean; offers: { landedPrice: { amount: string }; listing: { id: string } }[] };
        };
      };
    }>(
      running.url,
      `query ($id: ID!) { listing(id: $id) { product {
        listings { id match { confidence evidence } }
        comparison(destination: { country: "US", region: "CA", postalCode: "94103" }) { complete offers { landedPrice { amount } listing { id } } } } } }`,
      { id: known.abt },
    );
    const { listings, comparison } = data.listing.product;
    expect(listings.map(({ id }) => id).sort()).toEqual([known.abt, known.buy]);
    for (const { match } of listings) expect(match.evidence.length).toBeGreaterThan(0);
    expect(comparison.complete).toBe(true);
    const landed = comparison.offers.map(offer => Number(offer.landedPrice.amount));
    expect(landed).toEqual([...landed].sort((a, b) => a - b));
    expect(comparison.offers.map(offer => offer.listing.id).sort()).toEqual([known.abt, known.buy]);
  });

  it('are ordered from both shops with one mutation, for what the comparison said', async () => {
    const lines = [{ listingId: known.abt }, { listingId: known.buy, quantity: 2 }];
    const address = { country: 'US', region: 'CA', city: 'San Francisco', line1: '1 Market Street', postalCode: '94103' };
    const { data } = await ask<{
      placeOrder: {
        __typename: string;
        accessToken: string;
        order: { id: string; status: string; total: { amount: string }; parts: unknown[] };
      };
    }>(running.url, PLACE_ORDER, { input: orderInput('an-order-of-real-products-1', lines, '99999', 'USD', { address }) });
    expect(data.placeOrder).toMatchObject({ __typename: 'PlacedOrder', order: { status: 'PLACED', parts: [{}, {}] } });
    const made = shops.map(shop => shop.orders());
    expect(made.map(orders => orders.length)).toEqual([1, 1]);
    const cents = made.flat().reduce((sum, one) => sum + Math.round(Number(one['total']) * 100), 0);
    expect(data.placeOrder.order.total.amount).toBe((cents / 100).toFixed(2));
    order = { id: data.placeOrder.order.id, accessToken: data.placeOrder.accessToken, total: data.placeOrder.order.total.amount };
  });

  it('are taken back by both shops, and the money goes back whole', async () => {
    const { data } = await ask(
      running.url,
      `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename ... on OrderCancelled { refund { amount } order { status } } } }`,
      { input: { idempotencyKey: 'a-cancellation-of-real-1', orderId: order.id, accessToken: order.accessToken, reason: 'CHANGED_MIND' } },
    );
    expect(data).toEqual({
      cancelOrder: { __typename: 'OrderCancelled', refund: { amount: order.total }, order: { status: 'CANCELLED' } },
    });
    expect(shops.flatMap(shop => shop.orders().map(one => one['status']))).toEqual(['cancelled', 'cancelled']);
  });

  it('have no offer where their shop names no price, and cannot be ordered', async () => {
    const at = rows[0]?.findIndex(row => (toProduct(row) as { price: string }).price === '') as number;
    const id = `abt:${at + 1}`;
    const { data } = await ask(running.url, 'query ($id: ID!) { listing(id: $id) { id offer { id } } }', { id });
    expect(data).toEqual({ listing: { id, offer: null } });
    const { data: answer } = await ask<{ placeOrder: { __typename: string } }>(running.url, PLACE_ORDER, {
      input: orderInput('an-order-without-a-price-1', [{ listingId: id }], '99999', 'USD'),
    });
    expect(answer.placeOrder.__typename).toBe('OutOfStock');
  });
});
