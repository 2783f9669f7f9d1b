import type { Adapter, Call, Capabilities, ChannelKind, Credentials, RawRequest, VendorEvent, WebhookReply } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';
import type { HealthNews } from './health.ts';

/** The graph's `Channel` / `Carrier` value, answered by every subgraph without a hop. */
export interface ConnectionDescription {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  /** Carriers. */
  readonly country: string | null;
  /** null until the channel has told it once (or configuration names it). */
  readonly currency: CurrencyCode | null;
  readonly capabilities: readonly { readonly name: string; readonly mode: string | null; readonly conformance: string | null }[];
  readonly health: {
    readonly state: 'UP' | 'DEGRADED' | 'OPEN_CIRCUIT' | 'DOWN' | 'PAUSED';
    readonly errorRate: number;
    readonly p95Ms: number | null;
    readonly budgetLeft: number | null;
  };
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** From now; default 10,000. The call rejects with AdapterError('timeout') when it passes. */
  readonly deadlineMs?: number;
}

export type Ability = keyof Capabilities;

/** One configured vendor account with everything that stands between us and the vendor: deadline, budget, breaker, retries, redaction, health figures. */
export interface RegisteredConnection {
  readonly id: string;
  readonly name: string;
  readonly adapter: Adapter;
  readonly kind: 'channel' | 'carrier' | 'payment';
  has(ability: Ability): boolean;
  /** False for one that calls nobody (payment on account): there is no other side that could be asked. */
  readonly hasVendor: boolean;
  /** Runs one ability. Rejects only with `AdapterError` (code 'unsupported' when the ability is missing; whatever an adapter throws is turned into one here, keeping `cause`). An open circuit rejects at once with 'unavailable', outcome 'not-done'. */
  run<A extends Ability, R>(
    ability: A,
    work: (it: NonNullable<Capabilities[A]>, call: Call) => Promise<R>,
    options?: RunOptions,
  ): Promise<R>;
  /** How it takes orders; undefined when it takes none. */
  readonly orderMode: 'native' | 'handoff' | 'negotiated' | undefined;
  /** Is it really the vendor's? False, too, for a connection that hears none. */
  verifyWebhook(request: RawRequest): Promise<boolean>;
  /** What a webhook says. Rejects with `AdapterError` when it cannot be read. */
  parseWebhook(request: RawRequest): Promise<readonly VendorEvent[]>;
  /** The words in which this vendor wants to hear that we took it, or did not. */
  webhookReply(accepted: boolean): Promise<WebhookReply>;
  /** The answer to a vendor that asks who we are; `undefined` when this request is no such question. */
  handshake(request: RawRequest): Promise<WebhookReply | undefined>;
  /** Carriers: the names under which shops speak of it. */
  readonly carrierNames: readonly string[];
  /** Carriers: does this tracking number look like one of theirs? */
  recognises(trackingNumber: string): Promise<boolean>;
  describe(): ConnectionDescription;
  /** What this replica knows of the vendor's health, for the others; what another told, for this one. */
  healthNews(): HealthNews;
  hearHealthNews(replica: string, news: HealthNews): void;
  /** What an authorisation flow brought; `undefined` takes it away. Handed to the adapter with each call, and kept out of everything that is said. */
  setCredentials(credentials: Credentials | undefined): void;
  /** The vendor did not accept who we are. Returns how to stop. */
  onUnauthorized(listener: () => void): () => void;
  /** Returns how to stop. */
  onCircuitOpened(listener: () => void): () => void;
  /** The channel's currency once it is known; set by whoever reads it first (feeds, quotes). */
  noteCurrency(currency: CurrencyCode): void;
  pause(): void;
  resume(): void;
  readonly paused: boolean;
}

/** Which adapter serves which connection and ability. A library in every process. */
export interface Registry {
  channels(): readonly RegisteredConnection[];
  carriers(): readonly RegisteredConnection[];
  payments(): readonly RegisteredConnection[];
  channel(id: string): RegisteredConnection | undefined;
  carrier(id: string): RegisteredConnection | undefined;
  payment(id: string): RegisteredConnection | undefined;
  connection(id: string): RegisteredConnection | undefined;
  close(): Promise<void>;
}
