import type { Money } from '@onebasket/core';
import type { Availability, BasedPrice, RawRef } from './listing.ts';

export interface Destination {
  readonly country: string;
  readonly region?: string | undefined;
  readonly city?: string | undefined;
  readonly postalCode?: string | undefined;
}

export interface QuoteLine {
  readonly externalId: string;
  readonly quantity: number;
}

/** One basket at one channel; a comparison asks with one line, an order with all lines of its part. */
export interface QuoteRequest {
  readonly lines: readonly QuoteLine[];
  readonly destination?: Destination;
}

export type PromotionKind =
  'ITEM_DISCOUNT' | 'THRESHOLD_OFF' | 'COUPON' | 'MEMBER_PRICE' | 'FLASH_SALE' | 'MULTI_BUY' | 'GIFT' | 'SHIPPING' | 'POINTS' | 'OTHER';

export interface QuotedLine {
  readonly externalId: string;
  readonly title: string;
  readonly quantity: number;
  /** One piece before any discount, tax included where the channel's prices include it. */
  readonly listPrice: Money;
  /** One piece now. */
  readonly unitPrice: Money;
  /** The line after every discount, before shipping and before tax that comes on top. */
  readonly subtotal: Money;
  readonly promotions: readonly { readonly id: string; readonly kind: PromotionKind; readonly label: string; readonly saved: Money }[];
  /** What the channel offers and this basket does not get, with the reason in words: "not reached, 12.00 missing". */
  readonly rejectedPromotions?: readonly {
    readonly id: string;
    readonly kind: PromotionKind;
    readonly label: string;
    readonly reason: string;
  }[];
  readonly gifts?: readonly { readonly title: string; readonly quantity: number; readonly value?: Money }[];
  readonly availability: Availability;
  /** Pieces left, where the channel tells. */
  readonly stock?: number;
}

/**
 * What this basket really costs now, read live. `total` is to the cent what an order of it costs:
 * lines + shipping + tax that comes on top (unless it says `isEstimate`). Without a destination, or where the channel cannot tell, `shipping` is absent and left out of the total.
 */
export interface Quote {
  readonly lines: readonly QuotedLine[];
  readonly shipping?: { readonly methodId: string; readonly title: string; readonly cost: Money };
  /** Tax on top of the prices; absent when prices include it or it is unknown. */
  readonly tax?: Money;
  readonly total: Money;
  /** The channel settles the last amount on its own page (shipping, tax, coupons still to be claimed): the total is the best that can be said now. */
  readonly isEstimate?: boolean;
  /** The platform's own final price for this basket, kept beside ours. */
  readonly platformFinalPrice?: BasedPrice;
  /** The vendor answer it was read from. */
  readonly raw?: RawRef;
  readonly deliveryEstimate?: { readonly earliest?: string; readonly latest?: string };
}
