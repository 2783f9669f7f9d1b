import type { IndexAnswer, IndexedListing, IndexQuery, PlaceInAnswer } from '../index-port.ts';

/** What the search thread is asked to do. */
export type IndexTask =
  | { readonly kind: 'write'; readonly put: readonly IndexedListing[]; readonly remove: readonly string[] }
  | {
      readonly kind: 'search';
      readonly query: IndexQuery;
      readonly page: { readonly first: number; readonly after?: PlaceInAnswer | undefined };
    };

export type TaskResult = IndexAnswer | undefined;
