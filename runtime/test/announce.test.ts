import { describe, expect, it } from 'vitest';
import {
  announced,
  createLog,
  GraphClientError,
  replaceEffect,
  tellIntegrators,
  type Aggregate,
  type EffectRun,
  type GraphClient,
} from '../src/index.ts';

const NOW = new Date('2026-11-25T12:00:00.000Z');
const bare: Aggregate = { _id: 'thing-1', v: 1, shape: 1, effects: [] };
const news =
  (...types: string[]) =>
  () => ({ types, ownerKey: 'guest', data: { id: 'thing-1' } });
const told = (doc: Aggregate) => doc.effects.map(({ id, payload, after }) => [id, (payload as { type: string }).type, after]);

describe('what integrators are told of a document', () => {
  it('is told once for each state, numbered, one after the other', () => {
    const first = announced(bare, 'placed', news('placed'), NOW);
    expect(announced(first, 'placed', news('placed'), NOW)).toBe(first);
    const second = announced(first, 'cancelled', news('cancelled', 'refunded'), NOW);
    expect(told(second)).toEqual([
      ['tell-integrators:1', 'placed', []],
      ['tell-integrators:2', 'cancelled', ['tell-integrators:1']],
      ['tell-integrators:3', 'refunded', ['tell-integrators:1', 'tell-integrators:2']],
    ]);
    expect(second.announced).toEqual({ sequence: 3, state: 'cancelled' });
  });

  it('goes on counting when what was told is gone', () => {
    const first = announced(bare, 'placed', news('placed'), NOW);
    const after = announced(
      replaceEffect(first, 'tell-integrators:1', () => undefined),
      'shipped',
      news('updated'),
      NOW,
    );
    expect(told(after)).toEqual([['tell-integrators:2', 'updated', []]]);
  });

  it('never fills the document while nobody listens: the state that stands in the end is told', () => {
    let doc = bare;
    for (let step = 0; step < 100; step++) doc = announced(doc, `state ${step}`, news('updated'), NOW);
    expect(doc.effects.length).toBeLessThan(16);
    const [oldest] = doc.effects;
    doc = announced(
      replaceEffect(doc, oldest?.id ?? '', () => undefined),
      'state 99',
      news('updated'),
      NOW,
    );
    expect(doc.announced?.state).toBe('state 99');
  });
});

describe('telling them', () => {
  const run = (graph: GraphClient) => {
    const doc = announced(bare, 'placed', news('thing.placed'), NOW);
    const [one] = doc.effects;
    const handler = tellIntegrators<Aggregate>({ graph, clock: { now: () => NOW }, log: createLog('silent') }, 'orders');
    return handler.run({ doc, effect: one, signal: new AbortController().signal } as unknown as EffectRun<Aggregate>);
  };

  it('names the event by subgraph, document and number, the same however often', async () => {
    const inputs: unknown[] = [];
    const graph: GraphClient = {
      query: async <T>(_: string, __: string, { input }: Readonly<Record<string, unknown>>) => {
        inputs.push(input);
        return {} as T;
      },
    };
    expect(await run(graph)).toEqual({ status: 'done', value: null });
    await run(graph);
    expect(inputs[0]).toEqual({
      key: 'orders/thing-1/1',
      type: 'thing.placed',
      at: NOW.toISOString(),
      ownerKey: 'guest',
      data: '{"id":"thing-1","sequence":1}',
    });
    expect(inputs[1]).toEqual(inputs[0]);
  });

  it('waits while accounts are away, without giving up', async () => {
    const away: GraphClient = { query: () => Promise.reject(new GraphClientError('accounts', 'unavailable', 'is not running')) };
    expect(await run(away)).toEqual({ status: 'later', at: '2026-11-25T12:00:01.000Z' });
  });
});
