import type { GraphQLSchema } from 'graphql';
import type { Walk } from './back-end.ts';
import { EntityLoader, type Batch, type Loaded } from './entity-loader.ts';
import { downstreamError } from './apollo-internals.ts';
import { copyOf, merge } from './merge.ts';
import type { Entity, FetchStep } from './program.ts';
import type { RepresentationReader } from './representation.ts';
import { applyRewrites } from './rewrites.ts';
import { entityIndex, placesAt, type ErrorPath } from './subgraph-errors.ts';
import type { RequestContext, Send, SubgraphAnswer } from './subgraph-source.ts';

/** One execution of a program: what has been fetched so far. */
export class Run {
  readonly fetched: Entity = {};
  readonly errors: Error[] = [];
  readonly request: RequestContext;
  private readonly loaders = new Map<string, EntityLoader>();

  constructor(request: RequestContext) {
    this.request = request;
  }

  /** The loader that all fetches asking the same share. */
  loader(entityKey: string): EntityLoader {
    let loader = this.loaders.get(entityKey);
    if (!loader) this.loaders.set(entityKey, (loader = new EntityLoader()));
    return loader;
  }

  /** The step's share of the request's variables. */
  variables(names: readonly string[]): Record<string, unknown> {
    const given = this.request.request.variables;
    const share: Record<string, unknown> = {};
    if (given) for (const name of names) if (Object.hasOwn(given, name) && given[name] !== undefined) share[name] = given[name];
    return share;
  }
}

/** Does its part of a run. Never rejects: what goes wrong is in the run's errors. */
export type Execute = (run: Run) => Promise<void> | void;

/** What a fetch is made of beside its step. */
export interface FetchParts {
  readonly walk: Walk;
  readonly send: Send;
  readonly schema: GraphQLSchema;
}

/** A fetch of root fields, laid over every object at its path. */
export function fetchRoot(step: FetchStep, { walk, send, schema }: FetchParts): Execute {
  return run => {
    const targets: Entity[] = [];
    walk(run.fetched, targets);
    if (targets.length === 0) return;
    const settle = (answer: SubgraphAnswer): void => {
      reportErrors(run, step, answer, error => (error.path ? [...step.path, ...error.path] : undefined));
      if (!answer.data) return;
      applyRewrites(step.outputRewrites, answer.data, schema);
      for (const [index, target] of targets.entries()) merge(target, index === 0 ? answer.data : copyOf(answer.data));
    };
    return settled(
      () => send(run.variables(step.variables), run.request),
      settle,
      failure => void run.errors.push(failure as Error),
    );
  };
}

/** How entities get from the loader into the answer. */
export interface EntityParts extends FetchParts {
  readonly reader: RepresentationReader;
  /** Whether other branches of the plan may be answered by the same entities: never those of a mutation. */
  readonly isShared: boolean;
  /** Which objects of the answer must be the target's own. */
  readonly copies: 'none' | 'repeated' | 'all';
}

/** A fetch of entities by their representations, each distinct one asked once per request. */
export function fetchEntities(step: FetchStep, parts: EntityParts): Execute {
  const { walk, reader, isShared, send } = parts;
  return run => {
    const targets: Entity[] = [];
    walk(run.fetched, targets);
    if (targets.length === 0) return;
    const loader = isShared ? run.loader(step.entityKey) : new EntityLoader();
    const { loaded, fresh } = loader.request(targets, reader);
    if (fresh.representations.length > 0) sendBatch(fresh, step, send, run);
    const settle = () => placeEntities(step, parts, run, targets, loaded);
    const waiting = pending(loaded);
    if (waiting.length === 0) return settle();
    return (waiting.length === 1 ? (waiting[0] as Promise<void>) : Promise.all(waiting)).then(settle);
  };
}

function sendBatch(batch: Batch, step: FetchStep, send: Send, run: Run): void {
  const variables = run.variables(step.variables);
  variables['representations'] = batch.representations;
  const done = settled(
    () => send(variables, run.request),
    answer => batch.settle(answer),
    failure => batch.fail(failure),
  );
  if (done) batch.done = done;
}

