import { afterAll, expect, it } from 'vitest';
import { removeFolders, run, STAFF, until, type RunningGraph } from './support/graph.ts';
import { listing, Shop } from './support/shop.ts';

afterAll(removeFolders);

const productOf = async (graph: RunningGraph, id: string): Promise<{ id: string; listings: string[] }> => {
  const answer = await graph.data<{ listing: { product: { id: string; listings: { id: string }[] } } }>(
    'query ($id: ID!) { listing(id: $id) { product { id listings { id } } } }',
    { id },
  );
  return { id: answer.listing.product.id, listings: answer.listing.product.listings.map(each => each.id).sort() };
};
const MERGE = 'mutation ($ids: [ID!]!) { mergeProducts(input: { productIds: $ids, note: "same thing" }) { id } }';
const SPLIT = 'mutation ($id: ID!) { splitListing(input: { listingId: $id, note: "other thing" }) { id } }';

it('keeps a merge through changes, new arrivals and a restart; the id that went leads to the one that stayed', async () => {
  const [a, b] = [new Shop('a', [listing('1', 'Small walnut table')]), new Shop('b', [listing('1', 'Side board of oak')])];
  const graph = await run([a, b]);
  const [stays, goes] = [await productOf(graph, 'a:1'), await productOf(graph, 'b:1')];
  await graph.data(MERGE, { ids: [stays.id, goes.id] }, STAFF);
  expect(await productOf(graph, 'b:1')).toEqual({ id: stays.id, listings: ['a:1', 'b:1'] });
  expect(await graph.data('query ($id: ID!) { product(id: $id) { id } }', { id: goes.id })).toEqual({ product: { id: stays.id } });
  expect(await graph.data('{ listing(id: "b:1") { match { method } } search(query: "") { nodes { id } } }')).toEqual({
    listing: { match: { method: 'MANUAL' } },
    search: { nodes: [{ id: stays.id }] },
  });

  b.change(listing('1', 'Quite another name'));
  await until(
    async () =>
      (await graph.data<{ listing: { title: string } }>('{ listing(id: "b:1") { title } }')).listing.title === 'Quite another name',
  );
  expect((await productOf(graph, 'b:1')).id).toBe(stays.id);
  await graph.stop();

  const again = await run([a, b], { folder: graph.folder });
  b.change(listing('1', 'Yet another name'));
  await until(
    async () => (await again.data<{ listing: { title: string } }>('{ listing(id: "b:1") { title } }')).listing.title === 'Yet another name',
  );
  expect(await productOf(again, 'b:1')).toEqual({ id: stays.id, listings: ['a:1', 'b:1'] });
  expect(await again.data('query ($id: ID!) { product(id: $id) { id } }', { id: goes.id })).toEqual({ product: { id: stays.id } });
  await again.stop();
});

it('keeps a split through re-ingestion, whatever matching thinks', async () => {
  const gtins = ['4006381333931'];
  const [a, b] = [new Shop('a', [listing('1', 'Pen blue', { gtins })]), new Shop('b', [listing('1', 'Pen blue', { gtins })])];
  const graph = await run([a, b]);
  const together = await productOf(graph, 'a:1');
  expect(together.listings).toEqual(['a:1', 'b:1']);
  await graph.data(SPLIT, { id: 'b:1' }, STAFF);
  b.change(listing('1', 'Pen blue, fine', { gtins }));
  await until(
    async () => (await graph.data<{ listing: { title: string } }>('{ listing(id: "b:1") { title } }')).listing.title === 'Pen blue, fine',
  );
  expect(await productOf(graph, 'a:1')).toEqual({ id: together.id, listings: ['a:1'] });
  expect((await productOf(graph, 'b:1')).listings).toEqual(['b:1']);
  await graph.stop();
});

it('lets nobody but staff rule, and names what it does not know', async () => {
  const graph = await run([new Shop('a', [listing('1', 'Thing')])]);
  const { id } = await productOf(graph, 'a:1');
  const code = async (query: string, variables: Record<string, unknown>, viewer = STAFF) =>
    (await graph.ask(query, variables, viewer)).errors?.[0]?.extensions['code'];
  expect(await code(MERGE, { ids: [id, id] }, { kind: 'SHOPPER', id: 'x', email: 'x@example.com' })).toBe('FORBIDDEN');
  expect(await code(MERGE, { ids: [id] })).toBe('BAD_USER_INPUT');
  expect(await code(MERGE, { ids: [id, 'p0'] })).toBe('NOT_FOUND');
  expect(await code(SPLIT, { id: 'a:9' })).toBe('NOT_FOUND');
  await graph.stop();
});
