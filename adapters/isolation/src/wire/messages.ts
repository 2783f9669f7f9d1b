import type { BudgetReading, Conformance, HttpRequest, Manifest, Signature } from '@onebasket/adapter-sdk';
import type { WireFailure } from './failures.ts';

/** What the host says to the process of an adapter. */
export type HostMessage =
  | {
      readonly t: 'call';
      readonly id: number;
      /** Where the function is in the abilities record: "orders.repeats.find". */
      readonly path: string;
      readonly args: readonly unknown[];
      /** Which argument is an `Attempt`, whose `remember` comes back over the pipe. */
      readonly attemptAt?: number;
      /** Absent for pure functions, which are handed no call. */
      readonly call?: CallFacts;
    }
  | { readonly t: 'abort'; readonly id: number }
  /** What the host has to say to an `http` or a `remember`. */
  | { readonly t: 'answer'; readonly id: number; readonly of: number; readonly answer?: unknown; readonly failure?: WireFailure }
  /** The request `of` is about to be sent: its signature is wanted, once more for each try. */
  | { readonly t: 'sign'; readonly id: number; readonly of: number; readonly n: number }
  | { readonly t: 'ping'; readonly n: number };

/** What a call needs to know beforehand. */
export interface CallFacts {
  readonly connection: { readonly id: string; readonly name: string; readonly settings: unknown; readonly credentials?: unknown };
  /** Names the connection for memos: another one has another number, even with the same id. */
  readonly scope: number;
  readonly nowMs: number;
}

/** An HTTP answer as it goes over the pipe. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What the process of an adapter says to the host, when nothing in it misbehaves. */
export type ChildMessage =
  | { readonly t: 'hello'; readonly adapter: AdapterFacts }
  /** There is no adapter in the package, or it cannot be loaded. */
  | { readonly t: 'failed'; readonly message: string }
  | { readonly t: 'result'; readonly id: number; readonly value?: unknown }
  | { readonly t: 'threw'; readonly id: number; readonly failure: WireFailure }
  | { readonly t: 'http'; readonly id: number; readonly of: number; readonly request: Omit<HttpRequest, 'sign'>; readonly signs: boolean }
  | {
      readonly t: 'signed';
      readonly id: number;
      readonly n: number;
      readonly signature?: Signature;
      readonly failure?: WireFailure;
    }
  | { readonly t: 'remember'; readonly id: number; readonly of: number; readonly note: string }
  | {
      readonly t: 'log';
      readonly id: number;
      readonly level: 'debug' | 'info' | 'warn';
      readonly message: string;
      readonly fields?: Readonly<Record<string, unknown>>;
    }
  | { readonly t: 'budget'; readonly id: number; readonly reading: BudgetReading }
  | { readonly t: 'pong'; readonly n: number };

/** What an adapter says of itself: its manifest as data, and which functions its abilities have. */
export interface AdapterFacts {
  readonly manifest: Omit<Manifest, 'allowedOrigins' | 'settings'> & { readonly settings: unknown };
  readonly abilities: Readonly<Record<string, AbilityFacts>>;
  readonly conformance?: Conformance;
}

export interface AbilityFacts {
  /** Paths below the ability: "place", "repeats.find". */
  readonly functions: readonly string[];
  /** `orders` */
  readonly mode?: string;
  readonly repeatsBy?: string;
  /** `tracking` */
  readonly names?: readonly string[];
  /** `payments` */
  readonly manualCapture?: boolean;
}
