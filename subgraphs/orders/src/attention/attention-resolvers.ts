import {
  GraphClientError,
  viewerKey,
  type Attention,
  type DecideInput,
  type GraphClient,
  type NamedDecidedItem,
  type NamedParkedItem,
  type RequestContext,
  type Viewer,
} from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { OWNERS, readEffectId, writeEffectId, type Owner } from './effect-name.ts';

/** What an API client needs to see and decide what staff with the role `operator` do. */
const SCOPE = 'effects:manage';

const PARKED = `query ($first: Int!) { it: internalParkedEffects(first: $first) {
  source aggregateId effectId kind since reason tries attemptedAt attemptNote } }`;
const DECIDED = `query ($first: Int!) { it: internalEffectDecisions(first: $first) {
  source aggregateId effectId kind at decision externalId by why } }`;
const DECIDE = `mutation ($input: InternalDecideEffectInput!) { it: internalDecideEffect(input: $input) {
  refused decided { source aggregateId effectId kind at decision externalId by why } } }`;

interface ListArgs {
  readonly first?: number | null;
  readonly subgraph?: string | null;
}

interface DecisionInput {
  readonly id: string;
  readonly note: string;
  readonly externalId?: string | null;
}

/** What waits for a person in any subgraph, and what people decide about it. The orders subgraph speaks for all of them. */
export function attentionFields({ own, graph }: { readonly own: Attention; readonly graph: GraphClient }) {
  const ask = async <T>(owner: Owner, text: string, variables: Record<string, unknown>, signal: AbortSignal): Promise<T> => {
    try {
      return (await graph.query<{ it: T }>(owner, text, variables, { signal })).it;
    } catch (error) {
      if (!(error instanceof GraphClientError)) throw error;
      const message = `${owner} gives no answer right now; name another subgraph to ask that one alone`;
      throw new GraphQLError(message, { extensions: { code: 'UPSTREAM_UNAVAILABLE' } });
    }
  };
  const parkedAt = (owner: Owner, first: number, signal: AbortSignal) =>
    owner === 'orders' ? own.parked(first) : ask<readonly NamedParkedItem[]>(owner, PARKED, { first }, signal);
  const decidedAt = (owner: Owner, first: number, signal: AbortSignal) =>
    owner === 'orders' ? own.decided(first) : ask<readonly NamedDecidedItem[]>(owner, DECIDED, { first }, signal);
  const decideAt = async (owner: Owner, input: DecideInput, signal: AbortSignal): Promise<NamedDecidedItem | string> => {
    if (owner === 'orders') return own.decide(input);
    const { refused, decided } = await ask<{ refused: string | null; decided: NamedDecidedItem | null }>(owner, DECIDE, { input }, signal);
    return decided ?? refused ?? 'it was not decided';
  };

  const decide = async ({ id, note, externalId }: DecisionInput, decision: DecideInput['decision'], { viewer, signal }: RequestContext) => {
    mayDecide(viewer);
    const why = note.trim();
    if (why.length < 3 || why.length > 1_000) throw bad('note must say why, in 3 to 1000 characters');
    const vendorId = externalId?.trim();
    if (vendorId !== undefined && (vendorId === '' || vendorId.length > 255)) throw bad('externalId must have 1 to 255 characters');
    const named = readEffectId(id);
    if (!named) return { __typename: 'EffectNotDecided', reason: 'this is no id of an effect' };
    const { owner, ...where } = named;
    const input = { ...where, decision, why, by: viewerKey(viewer), ...(vendorId === undefined ? {} : { externalId: vendorId }) };
    const decided = await decideAt(owner, input, signal);
    return typeof decided === 'string'
      ? { __typename: 'EffectNotDecided', reason: decided }
      : { __typename: 'EffectDecided', decision: decisionValue(owner, decided) };
  };

  return {
    Query: {
      parkedEffects: async (_: unknown, args: ListArgs, { viewer, signal }: RequestContext) => {
        mayDecide(viewer);
        const first = checkFirst(args.first);
        const lists = await Promise.all(
          ownersOf(args).map(async owner => (await parkedAt(owner, first, signal)).map(item => parkedValue(owner, item))),
        );
        return lists
          .flat()
          .sort((a, b) => order(a.since, b.since))
          .slice(0, first);
      },
      effectDecisions: async (_: unknown, args: ListArgs, { viewer, signal }: RequestContext) => {
        mayDecide(viewer);
        const first = checkFirst(args.first);
        const lists = await Promise.all(
          ownersOf(args).map(async owner => (await decidedAt(owner, first, signal)).map(item => decisionValue(owner, item))),
        );
        return lists
          .flat()
          .sort((a, b) => order(b.at, a.at))
          .slice(0, first);
      },
    },
    Mutation: {
      retryEffect: (_: unknown, { input }: { input: DecisionInput }, context: RequestContext) => decide(input, 'RETRY', context),
      resolveEffect: (_: unknown, { input }: { input: DecisionInput & { readonly made: boolean } }, context: RequestContext) => {
        if (!input.made && input.externalId != null) throw bad('externalId: what was not made has none');
        return decide(input, input.made ? 'MADE' : 'NOT_MADE', context);
      },
      abandonEffect: (_: unknown, { input }: { input: DecisionInput }, context: RequestContext) => decide(input, 'ABANDON', context),
    },
    DecideEffectResult: { __resolveType: (value: { __typename: string }) => value.__typename },
  };
}

function mayDecide(viewer: Viewer): void {
  if (viewer.kind === 'ANONYMOUS') throw new GraphQLError('Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });
  const isAllowed =
    viewer.kind === 'SERVICE' ||
    (viewer.kind === 'STAFF' && (viewer.roles.includes('operator') || viewer.roles.includes('admin'))) ||
    (viewer.kind === 'API_CLIENT' && viewer.scopes.includes(SCOPE));
  if (!isAllowed)
    throw new GraphQLError(`Not allowed: this needs the role operator, or the scope ${SCOPE}`, { extensions: { code: 'FORBIDDEN' } });
}

function ownersOf({ subgraph }: ListArgs): readonly Owner[] {
  if (subgraph == null) return OWNERS;
  const owner = OWNERS.find(one => one === subgraph);
  if (!owner) throw bad(`subgraph must be one of: ${OWNERS.join(', ')}`);
  return [owner];
}

function checkFirst(first: number | null | undefined): number {
  const wanted = first ?? 50;
  if (wanted < 1 || wanted > 100) throw bad('first must be 1 to 100');
  return wanted;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function parkedValue(owner: Owner, { source, ...item }: NamedParkedItem) {
  return { attemptedAt: null, attemptNote: null, ...item, id: writeEffectId({ owner, source, ...item }), subgraph: owner };
}

function decisionValue(owner: Owner, { source, why, ...item }: NamedDecidedItem) {
  return { externalId: null, ...item, effect: writeEffectId({ owner, source, ...item }), subgraph: owner, note: why };
}

function bad(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
