import type { Money } from './money.ts';

/** Why a channel said no; the graph's `RefusalCode` in lower case. */
export const REFUSAL_REASONS = [
  'out-of-stock',
  'price-changed',
  'not-deliverable',
  'limit-exceeded',
  'coupon-refused',
  'address-refused',
  'payment-refused',
  'not-cancellable',
  'not-found',
  'closed',
  'other',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** The channel understood and said no. Returned, never thrown; never repeated. */
export interface Refusal {
  readonly status: 'refused';
  readonly reason: RefusalReason;
  /** For people: what the channel said, without secrets. */
  readonly message: string;
  /** out-of-stock: how many are left, where the channel tells. */
  readonly available?: number;
  /** price-changed: what it costs now. */
  readonly now?: Money;
  /** The lines it is about; absent = the whole request. */
  readonly externalIds?: readonly string[];
}

export function refuse(
  reason: RefusalReason,
  message: string,
  more: Partial<Omit<Refusal, 'status' | 'reason' | 'message'>> = {},
): Refusal {
  return { status: 'refused', reason, message, ...more };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { status?: unknown }).status === 'refused';
}
