import type { PreparedDocument, Rekeyed } from '../document-table.ts';

/** Somebody waits for these: they go first, and those that wait together share one commit. */
export type InteractiveWrite =
  | { readonly kind: 'insert'; readonly table: string; readonly durable: boolean; readonly document: PreparedDocument }
  | { readonly kind: 'replace'; readonly table: string; readonly durable: boolean; readonly document: PreparedDocument }
  | { readonly kind: 'remove'; readonly table: string; readonly durable: boolean; readonly id: string; readonly v: number };

/** These take turns, one small transaction at a time. */
export type BulkWrite =
  | { readonly kind: 'put'; readonly table: string; readonly documents: readonly PreparedDocument[] }
  | {
      readonly kind: 'rekey';
      readonly table: string;
      readonly documents: readonly Rekeyed[];
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
