import type { Money } from '@onebasket/core';
import type { ChannelPromotion } from './promotion.ts';

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
  /** What one piece is sold for now, after sales and before coupons; absent when the channel names no price. */
  readonly price?: Money;
  /** What kind of price `price` is; absent = `SELLING`: anyone may buy one piece for it. */
  readonly priceBasis?: PriceBasis;
  /** Before sales; absent when equal or unknown. */
  readonly listPrice?: Money;
  /** Other prices of the same piece, for other buyers, quantities or days. Never folded into `price`. */
  readonly otherPrices?: readonly BasedPrice[];
  /** What takes something off `price`, as the channel tells it: coupons, thresholds, gifts. */
  readonly promotions?: readonly ChannelPromotion[];
  /** `price` less the one best coupon anybody may use now (`couponedPrice`); absent when no coupon counts. */
  readonly couponedPrice?: Money;
  /** The platform's own "final" price. Kept beside ours, never in its place: it may include member, cart or multi-unit offers. */
  readonly platformFinalPrice?: BasedPrice;
  readonly availability: Availability;
  readonly stock?: number;
  /** Can it be bought at all (published, purchasable)? */
  readonly purchasable: boolean;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  /** Where in which vendor answer this was read. */
  readonly raw?: RawRef;
}

/**
 * What kind of price an amount is: `SELLING` anyone, one piece; `GROUP` for buyers who team up (拼团); `TIER` from a quantity on; `CONTRACT` agreed with
 * this account; `MEMBER` for members; `PRESALE` with a deposit first; `PLATFORM_ESTIMATE` what the platform works out after its own offers.
 */
export const PRICE_BASES = ['SELLING', 'GROUP', 'TIER', 'CONTRACT', 'MEMBER', 'PRESALE', 'PLATFORM_ESTIMATE'] as const;
export type PriceBasis = (typeof PRICE_BASES)[number];

export interface BasedPrice {
  readonly money: Money;
  readonly basis: PriceBasis;
  /** `TIER`: from so many pieces on. */
  readonly minQuantity?: number;
  /** In the channel's words: "PLUS会员价". */
  readonly label?: string;
}

/** A reference to the raw payload: `HttpResponse.digest` of the answer, and an RFC 6901 pointer into it. */
export interface RawRef {
  readonly digest: string;
  readonly pointer: string;
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
