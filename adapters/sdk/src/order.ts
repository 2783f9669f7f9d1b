import type { Money, Refusal } from '@onebasket/core';
import type { Attribute } from './listing.ts';
import type { Quote } from './offer.ts';
import type { Call } from './call.ts';

export interface Contact {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

export interface Address {
  readonly country: string;
  readonly region?: string | undefined;
  readonly city?: string | undefined;
  readonly district?: string | undefined;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly postalCode?: string | undefined;
}

/** The part of an order that goes to this channel. The agreed quote is what the buyer approved: a channel that charges anything else is undone and refused. */
export interface OrderRequest {
  readonly lines: readonly {
    readonly externalId: string;
    readonly quantity: number;
    readonly title: string;
    readonly options: readonly Attribute[];
  }[];
  readonly contact: Contact;
  readonly address: Address;
  readonly quote: Quote;
  readonly notes?: string | undefined;
}

export type ChannelOrderState =
  'PENDING' | 'PLACED' | 'ACCEPTED' | 'SHIPPED' | 'DELIVERED' | 'COMPLETED' | 'CANCELLED' | 'FAILED' | 'REFUNDED';

/** What the channel says it made. The host compares lines and total with what was asked before it believes it. */
export interface PlacedOrder {
  readonly status: 'placed';
  readonly externalId: string;
  /** The number that people at the shop use. */
  readonly number?: string;
  readonly state: ChannelOrderState;
  readonly lines: readonly { readonly externalId: string; readonly quantity: number; readonly total?: Money }[];
  readonly total: Money;
}

/**
 * One try of one effect. `key` is the same for every try. What is `remember`ed is stored durably before the promise resolves
 * and is there in `note` on later tries and in `find`: a channel without look-up by our key keeps its own order code there before the step that counts.
 */
export interface Attempt {
  readonly key: string;
  readonly note?: string | undefined;
  readonly remember: (note: string) => Promise<void>;
}

export interface ChannelOrderRef {
  readonly externalId: string;
  readonly key: string;
  readonly note?: string | undefined;
}

/** A parcel as the channel tells of it. */
export interface Fulfilment {
  /** Stable at the channel. */
  readonly id: string;
  /** The carrier as the channel names it ("SF Express", "顺丰"); whoever follows it finds the connection. */
  readonly carrierName?: string;
  readonly trackingNumber?: string;
  readonly trackingUrl?: string;
  readonly lines: readonly { readonly externalId: string; readonly quantity: number }[];
  readonly state: 'PENDING' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED';
  readonly shippedAt?: string;
}

/** A channel order as it stands, re-read after a hint or on a schedule. */
export interface ChannelOrderSnapshot {
  readonly externalId: string;
  readonly number?: string;
  readonly state: ChannelOrderState;
  readonly total: Money;
  readonly refunded?: Money;
  readonly fulfilments: readonly Fulfilment[];
  readonly updatedAt?: string;
}

/** The buyer goes on at the channel's own page. */
export interface Handoff {
  readonly status: 'handoff';
  readonly url: string;
  readonly expiresAt?: string;
  /** The channel's own id of what was prepared (a cart, a session); by it and the key an order report is matched. */
  readonly externalId?: string;
  /** For people without the app: the share text to paste (淘口令). */
  readonly shareText?: string;
  /** Where no single page takes the whole part (an affiliate's link leads to one item): all links, in the order of the lines; `url` is the first. */
  readonly links?: readonly HandoffLink[];
  /**
   * The mark that comes back in the order report where the channel cannot carry the key itself (a promotion position, a short code). Several handoffs may
   * share one: the host joins by mark, item and time. The same for every try of one key.
   */
  readonly attribution?: string;
}

/** One page of a handoff that needs several. */
export interface HandoffLink {
  readonly externalIds: readonly string[];
  readonly url: string;
  readonly shareText?: string;
}

export interface Cancelled {
  readonly status: 'cancelled';
  /** What the channel gives back, when it says so. */
  readonly refund?: Money;
}

/** The channel takes the wish and decides later. */
export interface CancelPending {
  readonly status: 'requested';
}

export interface Refunded {
  readonly status: 'refunded';
  readonly externalId: string;
  readonly amount: Money;
}

/** Something keeps one key from becoming two orders, and `find` answers "did it happen?" after an unknown outcome. */
export interface SafeRepeats {
  readonly by: 'vendor-key' | 'lookup';
  find(
    attempt: { readonly key: string; readonly note?: string | undefined; readonly since: string },
    call: Call,
  ): Promise<PlacedOrder | undefined>;
}

/** The channel takes the order through its own API. */
export interface NativeOrders {
  readonly mode: 'native';
  /** Must not leave anything behind when it refuses. */
  place(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Refusal>;
  /** By nothing: after an unknown outcome a person is asked; no machine tries again. */
  readonly repeats: SafeRepeats | { readonly by: 'nothing' };
  /** The order as it stands; `undefined` when the channel does not know it. */
  get(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined>;
}

/** The shopper finishes on the channel's own page. */
export interface HandoffOrders {
  readonly mode: 'handoff';
  /** May be repeated: nothing is bought by it. The key, where the channel can carry one, comes back in its order report. */
  prepare(request: OrderRequest, attempt: Attempt, call: Call): Promise<Handoff | Refusal>;
}

/** The channel decides for each order whether it takes it by API or hands the shopper its own page (UCP, ACP, WooCommerce's gateways). */
export interface NegotiatedOrders {
  readonly mode: 'negotiated';
  /** Must not leave anything behind when it refuses. */
  place(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Handoff | Refusal>;
  readonly repeats: SafeRepeats | { readonly by: 'nothing' };
  /** The order as it stands, one that was finished on the channel's page included; `undefined` when the channel does not know it (yet). */
  get(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined>;
}

/** One order of an affiliate's order report: how a handed-over purchase becomes known. */
export interface ReportedOrder {
  readonly externalId: string;
  /** The key that `prepare` gave along, where the channel brings it back. */
  readonly key?: string;
  /** `Handoff.attribution` of the handoffs that it may have come from. */
  readonly attribution?: string;
  /** The number that the buyer sees. Several reported orders share it where the channel reports item by item. */
  readonly number?: string;
  readonly state: ChannelOrderState;
  readonly lines: readonly { readonly externalId: string; readonly quantity: number; readonly total?: Money }[];
  readonly total?: Money;
  readonly commission?: Money;
  readonly orderedAt?: string;
  readonly paidAt?: string;
  readonly updatedAt?: string;
}

/** An order that was placed at the channel by its own buyer, as the channel's merchant sees it. */
export interface IncomingOrder {
  readonly externalId: string;
  readonly number?: string | undefined;
  /** The key that our own `place` left on it: it is an order of the host's. */
  readonly key?: string | undefined;
  readonly state: ChannelOrderState;
  readonly placedAt?: string | undefined;
  readonly updatedAt?: string | undefined;
  readonly lines: readonly {
    readonly externalId: string;
    readonly title: string;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly total?: Money | undefined;
    readonly options?: readonly Attribute[] | undefined;
  }[];
  /** All that the buyer pays there. */
  readonly total: Money;
  readonly contact: Contact;
  readonly address: Address;
  readonly notes?: string | undefined;
}

/** What a buyer wants after delivery. */
export interface AfterSaleWish {
  readonly lines: readonly { readonly externalId: string; readonly quantity: number }[];
  readonly outcome: 'refund' | 'return' | 'exchange' | 'repair';
  readonly reason: string;
  readonly description: string;
  readonly evidence: readonly string[];
}

export interface AfterSaleCase {
  readonly status: 'case';
  readonly externalId: string;
  readonly state: 'OPEN' | 'APPROVED' | 'REJECTED' | 'RETURNING' | 'REFUNDED' | 'EXCHANGED' | 'CLOSED';
  readonly refund?: Money;
  readonly message?: string;
}
