/** What an authorisation flow brought (see `Authorisation`): stored encrypted by the host, refreshed ahead of expiry, never in a log. */
export interface Credentials {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** RFC 3339; absent = does not expire. */
  readonly expiresAt?: string;
  readonly refreshExpiresAt?: string;
  readonly scopes?: readonly string[];
  /** What else the vendor wants back with each call (a seller id, a shop name). Treated as secret. */
  readonly more?: Readonly<Record<string, string>>;
}

/** One configured vendor account, as its adapter sees it. Secrets are settings whose schema is marked `secret`; they never reach a log. */
export interface Connection<Settings = Record<string, unknown>> {
  readonly id: string;
  readonly name: string;
  readonly settings: Settings;
  /** Of an account that was connected by an authorisation flow. */
  readonly credentials?: Credentials | undefined;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute; its origin must be one that the manifest allows for these settings. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Reads may be repeated by the host; writes never are. Default: GET reads, everything else writes. A GraphQL query by POST says `read`. */
  readonly effect?: 'read' | 'write';
  /** For messages and traces: "POST /orders". Never contains secrets. */
  readonly label?: string;
  /** What it takes out of the budget, in the vendor's own units (points of a query); default 1. */
  readonly cost?: number;
  /** Called anew for each try, for signatures with nonce and time over the final bytes. */
  sign?(): Signature | Promise<Signature>;
}

/** What takes the place of the request's address, and what is added to its headers. */
export interface Signature {
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Any status that arrived whole, 4xx and 5xx too: the adapter knows what its vendor means by it. Bodies over the limit (8 MiB) are refused by the host. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Names these very bytes: SHA-256 in hex. For `RawRef`. */
  readonly digest: string;
  text(): string;
  /** Lossless: integers beyond 2^53 and all decimals come as `LosslessNumber`. Throws `AdapterError('invalid-response')` for anything that is not JSON (HTML pages, cut bodies). */
  json(): unknown;
}

export interface HttpClient {
  /** Rejects with `AdapterError` when no whole answer came; `outcome` is `not-done` when nothing can have reached the vendor or it is a read. 429 (and, for reads, 502–504) are waited for and repeated inside the deadline; a 429 that cannot be waited for is handed over. A GET without `sign` follows redirects within the allowed origins; any other redirect is `invalid-response`. */
  request(request: HttpRequest): Promise<HttpResponse>;
}

export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** What the vendor itself says of the budget after a call. It beats the host's own count, for every replica. */
export interface BudgetReading {
  /** Units left in the bucket now. */
  readonly left?: number;
  readonly capacity?: number;
  readonly restorePerSecond?: number;
  /** Calls left of the day's quota. */
  readonly dayLeft?: number;
  /** Nothing will be answered for so long. */
  readonly blockedForMs?: number;
}

/** An adapter's whole world for one call: no `fetch`, `process.env`, `Date.now`, timer or module state inside. */
export interface Call<Settings = Record<string, unknown>> {
  readonly connection: Connection<Settings>;
  readonly http: HttpClient;
  /** The caller's deadline. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly random: () => string;
  readonly log: Log;
  /** Hands on what the vendor said of the budget in this answer. */
  noteBudget(reading: BudgetReading): void;
  /** Keeps what is slow to change (a shop's currency, zones, tax table) per connection for `ttlMs`; one load at a time, a failed load is not kept. */
  memo<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T>;
}
