import type { Json } from '@onebasket/core';
import { Type } from 'typebox';
import type { Doc } from '../storage/port.ts';

/** Something the aggregate must do in the world, written in the same replace as the state that demands it. */
export interface Effect {
  /** Unique within the aggregate; a second effect of one id is not added. */
  readonly id: string;
  /** `name@version`: the handler that runs it. */
  readonly kind: string;
  /** Refers to the document; never copies people's data. */
  readonly payload: Json;
  /** Ids that must be finished first. */
  readonly after: readonly string[];
  readonly wakeAt: string;
  /** Tries that came to an end so far. */
  readonly tries: number;
  /** Written before the try is sent. One that stands without outcome is `unknown`: ask before anything repeats. */
  readonly attempt?: { readonly startedAt: string; readonly note?: string };
  readonly parked?: { readonly at: string; readonly reason: string };
}

export interface Lease {
  readonly holder: string;
  readonly until: string;
}

/** A write that is over: what came of it. */
export interface FinishedEffect {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly tries: number;
  readonly outcome: 'done' | 'failed';
}

/** What a person may decide about an effect that waits for one. `MADE` and `NOT_MADE` say what became of an attempt whose outcome nobody could tell. */
export const DECISIONS = ['RETRY', 'MADE', 'NOT_MADE', 'ABANDON'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

export interface Decision {
  readonly decision: DecisionKind;
  /** What the vendor calls what was made. */
  readonly externalId?: string;
  /** `viewerKey` of whoever decided. */
  readonly by: string;
  readonly why: string;
}

/** The audit trail: written in the same replace as what follows from the decision, and never changed. */
export interface DecisionEntry extends Decision {
  readonly at: string;
  readonly effectId: string;
  readonly kind: string;
}

/** A document with effects. At most 64 are open at a time. */
export interface Aggregate extends Doc {
  readonly effects: readonly Effect[];
  /** Writes that are over and have not yet moved to the journal, oldest first. */
  readonly finished?: readonly FinishedEffect[];
  /** How many of them have moved. */
  readonly journaled?: number;
  /** What people decided about its effects, oldest first. */
  readonly decisions?: readonly DecisionEntry[];
  /** How many of its events integrators were told of, and the state that the last of them told. */
  readonly announced?: { readonly sequence: number; readonly state: string };
  /** The earliest instant at which somebody must look; indexed. Absent = nothing to do. */
  readonly wakeAt?: string;
  readonly lease?: Lease;
}

const instantText = Type.String({ minLength: 24, maxLength: 24 });

/** The members that every aggregate's schema spreads in. */
export const aggregateFields = {
  effects: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String({ pattern: '^[a-z-]+@\\d+$' }),
      payload: Type.Unknown(),
      after: Type.Array(Type.String()),
      wakeAt: instantText,
      tries: Type.Integer({ minimum: 0 }),
      attempt: Type.Optional(Type.Object({ startedAt: instantText, note: Type.Optional(Type.String({ maxLength: 2000 })) })),
      parked: Type.Optional(Type.Object({ at: instantText, reason: Type.String() })),
    }),
    { maxItems: 64 },
  ),
  finished: Type.Optional(
    Type.Array(
      Type.Object({
        id: Type.String(),
        kind: Type.String(),
        at: instantText,
        tries: Type.Integer(),
        outcome: Type.Enum(['done', 'failed']),
      }),
    ),
  ),
  journaled: Type.Optional(Type.Integer({ minimum: 0 })),
  decisions: Type.Optional(
    Type.Array(
      Type.Object({
        at: instantText,
        effectId: Type.String(),
        kind: Type.String(),
        decision: Type.Enum([...DECISIONS]),
        externalId: Type.Optional(Type.String({ maxLength: 255 })),
        by: Type.String({ maxLength: 300 }),
        why: Type.String({ maxLength: 1000 }),
      }),
    ),
  ),
  announced: Type.Optional(Type.Object({ sequence: Type.Integer({ minimum: 0 }), state: Type.String() })),
  wakeAt: Type.Optional(instantText),
  lease: Type.Optional(Type.Object({ holder: Type.String(), until: instantText })),
};

/** One try, as its handler sees it. */
export interface EffectRun<T extends Aggregate> {
  /** The document when the try began. */
  readonly doc: T;
  readonly effect: Effect;
  /** When the attempt that may have happened began; for a first try: now. */
  readonly startedAt: string;
  /** Stops before the lease ends. */
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  /** Stores a note with the attempt, durably, before it resolves. */
  readonly remember: (note: string) => Promise<void>;
}

/** What a handler says of a try. `later`: nothing went wrong, but look again then (a timer, a poll). */
export type EffectOutcome<V> = { readonly status: 'done'; readonly value: V } | { readonly status: 'later'; readonly at: string };

/** How one kind of effect is done. */
export interface EffectHandler<T extends Aggregate, V = unknown> {
  readonly kind: string;
  /** `read`: may be repeated freely, so no attempt is written. `write`: an attempt stands before it is sent. */
  readonly effect: 'read' | 'write';
  /** Default 12,000; at most 14,000, so that it ends 5 s before the lease does. */
  readonly deadlineMs?: number;
  /** Does it. Throws `AdapterError`: `not-done` is tried again, `unknown` is asked for first. Any other error is a defect and parks it. */
  run(run: EffectRun<T>): Promise<EffectOutcome<V>>;
  /** Did the attempt without outcome happen? `not-done` lets it run again. Without it, and when it throws `UnknownOutcome`, a person is asked. */
  find?(run: EffectRun<T>): Promise<EffectOutcome<V> | 'not-done'>;
  /** Pure: the document after the outcome. The runtime has already taken the effect out. */
  apply(doc: T, effect: Effect, value: V, now: Date): T;
  /** When given, tries that end `not-done` give up after this many, with `failed` as the answer. */
  readonly maxTries?: number;
  /** Pure: the document after the last try came to nothing. Without it the effect is parked. */
  failed?(doc: T, effect: Effect, error: Error, now: Date): T;
  /** Pure: a person has to look; what that means for the document. */
  parked?(doc: T, effect: Effect, reason: string, now: Date): T;
  /** Pure: a person found out that it was made, under this id at the vendor; a text says why that cannot be taken. Without it the effect is simply over. */
  made?(doc: T, effect: Effect, externalId: string | undefined, now: Date): T | string;
  /** Pure: a person found out that it was not made. Without it the effect is sent anew, which is safe now. */
  notMade?(doc: T, effect: Effect, now: Date): T;
}
