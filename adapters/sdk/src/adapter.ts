import type { Refusal } from '@onebasket/core';
import type { TObject } from 'typebox';
import type { Call } from './call.ts';
import type { ChannelListing, FeedPage, Page } from './listing.ts';
import type { Quote, QuoteRequest } from './offer.ts';
import type { Cancelled, CancelPending, ChannelOrderRef, HandoffOrders, NativeOrders, Refunded } from './order.ts';
import type { Money } from '@onebasket/core';
import type { Payments } from './payment.ts';
import type { ParcelRef, Tracking } from './tracking.ts';

export type AdapterKind = 'channel' | 'carrier' | 'payment';
export type ChannelKind = 'MARKETPLACE' | 'SHOP' | 'AFFILIATE' | 'PROTOCOL' | 'SANDBOX';

export interface Manifest {
  /** The word in configuration: `adapter: woocommerce`. */
  readonly id: string;
  readonly kind: AdapterKind;
  readonly channelKind?: ChannelKind;
  readonly name: string;
  /** Where a carrier is at home (ISO 3166-1 alpha-2). */
  readonly country?: string;
  /** Version of the adapter contract it was written for. */
  readonly contract: '0.1';
  readonly vendorApi: string;
  /** Checked at start with the path of what is wrong; `secret()` marks what never reaches a log. */
  readonly settings: TObject;
  /** Origins it may call, from its settings: `new URL(settings.baseUrl).origin`. Anything else is refused by the host, redirects included. */
  allowedOrigins(settings: Record<string, unknown>): readonly string[];
  /** What the vendor grants; shared by everything that uses the connection. A setting `requestsPerSecond` takes its place, for accounts that were granted more or less. */
  readonly budget: { readonly perSecond: number; readonly burst: number };
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A hint: something changed at the vendor. What can be re-read is re-read. */
export type VendorEvent =
  | { readonly kind: 'order-changed'; readonly deliveryId: string; readonly externalId: string; readonly key?: string }
  | { readonly kind: 'product-changed'; readonly deliveryId: string; readonly externalId: string }
  | { readonly kind: 'parcel-changed'; readonly deliveryId: string; readonly tracking: Tracking }
  | { readonly kind: 'ignored'; readonly deliveryId: string; readonly what: string };

export interface Webhooks {
  /** Over the raw bytes. */
  verify(request: RawRequest, call: Call): Promise<boolean>;
  /** Pure. Throws `AdapterError('invalid-response')` for a body that cannot be read. */
  parse(request: RawRequest): readonly VendorEvent[];
  /** What the vendor wants to hear; default 200 with an empty body. */
  acknowledge?(accepted: boolean): { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };
}

/** Having the key is the declaration; passing the conformance kit is the licence. */
export interface Capabilities {
  readonly health?: { check(call: Call): Promise<{ readonly detail: string }> };
  /** The whole catalogue page by page, then what changed. `cursor` absent = from the start. */
  readonly feed?: { pull(cursor: string | undefined, call: Call): Promise<FeedPage> };
  readonly search?: {
    search(
      query: { readonly text: string; readonly first: number; readonly after?: string | undefined },
      call: Call,
    ): Promise<Page<ChannelListing>>;
  };
  /** In the order asked; `undefined` for an id that the channel does not know. */
  readonly listings?: { getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> };
  /** In the order asked, batched as the vendor allows. */
  readonly quotes?: { getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> };
  readonly orders?: NativeOrders | HandoffOrders;
  readonly cancellation?: { cancel(ref: ChannelOrderRef, reason: string, call: Call): Promise<Cancelled | CancelPending | Refusal> };
  readonly refunds?: {
    refund(
      ref: ChannelOrderRef,
      amount: Money,
      attempt: { readonly key: string; readonly reason: string },
      call: Call,
    ): Promise<Refunded | Refusal>;
  };
  readonly tracking?: {
    /** Does this number look like one of ours? Used to detect the carrier. */
    readonly recognises: (trackingNumber: string) => boolean;
    /** Names under which shops speak of this carrier, compared without case and spaces: ["sf", "sfexpress", "顺丰"]. */
    readonly names: readonly string[];
    track(parcel: ParcelRef, call: Call): Promise<Tracking | Refusal>;
  };
  readonly webhooks?: Webhooks;
  readonly payments?: Payments;
}

/** What the package's `conformance.json` says: the contract version whose conformance kit this adapter has passed. */
export interface Conformance {
  readonly contract: string;
}

export interface Adapter {
  readonly manifest: Manifest;
  readonly capabilities: Capabilities;
  /** Absent until the kit has been passed. */
  readonly conformance?: Conformance;
}

/** Declares an adapter; the whole table of contents of its package. */
export function defineAdapter(adapter: Adapter): Adapter {
  return adapter;
}
