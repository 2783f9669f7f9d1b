import type { Money } from '@onebasket/core';

export type Availability = 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK' | 'PREORDER' | 'BACKORDER' | 'UNKNOWN';

export interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
}

/** One sellable variant as the channel sells it. What the channel does not say is left out: unknown stays unknown. */
export interface ChannelListing {
  /** The channel's own id of this variant, stable over time; what `OfferRequest` and `OrderRequest` name. */
  readonly externalId: string;
  /** Variants of one parent share it. */
  readonly parentId?: string;
  /** Plain text, entities decoded. */
  readonly title: string;
  readonly url?: string;
  readonly brand?: string;
  readonly model?: string;
  readonly sku?: string;
  /** As sent; whoever matches checks the digit. */
  readonly gtins: readonly string[];
  /** Plain text. */
  readonly description?: string;
  readonly images: readonly { readonly url: string; readonly alt?: string }[];
  /** Specification and, for a variant, its options (colour, size). */
  readonly attributes: readonly Attribute[];
  /** The options that tell this variant from its siblings; a subset of `attributes`. */
  readonly options: readonly Attribute[];
  /** From the root down. */
  readonly categoryPath: readonly string[];
  readonly seller?: { readonly id: string; readonly name: string; readonly country?: string };
  readonly rating?: { readonly average: number; readonly count: number };
  readonly salesVolume?: number;
  /** What one piece is sold for now, after sales; absent when the channel names no price. */
  readonly price?: Money;
  /** Before sales; absent when equal or unknown. */
  readonly listPrice?: Money;
  readonly availability: Availability;
  readonly stock?: number;
  /** Can it be bought at all (published, purchasable)? */
  readonly purchasable: boolean;
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

/** One step of a feed walk. The host stores `cursor` after it has stored the page, so a killed walk goes on where it was. */
export interface FeedPage {
  readonly listings: readonly ChannelListing[];
  /** Ids (of variants, or of parents) that the channel no longer sells. */
  readonly gone: readonly string[];
  /** Give it back for what follows: the next page, or (when `more` is false) whatever changes from now on. */
  readonly cursor: string;
  readonly more: boolean;
  /** How many there are in all, when the channel says so. */
  readonly total?: number;
}
