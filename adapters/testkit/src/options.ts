import type {
  Address,
  ChannelOrderRef,
  Contact,
  Credentials,
  Destination,
  PaymentRequest,
  PlacedOrder,
  RawRequest,
} from '@onebasket/adapter-sdk';
import type { ProxiedRequest } from './faults/fault-proxy.ts';

/** Things that the vendor of a contract run has, so that the checks have something to ask about. */
export interface Sample {
  /** Listings that can be bought, several pieces of each: the kit orders some dozens. At least two. */
  readonly listingIds?: readonly string[];
  /** A listing that has no piece left. */
  readonly soldOutId?: string;
  /** A well-formed id that the vendor does not know. */
  readonly unknownId?: string;
  /** Words that find something. */
  readonly query?: string;
  readonly destination?: Destination;
  readonly address?: Address;
  readonly contact?: Contact;
  readonly trackingNumber?: string;
  readonly phoneLast4?: string;
  readonly payment?: PaymentRequest;
  /** As the vendor sends it, signed for these settings. */
  readonly webhook?: RawRequest;
  /** The vendor's question who we are, for adapters with `webhooks.handshake`. */
  readonly handshake?: RawRequest;
  /** An instant before the first order of the order report (RFC 3339). The report has at least two orders, of different instants. */
  readonly reportSince?: string;
  /** A key that one order of the report brings back, where the vendor carries it. */
  readonly reportedKey?: string;
  /** A delivered order and what of it a buyer may send back; a fresh one for each call. */
  readonly deliveredOrder?: () => Promise<{
    readonly ref: ChannelOrderRef;
    readonly lines: readonly { externalId: string; quantity: number }[];
  }>;
  /** What the vendor's redirect brings when the owner consents: a code that is good once. */
  readonly consent?: { readonly query: Readonly<Record<string, string>>; readonly redirectUri: string };
}

/** What a test knows of its vendor from the back door. */
export interface Control {
  /** Writes that the host may send again because they change nothing of account, such as a login. Default: none. */
  mayRepeat?(request: ProxiedRequest): boolean;
  /** How many standing orders (not cancelled) the vendor has under this key. */
  countOrders?(key: string): Promise<number>;
  /** Brings an order that was just placed to where the vendor gives money back for it: paid, settled. */
  makeRefundable?(order: PlacedOrder): Promise<void>;
  /** Lets the vendor have a message for us, for adapters with `messages`. */
  putMessage?(): Promise<void>;
}

/** One vendor, running for the time of a contract run. */
export interface RunningVendor {
  /** Of the connection; `baseUrl` is replaced by the fault proxy's. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Of an account that its owner has connected, for adapters with `authorisation`. */
  readonly credentials?: Credentials;
  readonly sample?: Sample;
  readonly control?: Control;
  stop(): Promise<void>;
}

/** A check that this adapter cannot pass, and why in at least a sentence. Fails when the check passes all the same, and when there is no such check. */
export interface Waiver {
  readonly check: string;
  readonly reason: string;
}

/** Abilities whose requests are counted. */
export const COUNTED = ['feed', 'search', 'listings', 'quotes', 'orderReport'] as const;
export type Counted = (typeof COUNTED)[number];

/** How many requests one call may take for `items` of what it is asked for or gives, and why in at least a sentence. */
export interface CallAllowance {
  allowed(items: number): number;
  readonly reason: string;
}
export type CallAllowances = Readonly<Partial<Record<Counted, CallAllowance>>>;

export interface ContractOptions {
  start(): Promise<RunningVendor>;
  readonly waive?: readonly Waiver[];
  /**
   * For vendors that need more requests than the kit expects of a batch:
   * `{ quotes: { allowed: n => 4 * n, reason: 'The cart API prices one basket at a time.' } }`.
   */
  readonly calls?: CallAllowances;
  /** For accounts that may only be read: nothing is ordered, and `orders` gets no pass. */
  readonly skipOrders?: boolean;
  /**
   * The package's `conformance.json`. A run fails when it speaks of other checks than there are now; with `ONEBASKET_RECORD=1` a whole run in which
   * everything passed writes it anew.
   */
  readonly record?: URL;
}
