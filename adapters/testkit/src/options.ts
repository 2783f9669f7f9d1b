import type { Address, Contact, Destination, PaymentRequest, RawRequest } from '@onebasket/adapter-sdk';
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
}

/** What a test knows of its vendor from the back door. */
export interface Control {
  /** Writes that the host may send again because they change nothing of account, such as a login. Default: none. */
  mayRepeat?(request: ProxiedRequest): boolean;
  /** How many standing orders (not cancelled) the vendor has under this key. */
  countOrders?(key: string): Promise<number>;
}

/** One vendor, running for the time of a contract run. */
export interface RunningVendor {
  /** Of the connection; `baseUrl` is replaced by the fault proxy's. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sample?: Sample;
  readonly control?: Control;
  stop(): Promise<void>;
}

/** A check that this adapter cannot pass, and why. Fails when the check passes all the same, and when there is no such check. */
export interface Waiver {
  readonly check: string;
  readonly reason: string;
}

export interface ContractOptions {
  start(): Promise<RunningVendor>;
  readonly waive?: readonly Waiver[];
  /** For accounts that may only be read: nothing is ordered. */
  readonly skipOrders?: boolean;
  /**
   * The package's `conformance.json`. A run fails when it speaks of other checks than there are now; with `ONEBASKET_RECORD=1` a whole run in which
   * everything passed writes it anew.
   */
  readonly record?: URL;
}
