import type { Entity, ObjectShape } from './program.ts';
import type { FlatRequirement, RepresentationReader } from './representation.ts';

/** Collects the objects at a path below `root`, in the order of the lists on the way. */
export type Walk = (root: Entity, into: Entity[]) => void;

/** Builds the answer from everything that was fetched; `null` when a missing value has taken the whole answer with it. */
export type Shaper = (fetched: Entity, doubts: Doubts) => Entity | null;

/** Makes a program run: by generating code, or by closures where that is forbidden. Both give the same answers. */
export interface BackEnd {
  readonly name: 'generated' | 'closures';
  walk(path: readonly string[]): Walk;
  representation(required: FlatRequirement): RepresentationReader;
  shaper(shape: ObjectShape): Shaper;
}

/** What a shaper noticed. */
export class Doubts {
  /** Some value did not fit its type and became null: Apollo's executor has words for it. */
  misfits = false;

  /** Data of a kind that only Apollo's executor knows what to make of. */
  refuse(): never {
    throw new Unshapable();
  }
}

/** Thrown by a shaper for data that it leaves to Apollo's. */
export class Unshapable extends Error {}
