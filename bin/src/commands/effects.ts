import { asViewer, type RunningAccess } from '../running-system.ts';
import { table } from '../table.ts';

export interface ListOptions extends RunningAccess {
  readonly first: number;
  readonly subgraph?: string;
  readonly json?: boolean;
}

export interface DecideOptions extends RunningAccess {
  readonly note: string;
}

export interface ResolveOptions extends DecideOptions {
  readonly made?: boolean;
  readonly notMade?: boolean;
  readonly externalId?: string;
}

interface Parked {
  readonly id: string;
  readonly subgraph: string;
  readonly aggregateId: string;
  readonly kind: string;
  readonly since: string;
  readonly attemptedAt: string | null;
  readonly reason: string;
}

interface Decision {
  readonly subgraph: string;
  readonly aggregateId: string;
  readonly kind: string;
  readonly at: string;
  readonly decision: string;
  readonly externalId: string | null;
  readonly by: string;
  readonly note: string;
}

const PARKED = `query ($first: Int!, $subgraph: String) { parkedEffects(first: $first, subgraph: $subgraph) {
  id subgraph aggregateId effectId kind since reason tries attemptedAt attemptNote } }`;
const DECISION = 'subgraph aggregateId effectId kind at decision externalId by note';
const DECIDED = `query ($first: Int!, $subgraph: String) { effectDecisions(first: $first, subgraph: $subgraph) { ${DECISION} } }`;
const decide = (field: string, input: string) =>
  `mutation ($input: ${input}!) { it: ${field}(input: $input) { __typename ... on EffectDecided { decision { ${DECISION} } } ... on EffectNotDecided { reason } } }`;

/** `onebasket effects list`: what waits for a person, longest first. */
export function listEffects({ first, subgraph, json, ...access }: ListOptions): Promise<void> {
  return told(async () => {
    const { parkedEffects } = await asViewer<{ parkedEffects: readonly Parked[] }>(access, PARKED, { first, subgraph });
    if (json) return JSON.stringify(parkedEffects, null, 2);
    if (parkedEffects.length === 0) return 'Nothing waits for a person.';
    const blocks = parkedEffects.map(one =>
      [
        `${one.kind} of ${one.aggregateId} (${one.subgraph}), since ${one.since}`,
        `  ${one.reason}`,
        `  ${one.attemptedAt ? `sent ${one.attemptedAt}, the answer was lost: find out at the vendor` : 'it certainly did not happen'}`,
        `  id ${one.id}`,
      ].join('\n'),
    );
    return blocks.join('\n\n');
  });
}

/** `onebasket effects log`: what people decided, newest first. */
export function logEffects({ first, subgraph, json, ...access }: ListOptions): Promise<void> {
  return told(async () => {
    const { effectDecisions } = await asViewer<{ effectDecisions: readonly Decision[] }>(access, DECIDED, { first, subgraph });
    if (json) return JSON.stringify(effectDecisions, null, 2);
    if (effectDecisions.length === 0) return 'Nobody has decided anything yet.';
    return table([
      ['when', 'who', 'decided', 'about', 'of', 'why'],
      ...effectDecisions.map(one => [one.at, one.by, words(one), one.kind, one.aggregateId, one.note]),
    ]);
  });
}

/** `onebasket effects retry ID`. */
export function retryEffect(id: string, { note, ...access }: DecideOptions): Promise<void> {
  return decided(access, decide('retryEffect', 'DecideEffectInput'), { id, note });
}

/** `onebasket effects resolve ID`: a person has found out at the vendor what became of it. */
export function resolveEffect(id: string, { note, made, notMade, externalId, ...access }: ResolveOptions): Promise<void> {
  if (Boolean(made) === Boolean(notMade)) {
    console.error('say what became of it: --made or --not-made');
    process.exitCode = 1;
    return Promise.resolve();
  }
  const input = { id, note, made: made === true, ...(externalId === undefined ? {} : { externalId }) };
  return decided(access, decide('resolveEffect', 'ResolveEffectInput'), input);
}

/** `onebasket effects abandon ID`. */
export function abandonEffect(id: string, { note, ...access }: DecideOptions): Promise<void> {
  return decided(access, decide('abandonEffect', 'DecideEffectInput'), { id, note });
}

function decided(access: RunningAccess, mutation: string, input: object): Promise<void> {
  return told(async () => {
    const { it } = await asViewer<{ it: { readonly decision?: Decision; readonly reason?: string } }>(access, mutation, { input });
    if (!it.decision) throw new Error(it.reason ?? 'nothing was decided');
    return `${words(it.decision)}: ${it.decision.kind} of ${it.decision.aggregateId}`;
  });
}

function words({ decision, externalId }: Decision): string {
  const known: Readonly<Record<string, string>> = { RETRY: 'tried again', MADE: 'made', NOT_MADE: 'not made', ABANDON: 'given up' };
  return `${known[decision] ?? decision}${externalId ? ` as ${externalId}` : ''}`;
}

/** Prints what the work says; what goes wrong is told in one line and ends with 1. */
async function told(work: () => Promise<string>): Promise<void> {
  try {
    console.log(await work());
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
