import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { markOneOf, subgraphSdl, supergraphSdl, type Resolved } from '@onebasket/schema';
import type { Resolvers } from '@onebasket/schema/resolvers/orders';
import { buildSchema, isInputObjectType, Kind, parse, print } from 'graphql';
import { describe, expect, expectTypeOf, it } from 'vitest';

const NAMES = ['products', 'prices', 'orders', 'shipments', 'accounts', 'connections'];
const typesOf = (sdl: string) => parse(sdl).definitions.flatMap(node => ('name' in node && node.name ? [node.name.value] : []));

describe('the pieces', () => {
  it('compose to the files that are committed', async () => {
    const compose = new URL('../compose.ts', import.meta.url).pathname;
    await expect(promisify(execFile)(process.execPath, [compose, '--check'])).resolves.toMatchObject({
      stdout: expect.stringContaining('supergraph.graphql is up to date') as string,
    });
  });

  it.each(NAMES)('of %s hold the shared definitions that they use, and no others', name => {
    const types = typesOf(subgraphSdl(name));
    expect(new Set(types).size).toBe(types.length);
    expect(types.includes('Money')).toBe(!['accounts', 'connections'].includes(name));
  });

  it('say what each type is for in the composed graph', () => {
    const undescribed = parse(supergraphSdl()).definitions.filter(
      node =>
        'name' in node &&
        node.name &&
        !/^(join__|link__|Query|Mutation|Subscription|Internal)/.test(node.name.value) &&
        node.kind !== Kind.DIRECTIVE_DEFINITION &&
        'description' in node &&
        !node.description,
    );
    expect(undescribed.map(node => print(node).split('\n')[0])).toEqual([]);
  });
});

it('@oneOf is set where composition cannot say it', () => {
  const schema = buildSchema('input BasketLineInput { listing: ID product: ID } type Query { a(b: BasketLineInput): ID }');
  markOneOf(schema);
  const input = schema.getType('BasketLineInput');
  expect(isInputObjectType(input) && input.isOneOf).toBe(true);
});

it('a resolver may answer any part of a type, later or when asked, and nothing else', () => {
  interface Order {
    readonly id: string;
    readonly total: { readonly amount: string; readonly currency: string };
    readonly lines: { readonly id: string }[];
  }
  expectTypeOf<{ id: string }>().toExtend<Resolved<Order>>();
  expectTypeOf<{ total: Promise<{ amount: string }>; lines: () => { id: string }[] }>().toExtend<Resolved<Order>>();
  expectTypeOf<{ id: number }>().not.toExtend<Resolved<Order>>();
  const resolvers: Resolvers = { Query: { order: (_, { id }) => ({ id, total: () => ({ amount: '1.00', currency: 'EUR' }) }) } };
  expect(Object.keys(resolvers)).toEqual(['Query']);
});