function pending(loaded: readonly (Loaded | undefined)[]): Promise<void>[] {
  const waiting: Promise<void>[] = [];
  let last: Batch | undefined;
  for (const one of loaded) {
    if (!one || one.batch === last) continue;
    last = one.batch;
    if (!last.isSettled && last.done && !waiting.includes(last.done)) waiting.push(last.done);
  }
  return waiting;
}

function placeEntities(
  step: FetchStep,
  parts: EntityParts,
  run: Run,
  targets: readonly Entity[],
  loaded: readonly (Loaded | undefined)[],
): void {
  const batches = new Set<Batch>();
  for (let index = 0; index < targets.length; index++) {
    const one = loaded[index];
    if (!one) continue;
    batches.add(one.batch);
    const entity = one.batch.entities?.[one.index];
    if (!entity) continue;
    const target = targets[index] as Entity;
    if (!one.isUsed && step.outputRewrites.length > 0) {
      entity['__typename'] ||= target['__typename'];
      applyRewrites(step.outputRewrites, entity, parts.schema);
    }
    const copies = parts.copies === 'all' || (one.isUsed && parts.copies === 'repeated');
    one.isUsed = true;
    merge(target, copies ? copyOf(entity) : entity);
  }
  for (const batch of batches) reportBatch(step, run, batch, loaded);
}

/** What the batch has to say about the entities of this fetch: each place that waited for a failed entity hears of it. */
function reportBatch(step: FetchStep, run: Run, batch: Batch, loaded: readonly (Loaded | undefined)[]): void {
  if (batch.failure !== undefined) return void run.errors.push(batch.failure as Error);
  const { answer, entities } = batch;
  if (!answer) return;
  if (answer.errors?.length) {
    const errors = answer.errors.map(error => ({ error, index: entityIndex(error) }));
    const places = placesAt(step.path, run.fetched);
    const located = errors.flatMap(({ error, index }) => {
      if (index === undefined) return [{ error, target: -1, path: error.path ? [...step.path, ...error.path] : undefined }];
      const targets = loaded.flatMap((one, target) => (one?.batch === batch && one.index === index ? [target] : []));
      return targets.map(target => ({ error, target, path: [...(places[target] ?? []), ...(error.path ?? []).slice(2)] }));
    });
    // With repeated representations, Apollo's executor would have asked for each place and heard of each in its turn.
    if (located.length > errors.length) located.sort((one, other) => one.target - other.target);
    for (const { error, path } of located) run.errors.push(downstreamError(error, step.service, path));
    notePaths(run, step, answer);
  }
  if (!answer.data || entities) return;
  const count = loaded.filter(one => one?.batch === batch).length;
  const complaint = Array.isArray(answer.data['_entities']) ? `to contain ${count} elements` : 'in response to be an array';
  run.errors.push(new Error(`Expected "data._entities" ${complaint}`));
}

function reportErrors(
  run: Run,
  step: FetchStep,
  answer: SubgraphAnswer,
  place: (error: { readonly path?: ErrorPath | undefined }) => ErrorPath | undefined,
): void {
  if (!answer.errors?.length) return;
  for (const error of answer.errors) run.errors.push(downstreamError(error, step.service, place(error)));
  notePaths(run, step, answer);
}

/** For usage reporting, which wants to know of errors that no trace tells it. */
function notePaths({ request: { metrics } }: Run, { service }: FetchStep, { errors = [], extensions }: SubgraphAnswer): void {
  if (!metrics || extensions?.['ftv1']) return;
  (metrics.nonFtv1ErrorPaths ??= []).push(...errors.map(({ path }) => ({ subgraph: service, path })));
}

/** Goes on with the answer at once when the source has it at once, and with the failure however it comes. */
function settled(
  ask: () => SubgraphAnswer | Promise<SubgraphAnswer>,
  use: (answer: SubgraphAnswer) => void,
  fail: (failure: unknown) => void,
): Promise<void> | undefined {
  try {
    const answer = ask();
    if ('then' in answer) return answer.then(use).catch(fail);
    use(answer);
  } catch (failure) {
    fail(failure);
  }
  return undefined;
}
