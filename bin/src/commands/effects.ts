import { table } from '../table.ts';

/** How the running system is reached, and as whom: staff with the role `operator`, or an API client with the scope `effects:manage`. */
export interface EffectsAccess {
  readonly url: string;
  readonly key?: string;
  readonly email?: string;
}

export interface ListOptions extends EffectsAccess {
  readonly first: number;
  readonly subgraph?: string;
  readonly json?: boolean;
}

export interface DecideOptions extends EffectsAccess {
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

function decided(access: EffectsAccess, mutation: string, input: object): Promise<void> {
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

async function asViewer<T>({ url, key, email }: EffectsAccess, query: string, variables: object): Promise<T> {
  return ask<T>(url, query, variables, await credentials(url, key, email));
}

/** Secrets come from the environment, so that they stand in no list of processes and no history. */
async function credentials(url: string, key: string | undefined, email: string | undefined): Promise<Record<string, string>> {
  const apiKey = key ?? process.env['ONEBASKET_API_KEY'];
  if (email === undefined) {
    if (!apiKey) throw new Error('say who you are: ONEBASKET_API_KEY, or --email with ONEBASKET_PASSWORD');
    return { 'x-api-key': apiKey };
  }
  const password = process.env['ONEBASKET_PASSWORD'];
  if (!password) throw new Error('--email needs the password in ONEBASKET_PASSWORD');
  const signIn = 'mutation ($i: SignInInput!) { signIn(input: $i) { ... on SignedIn { accessToken } ... on SignInRefused { message } } }';
  const answer = await ask<{ signIn: { readonly accessToken?: string; readonly message?: string } }>(
    url,
    signIn,
    { i: { email, password } },
    {},
  );
  if (!answer.signIn.accessToken) throw new Error(answer.signIn.message ?? 'not signed in');
  return { authorization: `Bearer ${answer.signIn.accessToken}` };
}

async function ask<T>(url: string, query: string, variables: object, headers: Record<string, string>): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  }).catch((error: unknown) => {
    throw new Error(`no answer from ${url}: is OneBasket running there?`, { cause: error });
  });
  const { data, errors } = (await response.json()) as {
    readonly data?: T | null;
    readonly errors?: readonly { readonly message: string }[];
  };
  if (errors?.length || !data) throw new Error(errors?.map(error => error.message).join('; ') ?? `${url} answered ${response.status}`);
  return data;
}
