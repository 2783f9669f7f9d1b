import type { AfterSalesConfig } from './after-sale-rules.ts';
import type { ReviewRule, RuleAmount } from './review-rules.ts';

/** The configuration, read once at start from YAML, checked and with defaults filled in (see `schema.ts` for meanings and limits). */
export interface Config {
  /** Absolute path of the file, or undefined for the built-in demo. */
  readonly file?: string;
  readonly gateway: {
    readonly port: number;
    readonly host: string;
    readonly publicUrl?: string;
    readonly introspection: boolean;
    readonly shareQueries: boolean;
    readonly limits: {
      readonly depth: number;
      readonly aliases: number;
      readonly orderMutations: number;
      readonly tokens: number;
      readonly bodyBytes: number;
      readonly listItems: number;
      readonly textLength: number;
      readonly nameLength: number;
      readonly first: number;
      readonly cost: number;
      readonly requestTimeoutMs: number;
      readonly rate: false | { readonly perSecond: number; readonly burst: number };
    };
  };
  /** `sqlite:FOLDER` or `mongodb://…`; a relative folder is relative to the working directory. */
  readonly storage: { readonly url: string };
  /** `memory:` or `redis://…`. */
  readonly bus: { readonly url: string };
  /** Currency in which prices of several currencies are compared; when left out, the one in which all of them are, else CNY. */
  readonly displayCurrency?: string;
  /** One unit of `displayCurrency`'s table base in each currency, as decimal text, with the day of the table. */
  readonly rates?: { readonly base: string; readonly date: string; readonly values: Readonly<Record<string, string>> };
  /** Adapter packages that do not ship with the product. */
  readonly adapters: readonly AdapterConfig[];
  readonly channels: readonly ConnectionConfig[];
  readonly carriers: readonly ConnectionConfig[];
  readonly payments: readonly ConnectionConfig[];
  readonly accounts: {
    readonly signingKey?: string;
    readonly outbox: 'log' | 'http';
    readonly webhooks: {
      /** Endpoints may be on this machine and its networks. Never where strangers may name endpoints. */
      readonly allowPrivateAddresses: boolean;
      /** Tries of one event before it, and its endpoint, are given up. */
      readonly attempts: number;
      /** Wait before the second try; each wait is four times the one before, a day at most. */
      readonly firstRetryMs: number;
      readonly timeoutMs: number;
    };
    readonly seed: {
      readonly staff: readonly {
        readonly email: string;
        readonly password: string;
        readonly roles: readonly string[];
        readonly name?: string;
      }[];
      readonly clients: readonly { readonly id: string; readonly key: string; readonly scopes: readonly string[] }[];
    };
  };
  readonly orders: {
    readonly review: ReviewConfig;
    readonly paused: {
      /** Most orders that wait for one paused channel. */
      readonly queue: number;
      readonly expireHours: number;
    };
    readonly afterSales: AfterSalesConfig;
    /** How long after a lost answer a shop's "no such order" is not yet believed. */
    readonly settleMs: number;
    /** Channels whose own orders are taken in, and how often they are asked. */
    readonly intake: { readonly channels: readonly string[]; readonly intervalMs: number };
    /** How long purchases on channels' own pages are waited for: without an end that the channel names, and after it. */
    readonly handoff: { readonly expireHours: number; readonly graceHours: number };
    /** How often, and for how many days, orders are compared with what vendors say; every 0 hours = when asked. */
    readonly reconciliation: { readonly everyHours: number; readonly days: number };
    /** How often affiliates' order reports are read. */
    readonly reportIntervalMs: number;
    /** How long a buyer waits for the channels before hearing OrderPending. */
    readonly answerWithinMs: number;
  };
  readonly products: { readonly feedIntervalMs: number; readonly matching: { readonly enabled: boolean } };
  /** Keys for what is stored sealed; the first seals, all open. */
  readonly secrets?: { readonly keys: readonly { readonly id: string; readonly key: string }[] };
  /** Distributed mode: where the other subgraphs answer, and the secret header they ask for. */
  readonly subgraphs?: { readonly secret: string; readonly urls: Readonly<Record<string, string>> };
}

/** Which orders a person looks at before anything is sent, and how. */
export interface ReviewConfig {
  /** false: none. */
  readonly rules: false | readonly ReviewRule[];
  readonly claimMinutes: number;
  readonly expireHours: number;
  /** How long an approved order waits, in which the approval can be taken back. */
  readonly undoSeconds: number;
  /** So many of a hundred orders that went through are looked at again by another person. */
  readonly samplePercent: number;
  /** Orders of this total or more need the approval of two. */
  readonly secondPersonAbove?: RuleAmount;
}

export interface AdapterConfig {
  /** Name of an installed package, or a path that begins with a dot or a slash; both are looked up from the configuration file. */
  readonly package: string;
  /** Run it like our own code, with everything that this process may do. Default: in a process of its own, without network and files. */
  readonly inProcess?: boolean;
}

export interface ConnectionConfig {
  /** Prefix of its listing ids; lower-case letters, digits and dashes, a letter first, 40 at most. */
  readonly id: string;
  readonly adapter: string;
  readonly name?: string;
  readonly settings: Readonly<Record<string, unknown>>;
}
