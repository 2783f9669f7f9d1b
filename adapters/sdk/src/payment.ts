import type { Money, Refusal } from '@onebasket/core';
import type { Attempt } from './order.ts';
import type { Call } from './call.ts';

export interface PaymentRequest {
  readonly orderNumber: string;
  readonly amount: Money;
  readonly token?: string | undefined;
  /** Until when the payer may pay (RFC 3339); the same for every try of one key. */
  readonly expiresAt?: string | undefined;
  /** The sellers whom the amount is for; the parts add up to it. A provider that pays several sellers at once pays each of them its part, others ignore it. */
  readonly parts?: readonly PaymentPart[] | undefined;
}

/** What of a payment is one seller's. */
export interface PaymentPart {
  /** Ours, unique within the payment. */
  readonly id: string;
  /** The seller as the account's settings know it. */
  readonly payee: string;
  readonly amount: Money;
}

/** `id` is the provider's (or, for an account without provider, our own) name of the payment. */
export interface PaymentResult {
  readonly status: 'authorized' | 'captured' | 'voided' | 'refunded';
  readonly id: string;
  readonly amount: Money;
  /** What the provider keeps of the payment so far, where it says so. */
  readonly fee?: Money;
  /** Where each seller was paid for itself: what `refund` names to give back a part. */
  readonly parts?: readonly { readonly id: string; readonly paymentId: string; readonly amount: Money }[];
}

export interface PaymentAction {
  readonly status: 'action-required';
  readonly id: string;
  readonly redirectUrl?: string;
  readonly qrCode?: string;
  readonly clientSecret?: string;
  readonly expiresAt?: string;
}

export const PAYMENT_STEPS = ['authorize', 'capture', 'void', 'refund'] as const;
export type PaymentStep = (typeof PAYMENT_STEPS)[number];

/** A payment that its provider has named, and the step on it that is asked about. */
export interface PaymentRef {
  readonly id: string;
  /** Of the step. */
  readonly key: string;
  readonly step: PaymentStep;
  /** What the payer brought since: a payment that still waits for one is "not done", so that `authorize` is called with it. */
  readonly token?: string | undefined;
}

/** How money is taken. `manualCapture`: authorise, place, capture what was placed, void the rest; otherwise pay, place, refund the rest. */
export interface Payments {
  readonly manualCapture: boolean;
  authorize(request: PaymentRequest, attempt: Attempt, call: Call): Promise<PaymentResult | PaymentAction | Refusal>;
  capture(id: string, amount: Money, attempt: Attempt, call: Call): Promise<PaymentResult | Refusal>;
  /** Releases the whole authorisation; a payment that waits for the payer is closed, so that it cannot be paid any more. */
  void(id: string, attempt: Attempt, call: Call): Promise<PaymentResult | Refusal>;
  refund(id: string, amount: Money, attempt: Attempt, call: Call): Promise<PaymentResult | Refusal>;
  /** "Did it happen?" after an unknown outcome. */
  find(key: string, call: Call): Promise<PaymentResult | PaymentAction | undefined>;
  /**
   * As `find`, of a payment whose id is known: read from the payment itself, so never older than the last answer. `authorize`: how the payment stands now;
   * another step: whether it happened. Absent = `find` is as good.
   */
  get?(ref: PaymentRef, call: Call): Promise<PaymentResult | PaymentAction | undefined>;
}
