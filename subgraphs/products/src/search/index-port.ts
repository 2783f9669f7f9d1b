import type { Availability } from '@onebasket/adapter-sdk';

export const SORTS = ['RELEVANCE', 'PRICE_ASC', 'PRICE_DESC', 'SALES_DESC', 'RATING_DESC', 'NEWEST'] as const;
export type SearchSort = (typeof SORTS)[number];

/** What the index knows of one listing. Plain data: it crosses threads, and may cross machines. */
export interface IndexedListing {
  readonly id: string;
  readonly productId: string;
  readonly channelId: string;
  readonly title: string;
  readonly brand?: string | undefined;
  /** Model, SKU, GTINs. */
  readonly codes: readonly string[];
  readonly categoryPath: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly value: string; readonly unit?: string | undefined }[];
  readonly description?: string | undefined;
  /** Absent when the channel names none, or the listing cannot be bought at all. */
  readonly price?: { readonly minor: bigint; readonly currency: string } | undefined;
  readonly availability: Availability;
  readonly rating?: { readonly average: number; readonly count: number } | undefined;
  readonly salesVolume?: number | undefined;
  /** Instant as text; empty when the channel does not say. */
  readonly createdAt: string;
}

export interface IndexFilter {
  /** Decimal text of major units, in `currency`. */
  readonly minPrice?: string | undefined;
  readonly maxPrice?: string | undefined;
  readonly currency?: string | undefined;
  readonly brands?: readonly string[] | undefined;
  readonly category?: string | undefined;
  readonly availability?: readonly Availability[] | undefined;
  readonly attributes?: readonly AttributeWanted[] | undefined;
}

export interface AttributeWanted {
  readonly name: string;
  readonly equals?: readonly string[] | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly unit?: string | undefined;
}

export interface IndexQuery {
  readonly text: string;
  readonly filter: IndexFilter;
  readonly sort: SearchSort;
  /** Only listings of these channels are looked at. */
  readonly channels: readonly string[];
  /** Listings that a channel named in answer to this text just now: they match, whatever their words. */
  readonly admit: readonly string[];
}

/** Where a page starts: after this place of an answer given before. */
export interface PlaceInAnswer {
  readonly answerId: string;
  readonly position: number;
  readonly productId: string;
}

export interface IndexHit {
  readonly productId: string;
  /** 0 to 1: how much of what was asked the product meets. */
  readonly score: number;
  readonly place: PlaceInAnswer;
}

export interface IndexFacet {
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

export interface IndexAnswer {
  readonly hits: readonly IndexHit[];
  readonly hasNextPage: boolean;
  /** Over the whole answer, not the page. */
  readonly facets: readonly IndexFacet[];
  /** How many products of the whole answer each channel has. */
  readonly countByChannel: Readonly<Record<string, number>>;
}

/** Finds products by words, filters and sorts. An answer once given can be paged through unchanged while the catalogue moves on. */
export interface SearchIndex {
  /** Adds listings, or replaces those with the same id. Seen by every search that starts after it resolves. */
  put(listings: readonly IndexedListing[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  search(query: IndexQuery, page: { readonly first: number; readonly after?: PlaceInAnswer | undefined }): Promise<IndexAnswer>;
  close(): Promise<void>;
}
