import { createHash } from 'node:crypto';
import { seededRandom } from '@onebasket/twin-kit';
import { FLOWERS, type Product, type Trap, type UcpTwinOptions, type Version } from './options.ts';

/** A JSON object as it came or goes. */
export type Json = Readonly<Record<string, unknown>>;

export interface Line {
  readonly id: string;
  readonly itemId: string;
  readonly quantity: number;
}

export interface Method {
  readonly id: string;
  readonly type: string;
  readonly lineIds: readonly string[];
  readonly destinations: readonly Json[] | undefined;
  readonly selectedDestinationId: string | undefined;
  /** Where options are priced for; January's servers keep the last that they knew. */
  readonly country: string | undefined;
  readonly groups: readonly { readonly id: string; readonly lineIds: readonly string[]; readonly selectedOptionId: string | undefined }[];
}

export interface Session {
  readonly id: string;
  readonly kind: 'checkout' | 'cart';
  status: 'open' | 'in_progress' | 'challenged' | 'completed' | 'canceled';
  currency: string;
  lines: readonly Line[];
  buyer: Json | undefined;
  methods: readonly Method[] | undefined;
  codes: readonly string[] | undefined;
  payment: Json | undefined;
  context: Json | undefined;
  readonly openedAt: number;
  updates: number;
  /** Updates that named no codes. */
  silentUpdates: number;
  orderId: string | undefined;
  webhookUrl: string | undefined;
  /** The cart that it was made of. */
  readonly cartId: string | undefined;
}

export interface Order {
  readonly id: string;
  readonly session: Session;
  /** As it was placed, events and adjustments included; a test may put another. */
  body: Json;
}

/** Everything that a merchant knows. */
export class Merchant {
  readonly version: Version;
  readonly currency: string;
  readonly products: ReadonlyMap<string, Product>;
  readonly stock: Map<string, number>;
  readonly price: Map<string, number>;
  readonly freeShippingItems: ReadonlySet<string>;
  readonly sessions = new Map<string, Session>();
  readonly orders = new Map<string, Order>();
  /** Answers by idempotency key. Keys are global, and a cancel's body is empty whatever it cancels. */
  readonly answers = new Map<string, { readonly hash: string; readonly status: number; readonly body: Json }>();
  readonly traps: Set<Trap>;
  readonly now: () => Date;
  #ids: () => number;

  constructor(options: UcpTwinOptions) {
    this.version = options.version ?? '2026-04-08';
    this.currency = options.currency ?? 'USD';
    const products = options.products ?? FLOWERS;
    this.products = new Map(products.map(product => [product.id, product]));
    this.stock = new Map(products.map(({ id, stock }) => [id, stock]));
    this.price = new Map(products.map(({ id, price }) => [id, price]));
    this.freeShippingItems = new Set(options.freeShippingItems ?? ['bouquet_roses']);
    this.traps = new Set(options.traps ?? []);
    this.now = options.now ?? (() => new Date());
    this.#ids = seededRandom(options.seed ?? 1);
  }

  /** January 2026: other shapes, other errors, updates that merge. */
  get isEarly(): boolean {
    return this.version < '2026-04-08';
  }

  has(trap: Trap): boolean {
    return this.traps.has(trap);
  }

  /** An id in the form of a UUID, the same for the same seed. */
  newId(): string {
    const hex = createHash('sha256').update(String(this.#ids())).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}

/** The merchant says no: by a status, with a code where its generation has codes. */
export class No extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list. */
export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
