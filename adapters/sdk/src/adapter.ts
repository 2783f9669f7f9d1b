import type { Refusal } from '@onebasket/core';
import type { TObject } from 'typebox';
import type { Call, Connection, Credentials } from './call.ts';
import type { ChannelListing, FeedPage, Page } from './listing.ts';
import type { Quote, QuoteRequest } from './offer.ts';
import type {
  AfterSaleCase,
  AfterSaleWish,
  Attempt,
  Cancelled,
  CancelPending,
  ChannelOrderRef,
  HandoffOrders,
  IncomingOrder,
  NativeOrders,
  NegotiatedOrders,
  Refunded,
  ReportedOrder,
} from './order.ts';
import type { Money } from '@onebasket/core';
import type { Payments } from './payment.ts';
import type { ParcelRef, Tracking } from './tracking.ts';

export type AdapterKind = 'channel' | 'carrier' | 'payment';
export type ChannelKind = 'MARKETPLACE' | 'SHOP' | 'AFFILIATE' | 'PROTOCOL' | 'SANDBOX';

/** The version of this contract. A host runs every adapter of the same major version. */
export const CONTRACT_VERSION = '1.0';

/** What the vendor grants an account. Shared by everything that uses the connection, in all replicas. */
export interface BudgetGrant {
  /** Units that come back per second; a unit is one request unless `HttpRequest.cost` says more. */
  readonly perSecond: number;
  /** How many may be spent at once. */
  readonly burst: number;
  /** Requests per day, where the vendor counts them. */
  readonly perDay?: number;
  /** When the vendor's day begins, as an offset from UTC: "+08:00". Default "+00:00". */
  readonly dayOffset?: string;
}

