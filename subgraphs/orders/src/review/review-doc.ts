import { Type } from 'typebox';

export const REVIEW_STATES = [
  'CHECKING',
  'PASSED',
  'HELD',
  'SECOND',
  'APPROVED',
  'RELEASED',
  'BLOCKED',
  'REJECTED',
  'EXPIRED',
  'WITHDRAWN',
] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const WAITING_STATES = ['WAITING', 'CALLED', 'LEFT', 'EXPIRED', 'WITHDRAWN'] as const;
export type WaitingState = (typeof WAITING_STATES)[number];

/** Why an order that was never sent ended. */
export const ENDED_UNSENT = ['blocked', 'rejected', 'review-expired', 'channel-stayed-paused', 'withdrawn'] as const;
export type EndedUnsent = (typeof ENDED_UNSENT)[number];

/** A rule that means the order, in words for staff. */
export interface ReviewReasonDoc {
  readonly rule: string;
  readonly message: string;
  readonly mustPass?: true;
}

/** Something that staff did. Never shown to the buyer. */
export interface ReviewLogEntry {
  readonly at: string;
  readonly by: string;
  readonly what: 'claimed' | 'approved' | 'rejected' | 'taken-back';
  readonly note?: string;
  /** Rules that still meant the order when it was approved. */
  readonly overridden?: readonly string[];
}

/** The look at an order before any of it is sent. */
export interface ReviewDoc {
  readonly state: ReviewState;
  readonly reasons: readonly ReviewReasonDoc[];
  readonly heldAt?: string;
  readonly expiresAt?: string;
  readonly claim?: { readonly by: string; readonly until: string };
  /** Who has approved so far. */
  readonly approvedBy: readonly string[];
  readonly log: readonly ReviewLogEntry[];
  /** Drawn for a second look by another person, after it went through. */
  readonly sample?: { readonly state: 'OPEN' | 'RIGHT' | 'MISSED'; readonly by?: string; readonly at?: string; readonly note?: string };
}

/** The place of an order in the row before paused channels. */
export interface WaitingDoc {
  readonly state: WaitingState;
  readonly channels: readonly string[];
  readonly since: string;
  readonly expiresAt: string;
}

const text = (maxLength = 4000) => Type.String({ maxLength });
const optional = Type.Optional;
const literals = (values: readonly string[]) => Type.Enum(values as unknown as string[]);

export const reviewSchema = Type.Object({
  state: literals(REVIEW_STATES),
  reasons: Type.Array(Type.Object({ rule: text(60), message: text(), mustPass: optional(Type.Literal(true)) }), { maxItems: 200 }),
  heldAt: optional(text(40)),
  expiresAt: optional(text(40)),
  claim: optional(Type.Object({ by: text(300), until: text(40) })),
  approvedBy: Type.Array(text(300)),
  log: Type.Array(
    Type.Object({
      at: text(40),
      by: text(300),
      what: literals(['claimed', 'approved', 'rejected', 'taken-back']),
      note: optional(text()),
      overridden: optional(Type.Array(text(60))),
    }),
    { maxItems: 100 },
  ),
  sample: optional(
    Type.Object({ state: literals(['OPEN', 'RIGHT', 'MISSED']), by: optional(text(300)), at: optional(text(40)), note: optional(text()) }),
  ),
});

export const waitingSchema = Type.Object({
  state: literals(WAITING_STATES),
  channels: Type.Array(text(60)),
  since: text(40),
  expiresAt: text(40),
});
