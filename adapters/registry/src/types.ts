import type { Adapter, Call, Capabilities, ChannelKind, RawRequest } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';

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
  /** Runs one ability. Rejects only with `AdapterError` (code 'unsupported' when the ability is missing; whatever an adapter throws is turned into one here, keeping `cause`). An open circuit rejects at once with 'unavailable', outcome 'not-done'. */
  run<A extends Ability, R>(
    ability: A,
    work: (it: NonNullable<Capabilities[A]>, call: Call) => Promise<R>,
    options?: RunOptions,
  ): Promise<R>;
  /** Pure parts of an ability that need no call (webhooks.parse, tracking.recognises). */
  ability<A extends Ability>(ability: A): Capabilities[A];
  verifyWebhook(request: RawRequest): Promise<boolean>;
  describe(): ConnectionDescription;
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
