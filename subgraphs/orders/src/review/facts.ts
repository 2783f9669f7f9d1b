import type { Money } from '@onebasket/core';

/** What cannot be known right now. A condition about it holds for a person to see: what nobody could check is not thereby in order. */
export type Unknown = 'unknown';

/** One line, as rules see it. */
export interface LineFacts {
  readonly listingId: string;
  readonly channelId: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly listPrice: Money;
  readonly goods: { readonly brand?: string; readonly categories: readonly string[] } | Unknown;
  /** What one piece usually cost lately; absent when it was never seen before. */
  readonly usualPrice?: Money | Unknown;
}

/** Another order that shares a contact, an address or a means of payment with this one. */
export interface RecentOrder {
  readonly orderId: string;
  readonly at: string;
}

export type Sharing = 'contact' | 'address' | 'payment';

/** What the buyer's past orders say, counted. */
export interface CreditInputs {
  readonly kept: number;
  readonly cancelled: number;
  readonly declined: number;
  readonly refunded: number;
  readonly rejected: number;
  readonly daysKnown: number;
}

/** A score of 0 to 100 with what it was made of; a stranger has 50. */
export interface Credit {
  readonly score: number;
  readonly inputs: CreditInputs;
}

export interface AddressFacts {
  readonly country: string;
  readonly region?: string;
  readonly city?: string;
  readonly district?: string;
  readonly line1: string;
  readonly line2?: string;
  readonly postalCode?: string;
}

/** All that a rule may look at: gathered before, so that judging is pure and can be tried on a bench. */
export interface OrderFacts {
  readonly placedAt: string;
  readonly total: Money;
  readonly lines: readonly LineFacts[];
  readonly contact: { readonly name: string; readonly phone?: string; readonly email?: string };
  readonly address: AddressFacts;
  readonly isGuest: boolean;
  /** Orders of this buyer that were placed before. */
  readonly earlierOrders: number;
  /** Earlier orders of anyone that share something, newest first, as far back as rules look. */
  readonly recent: Readonly<Record<Sharing, readonly RecentOrder[]>>;
  readonly credit: Credit;
}
