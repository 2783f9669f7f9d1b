import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { GraphClientError, localGraphClient } from '../src/graph-client/index.ts';
import type { RequestContext, Subgraph, SubgraphName } from '../src/subgraph/index.ts';

const schema = buildSchema('type Query { who: String! fails: String hangs: String }');
let wasAborted = false;
const resolvers: Readonly<Record<string, (context: RequestContext) => unknown>> = {
  who: ({ viewer }) => viewer.kind,
  fails: () => {
    throw new Error('no');
  },
  hangs: ({ signal }) =>
    new Promise((_, reject) =>
      signal.addEventListener('abort', () => {
        wasAborted = true;
        reject(new Error('left'));
      }),
    ),
};
for (const [name, field] of Object.entries(schema.getQueryType()?.getFields() ?? {}))
  field.resolve = (_source, _args, context: RequestContext) => resolvers[name]?.(context);
const subgraph: Subgraph = {
  name: 'orders',
  schema,
  makeLoaders: () => ({}),
  start: async () => undefined,
  stop: async () => undefined,
};

describe('internal operations in process', () => {
  const client = localGraphClient(new Map<SubgraphName, Subgraph>([['orders', subgraph]]));
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => 'answered',
      (error: unknown) => (error instanceof GraphClientError ? `${error.subgraph} ${error.reason}` : error),
    );

  it('run as the service viewer', async () => {
    expect(await client.query('orders', '{ who }', {})).toEqual({ who: 'SERVICE' });
  });

  it('say why they came to nothing', async () => {
    expect(await failure(client.query('prices', '{ who }', {}))).toBe('prices unavailable');
    expect(await failure(client.query('orders', '{ fails }', {}))).toBe('orders refused');
    expect(await failure(client.query('orders', '{ nothing }', {}))).toBe('orders invalid');
    expect(await failure(client.query('orders', '{', {}))).toBe('orders invalid');
  });

  it('end at the time-out or when the caller leaves, and tell the owner to stop', async () => {
    wasAborted = false;
    expect(await failure(client.query('orders', '{ hangs }', {}, { timeoutMs: 20 }))).toBe('orders timeout');
    expect(wasAborted).toBe(true);
    const leave = new AbortController();
    const pending = failure(client.query('orders', '{ hangs }', {}, { signal: leave.signal, timeoutMs: 60_000 }));
    leave.abort();
    expect(await pending).toBe('orders timeout');
    expect(await failure(client.query('orders', '{ hangs }', {}, { signal: AbortSignal.abort() }))).toBe('orders timeout');
  });

  it('find a subgraph that starts later', async () => {
    const subgraphs = new Map<SubgraphName, Subgraph>();
    const early = localGraphClient(subgraphs);
    expect(await failure(early.query('orders', '{ who }', {}))).toBe('orders unavailable');
    subgraphs.set('orders', subgraph);
    expect(await early.query('orders', '{ who }', {})).toEqual({ who: 'SERVICE' });
  });
});
