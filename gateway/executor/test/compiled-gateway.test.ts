import { CompiledGateway, type RequestContext } from '@onebasket/federation-executor';
import { getOperationAST, parse } from 'graphql';
import { expect, it, vi } from 'vitest';
import { libraryGateway, librarySdl, type Asked } from './support/library.ts';
import { asSent, openExecutor } from './support/three-executors.ts';

const representations = (asked: readonly Asked[], service: string) =>
  asked.filter(one => one.service === service).map(one => one.variables['representations']);

it('leaves an operation to Apollo at first sight, compiles it at the second, and counts both', async () => {
  const { run, compiled } = await openExecutor('generated', { eager: false });
  const operation = { query: '{ book(id: "b1") { id pages inStock } }' };
  const answers = [await run(operation), await run(operation), await run(operation)].map(asSent);
  expect(new Set(answers).size).toBe(1);
  expect(compiled?.counts()).toEqual({ compiled: 2, firstSight: 1, notCovered: {}, held: 1 });
});

it('plans an operation once', async () => {
  const gateway = libraryGateway();
  const compiled = new CompiledGateway({ gateway });
  const { executor } = await compiled.load({ apollo: {} });
  const { queryPlanner } = gateway.__testing();
  const plan = vi.spyOn(queryPlanner as NonNullable<typeof queryPlanner>, 'buildQueryPlan');
  const query = '{ book(id: "b1") { id inStock } }';
  const document = parse(query);
  const request = { request: { query }, document, queryHash: 'h', context: {}, metrics: {}, operation: getOperationAST(document) };
  for (let sight = 0; sight < 3; sight++) await executor?.(request as unknown as RequestContext);
  expect(plan).toHaveBeenCalledTimes(1);
  expect(compiled.counts()).toMatchObject({ compiled: 2, firstSight: 1 });
});

it('compiles anew for a new supergraph', async () => {
  let update: ((sdl: string) => void) | undefined;
  const { run, compiled } = await openExecutor('generated', {
    supergraphSdl: async options => {
      update = options.update;
      return { supergraphSdl: librarySdl };
    },
  });
  const operation = { query: '{ book(id: "b1") { id inStock } }' };
  const before = asSent(await run(operation));
  expect(compiled?.counts().held).toBe(1);
  update?.(`${librarySdl}\n# another day`);
  expect(compiled?.counts().held).toBe(0);
  expect(asSent(await run(operation))).toBe(before);
  expect(compiled?.counts().held).toBe(1);
});

it('leaves introspection to Apollo and says so', async () => {
  const { run, compiled } = await openExecutor('generated');
  expect((await run({ query: '{ __schema { queryType { name } } }' })).data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  expect(compiled?.counts().notCovered).toEqual({ introspection: 1 });
});

it('asks for an entity once, however often and in whichever branches it stands', async () => {
  const asked: Asked[] = [];
  const { run } = await openExecutor('generated', { asked });
  const query = '{ shelf { id price { amount } } book(id: "b1") { id price { amount } } }';
  expect((await run({ query })).data).toMatchObject({
    shelf: [[{ id: 'b1' }, { id: 'b2' }], null, [{ id: 'b1' }, null]],
    book: { id: 'b1' },
  });
  expect(representations(asked, 'stock')).toEqual([
    [
      { __typename: 'Book', id: 'b1' },
      { __typename: 'Book', id: 'b2' },
    ],
  ]);
});

it('keeps what one branch writes into an entity out of another branch with the same entity', async () => {
  const [stock, ours] = await Promise.all([openExecutor('stock'), openExecutor('generated')]);
  const person = (min: number) =>
    `{ authors { name home { rooms(min: ${min}) } favourite { id x: price(currency: "C${min}") { amount old { amount } } } } }`;
  const operation = { query: `{ one: book(id: "b1") ${person(1)} two: book(id: "b1") ${person(2)} }` };
  expect(asSent(await ours.run(operation))).toBe(asSent(await stock.run(operation)));
});

it('asks anew for every field of a mutation', async () => {
  const asked: Asked[] = [];
  const { run } = await openExecutor('generated', { asked });
  await run({ query: 'mutation { one: rename(id: "b1", title: "x") { inStock } two: rename(id: "b1", title: "y") { inStock } }' });
  const book = [{ __typename: 'Book', id: 'b1' }];
  expect(representations(asked, 'stock')).toEqual([book, book]);
});

it('tells of an error at every place that waited for the entity, and only there', async () => {
  const { run } = await openExecutor('generated');
  const { errors } = await run({ query: '{ things { __typename ... on Book { id stars } } }' });
  expect(errors?.map(({ path }) => path)).toEqual([
    ['things', 0, 'stars'],
    ['things', 3, 'stars'],
  ]);
});

it.each(['generated', 'closures'] as const)('takes names that mean something to JavaScript for names: %s', async kind => {
  const { run } = await openExecutor(kind);
  const query =
    '{ __proto__: book(id: "b3") { constructor: id __proto__: pages hasOwnProperty: inStock toString: sequel { __proto__: id } } }';
  const { data } = await run({ query });
  expect(JSON.stringify(data)).toMatch(
    /^\{"__proto__":\{"constructor":"b3","__proto__":\d+,"hasOwnProperty":(true|null|false).*"__proto__":"b\d"/,
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

it('forgets the operation that was not asked for longest', async () => {
  const { run, compiled } = await openExecutor('generated', { keep: 2 });
  for (const id of ['b1', 'b2', 'b3', 'b4']) await run({ query: `{ book(id: "${id}") { id } }` });
  expect(compiled?.counts()).toMatchObject({ compiled: 4, held: 2 });
});

it("refuses variables that do not fit in Apollo's words", async () => {
  const [stock, ours] = await Promise.all([openExecutor('stock'), openExecutor('closures')]);
  const operation = { query: 'query($first: Int!) { items(first: $first) { id } }', variables: { first: 'many' } };
  expect(asSent(await ours.run(operation))).toBe(asSent(await stock.run(operation)));
});
