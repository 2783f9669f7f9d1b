import { AFTER_SALE_KINDS, type AfterSaleKind } from '@onebasket/runtime';
import { Type } from 'typebox';

export const CASE_STATUSES = [
  'OPEN',
  'APPROVED',
  'REJECTED',
  'PICKUP_ARRANGED',
  'IN_TRANSIT',
  'RECEIVED',
  'INSPECTED',
  'REFUNDED',
  'EXCHANGED',
  'CLOSED',
  'DISPUTED',
  'RULED',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

const text = (maxLength = 4000) => Type.String({ maxLength });

export const caseSchema = Type.Object({
  id: text(20),
  /** Scope and key of the request. */
  key: text(600),
  hash: text(100),
  partId: text(40),
  kind: Type.Enum(AFTER_SALE_KINDS as unknown as string[]),
  status: Type.Enum(CASE_STATUSES as unknown as string[]),
  owner: text(100),
  dueAt: Type.Optional(text(40)),
  at: text(40),
  clause: text(60),
  returnPaidBy: Type.Enum(['BUYER', 'SELLER']),
  refundsShipping: Type.Optional(Type.Literal(true)),
  lines: Type.Array(Type.Object({ lineId: text(60), quantity: Type.Integer({ minimum: 1 }) })),
  reason: text(200),
  description: Type.Optional(text(2000)),
  evidence: Type.Array(text(500)),
  channelCase: Type.Optional(Type.Object({ externalId: text(400), state: text(20) })),
  refundId: Type.Optional(text(20)),
  timeline: Type.Array(Type.Object({ at: text(40), kind: text(60), actor: text(100), detail: Type.Optional(text(500)) })),
});

/** Something a buyer asks for after the sale: goods of one part, with one owner and a clock. Kept with its order. */
export interface CaseDoc {
  readonly id: string;
  readonly key: string;
  readonly hash: string;
  readonly partId: string;
  readonly kind: AfterSaleKind;
  readonly status: CaseStatus;
  /** Who has to act: "buyer", "staff", "carrier", "onebasket" or "channel:ID". */
  readonly owner: string;
  readonly dueAt?: string;
  readonly at: string;
  /** By which it was granted; with what followed from it then. */
  readonly clause: string;
  readonly returnPaidBy: 'BUYER' | 'SELLER';
  readonly refundsShipping?: true;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly reason: string;
  readonly description?: string;
  readonly evidence: readonly string[];
  /** The channel's own case. */
  readonly channelCase?: { readonly externalId: string; readonly state: string };
  readonly refundId?: string;
  readonly timeline: readonly { readonly at: string; readonly kind: string; readonly actor: string; readonly detail?: string }[];
}

/** So that an order stays small. */
export const MOST_CASES = 12;
export const MOST_EVENTS = 60;
