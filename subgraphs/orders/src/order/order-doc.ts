import { parkedIndexes, aggregateFields, type Aggregate } from '@onebasket/runtime';
import type { CollectionSpec } from '@onebasket/runtime/storage';
import { Type } from 'typebox';
import { ENDED_UNSENT, reviewSchema, waitingSchema, type EndedUnsent, type ReviewDoc, type WaitingDoc } from '../review/review-doc.ts';
import { caseSchema, type CaseDoc } from '../after-sale/case-doc.ts';
import { entrySchema, type EntryDoc } from '../ledger/entry-doc.ts';
import { refundSchema, type RefundDoc } from '../refund/refund-doc.ts';

export const PART_STATUSES = [
  'PENDING',
  'PLACING',
  'UNKNOWN',
  'PLACED',
  'AWAITING_HANDOFF',
  'ACCEPTED',
  'SHIPPED',
  'DELIVERED',
  'COMPLETED',
  'CANCELLING',
  'CANCELLED',
  'FAILED',
  'REFUNDED',
] as const;
export type PartStatus = (typeof PART_STATUSES)[number];

export const PAYMENT_STATUSES = [
  'NONE',
  'REQUIRES_ACTION',
  'AUTHORIZED',
  'CAPTURED',
  'PARTLY_REFUNDED',
  'REFUNDED',
  'VOIDED',
  'FAILED',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** How the placing ended; fixed once it is known, so that a repeat of the key hears the same whatever happened to the order since. */
export const VERDICTS = ['placed', 'not-placed', 'out-of-stock', 'price-changed', 'declined'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const POLICIES = ['CANCEL_ALL', 'KEEP_PLACED', 'TRY_NEXT_OFFER'] as const;
export type PartialFailurePolicy = (typeof POLICIES)[number];

const text = (maxLength = 4000) => Type.String({ maxLength });
const optional = Type.Optional;
const literals = <const T extends readonly string[]>(values: T) => Type.Enum(values as unknown as string[]);

const attribute = Type.Object({ name: text(), value: text(), unit: optional(text()) });

const line = Type.Object({
  id: text(),
  /** Where in the buyer's input it stood. */
  index: Type.Integer(),
  listingId: text(),
  productId: optional(text()),
  externalId: text(),
  title: text(),
  options: Type.Array(attribute),
  /** Id and names of its category, from the root, as it was when it was bought. */
  categories: optional(Type.Array(text())),
  quantity: Type.Integer({ minimum: 1 }),
  unitPrice: text(40),
  listPrice: text(40),
  total: text(40),
});

const storedQuote = Type.Object({
  lines: Type.Array(
    Type.Object({
      externalId: text(),
      title: text(),
      quantity: Type.Integer(),
      listPrice: text(40),
      unitPrice: text(40),
      subtotal: text(40),
      promotions: Type.Array(Type.Object({ id: text(), kind: text(40), label: text(), saved: text(40) })),
      availability: optional(text(40)),
      stock: optional(Type.Integer()),
    }),
  ),
  shipping: optional(Type.Object({ methodId: text(), title: text(), cost: text(40) })),
  tax: optional(text(40)),
  total: text(40),
});

const fulfilment = Type.Object({
  id: text(),
  carrierName: optional(text()),
  trackingNumber: optional(text()),
  state: text(20),
  shippedAt: optional(text(40)),
});

const part = Type.Object({
  id: text(),
  channelId: text(),
  status: literals(PART_STATUSES),
  lines: Type.Array(line),
  /** What the buyer approved for this part; amounts in the order's currency. */
  quote: optional(storedQuote),
  total: text(40),
  externalId: optional(text()),
  number: optional(text()),
  note: optional(text()),
  refusal: optional(
    Type.Object({
      code: text(40),
      message: text(),
      lineIds: Type.Array(text()),
      available: optional(Type.Integer()),
      now: optional(text(40)),
    }),
  ),
  failure: optional(Type.Object({ code: text(40), message: text(), retryAfterMs: optional(Type.Integer()) })),
  /** The channel takes the money for it on its own page. */
  paidThere: optional(Type.Literal(true)),
  /** Where the buyer finishes it, on the channel's own page. */
  handoff: optional(
    Type.Object({
      url: text(),
      /** When it was handed over. */
      at: optional(text(40)),
      expiresAt: optional(text(40)),
      shareText: optional(text()),
      links: optional(Type.Array(Type.Object({ externalIds: Type.Array(text()), url: text(), shareText: optional(text()) }))),
      attribution: optional(text()),
      /** State of each order that the channel's report tells for it, by its id there. */
      reported: optional(Type.Record(Type.String(), text(20))),
    }),
  ),
  fulfilments: Type.Array(fulfilment),
  /** Status by shipment id, as the shipments subgraph told. */
  parcels: Type.Record(Type.String(), text(40)),
  /** Given back for it or on its way back. */
  refunded: text(40),
  /** Given back for it, as the payment provider has confirmed; with `payment.restGiven` it adds up to `payment.refunded`. */
  givenBack: optional(text(40)),
  deliveredAt: optional(text(40)),
  /** Why it is being taken back, and whether the channel would. */
  cancel: optional(
    Type.Object({
      by: literals(['buyer', 'staff', 'policy', 'mismatch', 'expiry']),
      reason: text(),
      state: literals(['wanted', 'requested', 'refused', 'done']),
      message: optional(text()),
    }),
  ),
  /** Listings already tried for its lines (TRY_NEXT_OFFER). */
  tried: Type.Array(text()),
});

const timelineEntry = Type.Object({ at: text(40), kind: text(60), actor: text(40), subject: optional(text()), detail: optional(text()) });

const cancelRequest = Type.Object({
  key: text(255),
  hash: text(100),
  partIds: Type.Array(text()),
  at: text(40),
  refundedBefore: text(40),
  reason: optional(text(40)),
});

export const orderSchema = Type.Object({
  _id: Type.String(),
  v: Type.Integer(),
  shape: Type.Integer(),
  ...aggregateFields,
  /** Where it was placed, when not here: at its channel, from which it was taken in. */
  origin: optional(Type.Literal('CHANNEL')),
  number: text(40),
  idempotencyKey: text(255),
  inputHash: text(100),
  /** `viewerKey` of a signed-in viewer; "guest" otherwise. */
  ownerKey: text(300),
  placedAt: text(40),
  currency: text(3),
  ceiling: text(40),
  policy: literals(POLICIES),
  contact: Type.Object({ name: text(), phone: optional(text()), email: optional(text()) }),
  address: Type.Object({
    country: text(2),
    region: optional(text()),
    city: optional(text()),
    district: optional(text()),
    line1: text(),
    line2: optional(text()),
    postalCode: optional(text()),
  }),
  notes: optional(text()),
  locale: text(10),
  payment: Type.Object({
    method: text(),
    status: literals(PAYMENT_STATUSES),
    token: optional(text()),
    id: optional(text()),
    authorized: text(40),
    captured: text(40),
    refunded: text(40),
    /** What the provider keeps for it, where it says so. */
    fee: optional(text(40)),
    /** What was taken beyond what the parts come to: given back or on its way, and confirmed. */
    rest: optional(text(40)),
    restGiven: optional(text(40)),
    declined: optional(Type.Object({ code: text(60), message: text() })),
    action: optional(
      Type.Object({
        redirectUrl: optional(text()),
        qrCode: optional(text()),
        clientSecret: optional(text()),
        expiresAt: optional(text(40)),
      }),
    ),
  }),
  parts: Type.Array(part),
  verdict: optional(literals(VERDICTS)),
  /** Absent where no rules are configured. */
  review: optional(reviewSchema),
  /** Its place in the row before paused channels. */
  waiting: optional(waitingSchema),
  /** What it shares with other orders, hashed; kept only where rules count orders. */
  marks: optional(Type.Array(text(60), { maxItems: 8 })),
  /** Why nothing was sent. */
  endedUnsent: optional(literals(ENDED_UNSENT)),
  timeline: Type.Array(timelineEntry),
  /** How many entries have moved to the journal. */
  timelineMoved: optional(Type.Integer({ minimum: 0 })),
  cancels: Type.Array(cancelRequest),
  refunds: optional(Type.Array(refundSchema)),
  cases: optional(Type.Array(caseSchema)),
  ledger: optional(Type.Array(entrySchema)),
});

export interface AttributeDoc {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
}
export interface LineDoc {
  readonly id: string;
  readonly index: number;
  readonly listingId: string;
  readonly productId?: string;
  readonly externalId: string;
  readonly title: string;
  readonly options: readonly AttributeDoc[];
  readonly categories?: readonly string[];
  readonly quantity: number;
  readonly unitPrice: string;
  readonly listPrice: string;
  readonly total: string;
}
export interface StoredQuote {
  readonly lines: readonly {
    readonly externalId: string;
    readonly title: string;
    readonly quantity: number;
    readonly listPrice: string;
    readonly unitPrice: string;
    readonly subtotal: string;
    readonly promotions: readonly { readonly id: string; readonly kind: string; readonly label: string; readonly saved: string }[];
    /** As quoted: the channel looks twice at goods of which few were left. */
    readonly availability?: string;
    readonly stock?: number;
  }[];
  readonly shipping?: { readonly methodId: string; readonly title: string; readonly cost: string };
  readonly tax?: string;
  readonly total: string;
}
export interface PartDoc {
  readonly id: string;
  readonly channelId: string;
  readonly status: PartStatus;
  readonly lines: readonly LineDoc[];
  readonly quote?: StoredQuote;
  readonly total: string;
  readonly externalId?: string;
  readonly number?: string;
  readonly note?: string;
  readonly refusal?: {
    readonly code: string;
    readonly message: string;
    readonly lineIds: readonly string[];
    readonly available?: number;
    readonly now?: string;
  };
  readonly failure?: { readonly code: string; readonly message: string; readonly retryAfterMs?: number };
  readonly paidThere?: true;
  readonly handoff?: {
    readonly url: string;
    readonly at?: string;
    readonly expiresAt?: string;
    readonly shareText?: string;
    readonly links?: readonly { readonly externalIds: readonly string[]; readonly url: string; readonly shareText?: string }[];
    readonly attribution?: string;
    readonly reported?: Readonly<Record<string, string>>;
  };
  readonly fulfilments: readonly {
    readonly id: string;
    readonly carrierName?: string;
    readonly trackingNumber?: string;
    readonly state: string;
    readonly shippedAt?: string;
  }[];
  readonly parcels: Readonly<Record<string, string>>;
  readonly refunded: string;
  readonly givenBack?: string;
  readonly deliveredAt?: string;
  readonly cancel?: {
    readonly by: 'buyer' | 'staff' | 'policy' | 'mismatch' | 'expiry';
    readonly reason: string;
    readonly state: 'wanted' | 'requested' | 'refused' | 'done';
    readonly message?: string;
  };
  readonly tried: readonly string[];
}
export interface TimelineEntry {
  readonly at: string;
  readonly kind: string;
  readonly actor: string;
  readonly subject?: string;
  readonly detail?: string;
}

/** One order of one buyer: an aggregate with a part for each channel. Amounts are decimal texts in the order's one currency. */
export interface OrderDoc extends Aggregate {
  readonly origin?: 'CHANNEL';
  readonly number: string;
  readonly idempotencyKey: string;
  readonly inputHash: string;
  readonly ownerKey: string;
  readonly placedAt: string;
  readonly currency: string;
  readonly ceiling: string;
  readonly policy: PartialFailurePolicy;
  readonly contact: { readonly name: string; readonly phone?: string; readonly email?: string };
  readonly address: {
    readonly country: string;
    readonly region?: string;
    readonly city?: string;
    readonly district?: string;
    readonly line1: string;
    readonly line2?: string;
    readonly postalCode?: string;
  };
  readonly notes?: string;
  readonly locale: string;
  readonly payment: {
    readonly method: string;
    readonly status: PaymentStatus;
    readonly token?: string;
    readonly id?: string;
    readonly authorized: string;
    readonly captured: string;
    readonly refunded: string;
    readonly fee?: string;
    readonly rest?: string;
    readonly restGiven?: string;
    readonly declined?: { readonly code: string; readonly message: string };
    readonly action?: {
      readonly redirectUrl?: string;
      readonly qrCode?: string;
      readonly clientSecret?: string;
      readonly expiresAt?: string;
    };
  };
  readonly parts: readonly PartDoc[];
  readonly verdict?: Verdict;
  readonly review?: ReviewDoc;
  readonly waiting?: WaitingDoc;
  readonly marks?: readonly string[];
  readonly endedUnsent?: EndedUnsent;
  readonly timeline: readonly TimelineEntry[];
  readonly timelineMoved?: number;
  readonly cancels: readonly {
    readonly key: string;
    readonly hash: string;
    readonly partIds: readonly string[];
    readonly at: string;
    readonly refundedBefore: string;
    readonly reason?: string;
  }[];
  readonly refunds?: readonly RefundDoc[];
  /** What the buyer asked for after the sale. */
  readonly cases?: readonly CaseDoc[];
  /** The order's books, oldest entry first. */
  readonly ledger?: readonly EntryDoc[];
}

export type OrderIndex =
  | 'wakeAt'
  | 'parked'
  | 'decided'
  | 'owner'
  | 'all'
  | 'number'
  | 'channelOrder'
  | 'handoff'
  | 'guestEmail'
  | 'payment'
  | 'refundAt'
  | 'caseDue'
  | 'cancelAt'
  | 'review'
  | 'waiting'
  | 'mark'
  | 'sample';

export const orders: CollectionSpec<OrderDoc, OrderIndex> = {
  name: 'orders',
  schema: orderSchema,
  lift: [],
  indexes: {
    wakeAt: doc => (doc.wakeAt === undefined ? [] : [[doc.wakeAt]]),
    // Parts of which nobody knows what became wait for a person as well, whether or not an effect of theirs is parked.
    parked: doc => [...parkedIndexes.parked(doc), ...doc.parts.filter(part => part.status === 'UNKNOWN').map(() => [doc.placedAt])],
    decided: parkedIndexes.decided,
    owner: doc => [[doc.ownerKey, doc.placedAt, doc._id]],
    all: doc => [[doc.placedAt, doc._id]],
    number: doc => [[doc.number]],
    channelOrder: doc => doc.parts.flatMap(part => (part.externalId === undefined ? [] : [[part.channelId, part.externalId]])),
    handoff: doc => doc.parts.flatMap(part => handoffMarks(doc, part).map(mark => [part.channelId, mark, doc.placedAt])),
    refundAt: doc => (doc.refunds ?? []).map(refund => [refund.at]),
    caseDue: doc => (doc.cases ?? []).flatMap(one => (one.dueAt === undefined ? [] : [[one.dueAt, doc._id, one.id]])),
    cancelAt: doc => doc.cancels.map(cancel => [cancel.at]),
    payment: doc => (doc.payment.id === undefined ? [] : [[doc.payment.method, doc.payment.id]]),
    review: doc => (isHeldForStaff(doc) ? [[doc.review?.heldAt ?? doc.placedAt, doc._id]] : []),
    waiting: doc => queuedAt(doc).map(channelId => [channelId, doc.placedAt, doc._id]),
    sample: doc => (doc.review?.sample?.state === 'OPEN' ? [[doc.placedAt, doc._id]] : []),
    mark: doc => (doc.marks ?? []).map(mark => [mark, doc.placedAt, doc._id]),
    guestEmail: doc => (doc.ownerKey === 'guest' && doc.contact.email ? [[doc.contact.email.toLowerCase()]] : []),
  },
};

/** True while the order waits for a person to decide whether it is sent. */
export function isHeldForStaff({ review }: Pick<OrderDoc, 'review'>): boolean {
  return review?.state === 'HELD' || review?.state === 'SECOND';
}

/** Channels before which the order stands in the row: until its part there was sent. One that waits for its payer lets the others pass. */
export function queuedAt({ waiting, payment, parts }: Pick<OrderDoc, 'waiting' | 'payment' | 'parts'>): readonly string[] {
  if (!waiting || !IN_ROW.has(waiting.state) || payment.status === 'REQUIRES_ACTION') return [];
  return waiting.channels.filter(id => parts.some(part => part.channelId === id && NOT_SENT.has(part.status)));
}

const IN_ROW = new Set<WaitingDoc['state']>(['WAITING', 'CALLED', 'LEFT']);
const NOT_SENT = new Set<PartStatus>(['PENDING', 'PLACING']);

/** True when we take the money for this part, not the channel. */
export function isPaidHere(part: PartDoc): boolean {
  return part.handoff === undefined && part.paidThere === undefined;
}

/** The key under which the channel knows this part: the same for every try. */
export function partKey(doc: Pick<OrderDoc, 'number'>, part: Pick<PartDoc, 'id'>): string {
  return `${doc.number}-${part.id}`;
}

/** By what an order report may name a part that was handed over: our key, the channel's mark, the id of what was prepared. */
function handoffMarks(doc: OrderDoc, part: PartDoc): readonly string[] {
  if (!part.handoff) return [];
  return [
    partKey(doc, part),
    ...(part.handoff.attribution ? [part.handoff.attribution] : []),
    ...(part.externalId ? [part.externalId] : []),
  ];
}

/** The document with one part changed. */
export function withPart(doc: OrderDoc, partId: string, change: (part: PartDoc) => PartDoc): OrderDoc {
  return { ...doc, parts: doc.parts.map(part => (part.id === partId ? change(part) : part)) };
}

/** When it was delivered, to be kept with its first status that says so: windows run from then. */
export function deliveredOnce(part: PartDoc, status: PartStatus, now: Date): { readonly deliveredAt?: string } {
  const isDelivered = status === 'DELIVERED' || status === 'COMPLETED';
  return isDelivered && part.deliveredAt === undefined ? { deliveredAt: now.toISOString() } : {};
}

/** A part that goes on; one that had been given up as expired on its channel's page was bought after all. */
export function goneOn(part: PartDoc, status: PartStatus): PartDoc {
  const { cancel, ...it } = part;
  return { ...it, status, ...(cancel && cancel.by !== 'expiry' ? { cancel } : {}) };
}

/** The document with an entry at the end of its timeline. */
export function noted(doc: OrderDoc, now: Date, kind: string, actor: string, subject?: string, detail?: string): OrderDoc {
  const entry = {
    at: now.toISOString(),
    kind,
    actor,
    ...(subject ? { subject } : {}),
    ...(detail ? { detail: detail.slice(0, 500) } : {}),
  };
  return { ...doc, timeline: [...doc.timeline, entry] };
}
