import type { PaymentStatus } from '../order/order-doc.ts';
import { DAY_MS, MINUTE_MS, PAY_WITHIN_MS } from './durations.ts';
import type { StateMachine } from './machine.ts';

/** The one payment of an order. */
export const paymentMachine: StateMachine<PaymentStatus> = {
  name: 'payment',
  about: 'The money of an order, as its provider tells of it.',
  start: 'NONE',
  // Money that came too late, or after all, is found out by asking and goes back.
  reopened: ['CAPTURED', 'PARTLY_REFUNDED', 'VOIDED', 'FAILED'],
  states: {
    NONE: {
      to: ['REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED', 'FAILED'],
      next: { who: 'ONEBASKET', en: 'Ask the provider to hold the money', zh: '请求支付渠道授权', withinMs: MINUTE_MS },
    },
    REQUIRES_ACTION: {
      to: ['NONE', 'AUTHORIZED', 'CAPTURED', 'FAILED'],
      next: { who: 'BUYER', en: 'Finish the payment', zh: '完成付款', withinMs: PAY_WITHIN_MS },
    },
    AUTHORIZED: {
      to: ['CAPTURED', 'VOIDED'],
      next: { who: 'ONEBASKET', en: 'Take what was placed, release the rest', zh: '扣款并释放余额', withinMs: 7 * DAY_MS },
    },
    CAPTURED: { to: ['PARTLY_REFUNDED', 'REFUNDED'], next: null },
    PARTLY_REFUNDED: { to: ['REFUNDED'], next: null },
    REFUNDED: { to: [], next: null },
    VOIDED: { to: ['AUTHORIZED', 'CAPTURED'], next: null },
    FAILED: { to: ['AUTHORIZED', 'CAPTURED'], next: null },
  },
};
