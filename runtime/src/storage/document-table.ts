import type { EntryRange } from './range.ts';

/** Encoded entries by index; an index without entries is absent. */
export type Entries = Readonly<Record<string, readonly string[]>>;

/** A document as it is stored. */
export interface StoredDocument {
  readonly id: string;
  readonly v: number;
  readonly shape: number;
  /** Canonical JSON of the document without `v`: equal documents have equal text. */
  readonly text: string;
}

/** A document on its way into the store: checked, its keys derived. */
export interface PreparedDocument extends StoredDocument {
  readonly entries: Entries;
  /** Names this one write, so that a repeated attempt is recognised as the one that succeeded. */
  readonly writeId: string;
}

/** The entries of a document as they are derived now, and the version they were derived from. */
export type Rekeyed = Pick<PreparedDocument, 'id' | 'v' | 'entries'>;

/** What a database must do for one collection; everything else is the same for all of them and lives in `document-collection.ts`. */
export interface DocumentTable {
  /** Creates what is missing and resolves to the fingerprint that the stored keys were derived under; `undefined` when nothing is stored yet. */
  open(): Promise<string | undefined>;
  /** In the order asked. */
  read(ids: readonly string[]): Promise<readonly (StoredDocument | undefined)[]>;
  /** One row per entry, in the order asked, at most `limit`. */
  scan(range: EntryRange): Promise<readonly (StoredDocument & { readonly entry: string })[]>;
  /** `undefined` when it was stored, else what was there before. */
  insert(prepared: PreparedDocument): Promise<StoredDocument | undefined>;
  /** Stores `prepared` when the stored version is `prepared.v - 1` or when this very write was already stored. */
  replace(prepared: PreparedDocument): Promise<boolean>;
  remove(id: string, v: number): Promise<boolean>;
  /** Stores whatever stands there; `v` of a new document is 1, of a changed one grows by one. Resolves to how many were written. */
  put(prepared: readonly PreparedDocument[]): Promise<number>;
  /** By id, after the given one. */
  walk(afterId: string | undefined, limit: number): Promise<readonly StoredDocument[]>;
  /** Sets the entries of documents that still have the version they were derived from. */
  rekey(documents: readonly Rekeyed[]): Promise<void>;
  /** Remembers that all keys are derived under this fingerprint. */
  markKeyed(fingerprint: string): Promise<void>;
}
