import type { TSchema } from 'typebox';
import type { Json } from '@onebasket/core';

/** A document: plain JSON with an id, a version that grows by one with every replace, and the number of its form. */
export interface Doc {
  readonly _id: string;
  readonly v: number;
  readonly shape: number;
}

export type Key = readonly (string | number)[];

/** Opaque; names a place between two documents of one index, in either direction. */
export type Cursor = string;

/** A collection is described once; a query names one of its indexes, and there is no other query. */
export interface CollectionSpec<T extends Doc, I extends string> {
  readonly name: string;
  /** Checked on every write; a violation is a defect and throws `DocumentInvalid` with the path. */
  readonly schema: TSchema;
  /** `lift[n]` turns shape n+1 into n+2; the current shape is `lift.length + 1`. Old shapes are lifted on read. */
  readonly lift: readonly ((old: Json) => Json)[];
  /** Pure. No key = not in this index; several = one entry per array member. A change re-keys in the background, with progress in the log. */
  readonly indexes: Readonly<Record<I, (doc: T) => readonly Key[]>>;
  /** Raised with every change of an index function, so that stored keys are derived anew. Default 1. */
  readonly indexVersion?: number;
  /** Default 262,144. */
  readonly maxBytes?: number;
  /** Can be rebuilt: allows `putMany`, written with synchronous=NORMAL. */
  readonly derived?: true;
}

export interface Range<I extends string> {
  readonly index: I;
  /** Equal on these leading members. */
  readonly prefix: Key;
  /** Inclusive, on the members after the prefix. */
  readonly from?: Key;
  /** Exclusive, on the members after the prefix. */
  readonly below?: Key;
  readonly order?: 'asc' | 'desc';
  readonly after?: Cursor;
  /** 1 to 1,000. */
  readonly limit: number;
}

export interface Collection<T extends Doc, I extends string> {
  get(id: string): Promise<T | undefined>;
  /** In the order asked. */
  getMany(ids: readonly string[]): Promise<readonly (T | undefined)[]>;
  find(range: Range<I>): Promise<{ readonly docs: readonly T[]; readonly next?: Cursor }>;
  /** Insert if absent: the primitive of idempotency. `existing` is the document that was there before, which then stands unchanged. */
  insert(doc: T): Promise<{ readonly existing?: T }>;
  /** Replaces when the stored version is `doc.v`, and stores it as `doc.v + 1`. A retried success is no conflict. */
  replace(doc: T): Promise<'replaced' | 'conflict'>;
  /** Read, decide (pure; `undefined` = leave as it is), replace; queued per id in this process, retried with jitter on conflict. Resolves to what stands afterwards; `undefined` when there is no such document. */
  change(id: string, decide: (now: T) => T | undefined): Promise<T | undefined>;
  /** False when the stored version is not `v`. */
  remove(id: string, v: number): Promise<boolean>;
  /** Derived collections only: writes whole documents whatever stands there, in small transactions that let other writers pass. `v` is kept by the store. */
  putMany(docs: readonly T[]): Promise<{ readonly written: number; readonly unchanged: number }>;
}

/** The documents of one subgraph. */
export interface Storage {
  collection<T extends Doc, I extends string>(spec: CollectionSpec<T, I>): Collection<T, I>;
  /** Resolves when every declared collection can be used (files open, indexes there). */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the storage of a namespace (a subgraph's name): a file of its own in SQLite, a prefix in MongoDB. */
export interface StorageProvider {
  open(namespace: string): Storage;
  close(): Promise<void>;
}
