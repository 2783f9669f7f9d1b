import { GraphQLError } from 'graphql';
import type { Collection } from '../storage/port.ts';
import type { RequestContext } from '../subgraph/types.ts';
import { NOTHING_WAITS } from './decide-parked.ts';
import { listDecided, listParked, type DecidedItem, type ParkedItem } from './parked-effects.ts';
import type { EffectRunner } from './runner.ts';
import type { Aggregate, Decision, DecisionEntry } from './types.ts';

/** One kind of aggregate that may need a person. */
export interface AttentionSource {
  /** Tells the kinds of one subgraph apart: "inbox". */
  readonly name: string;
  /** Longest first. */
  parked(first: number): Promise<readonly ParkedItem[]>;
  /** Newest first. */
  decided(first: number): Promise<readonly DecidedItem[]>;
  /** Resolves to what was decided, or to a text that says why it cannot be. */
  decide(aggregateId: string, effectId: string, decision: Decision): Promise<DecidedItem | string>;
}

/** What waits for a person, with the name by which it is decided about. */
export interface NamedParkedItem extends ParkedItem {
  readonly source: string;
}
export interface NamedDecidedItem extends DecidedItem {
  readonly source: string;
}

/** The parked effects of one runner's aggregates. */
export function attentionOf<T extends Aggregate>(
  name: string,
  runner: EffectRunner<T>,
  collection: Collection<T, 'parked' | 'decided'>,
): AttentionSource {
  return {
    name,
    parked: first => listParked(collection, first),
    decided: first => listDecided(collection, first),
    async decide(aggregateId, effectId, decision) {
      const doc = await runner.decide(aggregateId, effectId, decision);
      return typeof doc === 'object' ? { ...lastDecision(doc, effectId), aggregateId } : (doc ?? NOTHING_WAITS);
    },
  };
}

export function lastDecision(doc: Aggregate, effectId: string): DecisionEntry {
  const entry = doc.decisions?.findLast(one => one.effectId === effectId);
  if (!entry) throw new Error(`the decision about ${effectId} was not written down`);
  return entry;
}

/** All sources of a subgraph as one. */
export class Attention {
  readonly #sources: readonly AttentionSource[];

  constructor(sources: readonly AttentionSource[]) {
    this.#sources = sources;
  }

  async parked(first: number): Promise<readonly NamedParkedItem[]> {
    const lists = await Promise.all(
      this.#sources.map(async source => (await source.parked(first)).map(item => ({ ...item, source: source.name }))),
    );
    return lists
      .flat()
      .sort((a, b) => (a.since < b.since ? -1 : 1))
      .slice(0, first);
  }

  async decided(first: number): Promise<readonly NamedDecidedItem[]> {
    const lists = await Promise.all(
      this.#sources.map(async source => (await source.decided(first)).map(item => ({ ...item, source: source.name }))),
    );
    return lists
      .flat()
      .sort((a, b) => (a.at > b.at ? -1 : 1))
      .slice(0, first);
  }

  async decide(input: DecideInput): Promise<NamedDecidedItem | string> {
    const { source: name, aggregateId, effectId, decision, externalId, by, why } = input;
    const source = this.#sources.find(one => one.name === name);
    if (!source) return NOTHING_WAITS;
    const decided = await source.decide(aggregateId, effectId, { decision, by, why, ...(externalId == null ? {} : { externalId }) });
    return typeof decided === 'string' ? decided : { ...decided, source: name };
  }
}

export interface DecideInput {
  readonly source: string;
  readonly aggregateId: string;
  readonly effectId: string;
  readonly decision: Decision['decision'];
  readonly externalId?: string | null;
  readonly by: string;
  readonly why: string;
}

/** The internal fields by which the orders subgraph, which speaks for all, reaches the parked effects of another. */
export function attentionResolvers(attention: Attention) {
  const serviceOnly = ({ viewer }: RequestContext) => {
    if (viewer.kind !== 'SERVICE') throw new GraphQLError('Not allowed', { extensions: { code: 'FORBIDDEN' } });
  };
  return {
    Query: {
      internalParkedEffects: async (_: unknown, { first }: { first: number }, context: RequestContext) => {
        serviceOnly(context);
        return [...(await attention.parked(first))];
      },
      internalEffectDecisions: async (_: unknown, { first }: { first: number }, context: RequestContext) => {
        serviceOnly(context);
        return [...(await attention.decided(first))];
      },
    },
    Mutation: {
      internalDecideEffect: async (_: unknown, { input }: { input: DecideInput }, context: RequestContext) => {
        serviceOnly(context);
        const decided = await attention.decide(input);
        return typeof decided === 'string' ? { refused: decided, decided: null } : { refused: null, decided };
      },
    },
  };
}
