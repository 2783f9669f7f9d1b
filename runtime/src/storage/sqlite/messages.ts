import type { Entries } from '../document-table.ts';

/** A document as the writer stores it: `text` without version, entries by index. */
export interface DocumentRow {
  readonly id: string;
  readonly v: number;
  readonly shape: number;
  readonly text: string;
  readonly entries: Entries;
  readonly writeId: string;
}

/** A stored document as the writer answers it. */
export interface StoredRow {
  readonly id: string;
  readonly v: number;
  readonly shape: number;
  readonly body: string;
}

/** Somebody waits for these: they go first, and those that wait together share one commit. */
export type InteractiveWrite =
  | { readonly kind: 'insert'; readonly table: string; readonly durable: boolean; readonly row: DocumentRow }
  | { readonly kind: 'replace'; readonly table: string; readonly durable: boolean; readonly row: DocumentRow }
  | { readonly kind: 'remove'; readonly table: string; readonly durable: boolean; readonly id: string; readonly v: number };

/** These take turns, one small transaction at a time. */
export type BulkWrite =
  | { readonly kind: 'put'; readonly table: string; readonly rows: readonly DocumentRow[] }
  | {
      readonly kind: 'rekey';
      readonly table: string;
      readonly rows: readonly { readonly id: string; readonly v: number; readonly entries: Entries }[];
    };

/** Files and tables: rare, each for itself. */
export type Preparation =
  | { readonly kind: 'open' }
  | { readonly kind: 'create'; readonly table: string }
  | { readonly kind: 'mark-keyed'; readonly table: string; readonly fingerprint: string }
  | { readonly kind: 'close' };

export type Write = InteractiveWrite | BulkWrite | Preparation;

export interface WriteRequest {
  readonly number: number;
  readonly file: string;
  readonly write: Write;
}

export type WriteReply = { readonly number: number; readonly result: unknown } | { readonly number: number; readonly error: Error };
