import type { Money, Refusal } from '@onebasket/core';
import type { Attempt } from './order.ts';
import type { Call } from './call.ts';

export interface PaymentRequest {
  readonly orderNumber: string;
  readonly amount: Money;
  readonly token?: string | undefined;
}

/** `id` is the provider's (or, for an account without provider, our own) name of the payment. */
export interface PaymentResult {
  readonly status: 'authorized' | 'captured' | 'voided' | 'refunded';
  readonly id: string;
  readonly amount: Money;
}

export interface PaymentAction {
  readonly status: 'action-required';
  readonly id: string;
  readonly redirectUrl?: string;
  readonly qrCode?: string;
  readonly clientSecret?: string;
  readonly expiresAt?: string;
}

/** How money is taken. `manualCapture`: authorise, place, capture what was placed, void the rest; otherwise pay, place, refund the rest. */
export interface Payments {
  readonly manualCapture: boolean;
  authorize(request: PaymentRequest, attempt: Attempt, call: Call): Promise<PaymentResult | PaymentAction | Refusal>;
  capture(id: string, amount: Money, attempt: Attempt, call: Call): Promise<PaymentResult | Refusal>;
  void(id: string, attempt: Attempt, call: Call): Promise<PaymentResult | Refusal>;
  refund(id: string, amount: Money, attempt: Attempt, call: Call): Promise<PaymentResult | Refusal>;
  /** "Did it happen?" after an unknown outcome. */
  find(key: string, call: Call): Promise<PaymentResult | PaymentAction | undefined>;
}
