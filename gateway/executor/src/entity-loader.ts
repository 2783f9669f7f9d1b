import type { Entity } from './program.ts';
import type { RepresentationReader } from './representation.ts';
import type { SubgraphAnswer } from './subgraph-source.ts';

/** Representations that were sent together, and what came back. */
export class Batch {
  readonly representations: Entity[] = [];
  /** Settled once; `done` never rejects. */
  done: Promise<void> | undefined;
  isSettled = false;
  answer: SubgraphAnswer | undefined;
  /** There was no answer. */
  failure: unknown;
  /** `undefined` when the answer has none, or not as many as were asked for. */
  entities: readonly (Entity | null)[] | undefined;

  settle(answer: SubgraphAnswer): void {
    this.answer = answer;
    this.isSettled = true;
    const entities = answer.data?.['_entities'];
    if (Array.isArray(entities) && entities.length === this.representations.length) this.entities = entities as (Entity | null)[];
  }

  fail(failure: unknown): void {
    this.failure = failure;
    this.isSettled = true;
  }
}

/** One entity asked of one subgraph. */
export interface Loaded {
  readonly batch: Batch;
  readonly index: number;
  /** Whether its objects are already part of the answer. */
  isUsed: boolean;
}

/** The entities that one request has asked by one sub-request, whichever branch of the plan asked first. */
export class EntityLoader {
  private readonly known = new Map<string | number, Loaded>();

  /**
   * For each target its entity, or `undefined` where there is none to ask for. What nobody has asked for yet is in the returned batch, which the caller
   * has to send.
   */
  request(
    targets: readonly Entity[],
    reader: RepresentationReader,
  ): { readonly loaded: readonly (Loaded | undefined)[]; readonly fresh: Batch } {
    const fresh = new Batch();
    const loaded = targets.map(target => {
      const key = reader.keyOf(target);
      if (key === undefined) return undefined;
      let one = this.known.get(key);
      if (!one) {
        one = { batch: fresh, index: fresh.representations.length, isUsed: false };
        fresh.representations.push(reader.build(target));
        this.known.set(key, one);
      }
      return one;
    });
    return { loaded, fresh };
  }
}
