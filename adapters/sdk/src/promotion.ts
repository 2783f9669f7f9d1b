import type { Money } from '@onebasket/core';
import type { PromotionKind } from './offer.ts';

export const PROMOTION_STAGES = ['item', 'shop', 'platform', 'payment', 'shipping'] as const;
export type PromotionStage = (typeof PROMOTION_STAGES)[number];

/** What a promotion does, in one word for all channels. */
export const PROMOTION_EFFECTS = [
  'price',
  'nth-unit-percent',
  'percent',
  'amount',
  'gift',
  'points',
  'shipping-free',
  'shipping-amount',
] as const;
export type PromotionEffect = (typeof PROMOTION_EFFECTS)[number];

/** What must hold before a buyer gets it, beside the threshold. */
export const PROMOTION_REQUIREMENTS = ['claim', 'code', 'membership', 'new-customer', 'region', 'group', 'follow-shop', 'presale'] as const;
export type PromotionRequirement = (typeof PROMOTION_REQUIREMENTS)[number];

/** One step of a promotion; only the highest that is reached counts. */
export interface PromotionTier {
  /** From this much on; absent = from the first piece. */
  readonly minAmount?: Money;
  readonly minQuantity?: number;
  /** What `effect` speaks of: taken off (`amount`, `points`, `shipping-amount`), … */
  readonly off?: Money;
  /** … the new price of one piece (`price`), … */
  readonly price?: Money;
  /** … or the share taken off, in per cent as decimal text: "15.5" leaves 84.5 (`percent`, `nth-unit-percent`). */
  readonly percentOff?: string;
  readonly gift?: { readonly title: string; readonly quantity: number; readonly externalId?: string };
}

/**
 * A promotion as a channel tells it, in the normalised model: what it does, from what on, for whom, when, and what it stands beside.
 * Left out means that the channel does not say: never guessed.
 */
export interface ChannelPromotion {
  /** Stable at the channel, or a digest of what it says. */
  readonly id: string;
  /** The channel's own words. */
  readonly title: string;
  readonly effect: PromotionEffect;
  /** As buyers are shown it. */
  readonly kind: PromotionKind;
  readonly stage: PromotionStage;
  readonly tiers: readonly PromotionTier[];
  /** What thresholds are judged by: list prices, prices after item promotions, or what earlier promotions left. */
  readonly basis?: 'list' | 'item' | 'running';
  /** `each`: again for every full threshold (每满减). Absent = once. */
  readonly repeat?: 'once' | 'each';
  readonly maxRepeats?: number;
  /** The most it takes off. */
  readonly cap?: Money;
  readonly scope?: {
    readonly externalIds?: readonly string[];
    readonly sellers?: readonly string[];
    readonly categories?: readonly string[];
  };
  /** At most one promotion of a group in a basket. */
  readonly group?: string;
  /** Applies without asking; `false` = a coupon that may be left unused. */
  readonly auto: boolean;
  readonly requires: readonly PromotionRequirement[];
  /** RFC 3339; `from` inclusive, `to` exclusive. */
  readonly window?: { readonly from?: string; readonly to?: string };
  /** Coupons left, uses per buyer, pieces at the price. */
  readonly limits?: { readonly remaining?: number; readonly perUser?: number; readonly perOrder?: number; readonly units?: number };
  /** Is it inside `ChannelListing.price` already? Then it is there to be told, not to be taken off again. */
  readonly appliedInPrice: boolean;
  /** Where it is claimed, byte for byte as the channel gave it. */
  readonly link?: string;
}