export interface Manifest {
  /** The word in configuration: `adapter: woocommerce`. */
  readonly id: string;
  readonly kind: AdapterKind;
  readonly channelKind?: ChannelKind;
  readonly name: string;
  /** Where a carrier is at home (ISO 3166-1 alpha-2). */
  readonly country?: string;
  /** Version of the adapter contract it was written for: "1.0". A host refuses another major version at start. */
  readonly contract: string;
  readonly vendorApi: string;
  /** Checked at start with the path of what is wrong; `secret()` marks what never reaches a log. */
  readonly settings: TObject;
  /** Origins it may call, from its settings: `new URL(settings.baseUrl).origin`. Anything else is refused by the host, redirects included. */
  allowedOrigins(settings: Record<string, unknown>): readonly string[];
  /** What the vendor grants. Settings `requestsPerSecond` and `requestsPerDay` take its place, for accounts that were granted more or less. */
  readonly budget: BudgetGrant;
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
  | { readonly kind: 'payment-changed'; readonly deliveryId: string; readonly externalId: string; readonly key?: string }
  | { readonly kind: 'ignored'; readonly deliveryId: string; readonly what: string };

export interface Webhooks {
  /** Over the raw bytes. */
  verify(request: RawRequest, call: Call): Promise<boolean>;
  /** Pure: the same request gives the same events with the same delivery ids. Throws `AdapterError('invalid-response')` for a body that cannot be read. */
  parse(request: RawRequest, connection: Connection): readonly VendorEvent[];
  /** What the vendor wants to hear; default 200 with an empty body. */
  acknowledge?(accepted: boolean): WebhookReply;
  /** Pure. The vendor asks whether we are who we say (eBay's challenge code): the answer, or `undefined` when this request is no such question. */
  handshake?(request: RawRequest, connection: Connection): WebhookReply | undefined;
}

export interface WebhookReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** For vendors that keep messages until they are fetched (JD VOP): pulled on a clock, stored by the host, then acknowledged. */
export interface Messages {
  /** The same messages come again until they are acknowledged. */
  pull(call: Call): Promise<{ readonly events: readonly VendorEvent[]; readonly receipt?: string; readonly more: boolean }>;
  /** Lets the vendor drop what `receipt` names; only after the events are stored. */
  acknowledge(receipt: string, call: Call): Promise<void>;
}

/** How an account is connected by its owner's consent. The host keeps the state, stores the credentials encrypted and refreshes ahead of expiry. */
export interface Authorisation {
  /** Pure. Where the owner's browser is sent. */
  authorizeUrl(request: { readonly redirectUri: string; readonly state: string }, connection: Connection): string;
  /** The code of the redirect, or whatever its query brought, against credentials. A wrong or used code: `AdapterError('unauthorized')`. */
  exchange(answer: { readonly query: Readonly<Record<string, string>>; readonly redirectUri: string }, call: Call): Promise<Credentials>;
  /** New credentials for old. `AdapterError('unauthorized')` when the owner must connect again. Absent = they cannot be refreshed. */
  refresh?(credentials: Credentials, call: Call): Promise<Credentials>;
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
  readonly orders?: NativeOrders | HandoffOrders | NegotiatedOrders;
  /** The affiliate's order report, oldest change first; `cursor` absent = from `since` on. */
  readonly orderReport?: {
    pull(query: { readonly since: string; readonly cursor?: string | undefined }, call: Call): Promise<Page<ReportedOrder>>;
  };
  /** The orders that were placed at the channel itself, as its merchant sees them; those that we placed bring their key back. */
  readonly intake?: {
    /** What was placed or changed from `since` on, each once; `cursor` absent = from the start of it. */
    pull(query: { readonly since: string; readonly cursor?: string | undefined }, call: Call): Promise<Page<IncomingOrder>>;
    /** `undefined` when the channel does not know it. */
    get(externalId: string, call: Call): Promise<IncomingOrder | undefined>;
  };
  readonly cancellation?: { cancel(ref: ChannelOrderRef, reason: string, call: Call): Promise<Cancelled | CancelPending | Refusal> };
  readonly refunds?: {
    refund(
      ref: ChannelOrderRef,
      amount: Money,
      attempt: { readonly key: string; readonly reason: string },
      call: Call,
    ): Promise<Refunded | Refusal>;
  };
  readonly afterSales?: {
    request(ref: ChannelOrderRef, wish: AfterSaleWish, attempt: Attempt, call: Call): Promise<AfterSaleCase | Refusal>;
    get(caseId: string, call: Call): Promise<AfterSaleCase | undefined>;
  };
  readonly tracking?: {
    /** Does this number look like one of ours? Used to detect the carrier. */
    readonly recognises: (trackingNumber: string) => boolean;
    /** Names under which shops speak of this carrier, compared without case and spaces: ["sf", "sfexpress", "顺丰"]. */
    readonly names: readonly string[];
    track(parcel: ParcelRef, call: Call): Promise<Tracking | Refusal>;
  };
  readonly webhooks?: Webhooks;
  readonly messages?: Messages;
  readonly authorisation?: Authorisation;
  readonly payments?: Payments;
}

export type Ability = keyof Capabilities;

/** Every ability that this version of the contract knows, in the order in which people read of them. */
export const ABILITIES = Object.keys({
  health: 0,
  feed: 0,
  search: 0,
  listings: 0,
  quotes: 0,
  orders: 0,
  orderReport: 0,
  intake: 0,
  cancellation: 0,
  refunds: 0,
  afterSales: 0,
  tracking: 0,
  webhooks: 0,
  messages: 0,
  authorisation: 0,
  payments: 0,
} satisfies Record<Ability, 0>) as readonly Ability[];

/** What the package's `conformance.json` says; written by the conformance kit, read by the registry. */
export interface Conformance {
  /** Version of the contract whose kit was passed. */
  readonly contract: string;
  /** The manifest's id. */
  readonly adapter?: string;
  /** Version of the package that was tested, and of the kit that tested it. */
  readonly version?: string;
  readonly kit?: string;
  readonly date?: string;
  /** The abilities with a pass: all their checks passed, or were waived with a reason. An ability that is not named here is not offered. */
  readonly abilities?: Readonly<Record<string, AbilityPass>>;
}

export interface AbilityPass {
  /** How many checks passed. */
  readonly passed: number;
  /** Names of the checks that were waived; the reasons are told once, in `waived` of the file. */
  readonly waived: readonly string[];
}

export interface Adapter {
  readonly manifest: Manifest;
  readonly capabilities: Capabilities;
  /** The package's `conformance.json`; absent until the kit has been passed. */
  readonly conformance?: Conformance;
}

/** Declares an adapter; the whole table of contents of its package. */
export function defineAdapter(adapter: Adapter): Adapter {
  return adapter;
}
