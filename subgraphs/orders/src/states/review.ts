import type { ReviewState } from '../review/review-doc.ts';
import { HOUR_MS, MINUTE_MS } from './durations.ts';
import type { StateMachine } from './machine.ts';

/** Whether a person looks at an order before anything is sent. */
export const reviewMachine: StateMachine<ReviewState> = {
  name: 'review',
  about: 'The look at an order before any of it is sent to a channel.',
  start: 'CHECKING',
  // Approved, and taken back while it waited before a paused channel.
  reopened: ['RELEASED'],
  states: {
    CHECKING: {
      to: ['PASSED', 'HELD', 'BLOCKED', 'WITHDRAWN'],
      next: { who: 'ONEBASKET', en: 'Hold the order against the rules', zh: '按规则检查订单', withinMs: MINUTE_MS },
    },
    HELD: {
      to: ['SECOND', 'APPROVED', 'REJECTED', 'EXPIRED', 'WITHDRAWN'],
      next: { who: 'STAFF', en: 'Look at the order and decide', zh: '人工审核订单', withinMs: 48 * HOUR_MS },
    },
    SECOND: {
      to: ['APPROVED', 'REJECTED', 'EXPIRED', 'WITHDRAWN'],
      next: { who: 'STAFF', en: 'A second person decides', zh: '由第二人复核', withinMs: 48 * HOUR_MS },
    },
    APPROVED: {
      to: ['RELEASED', 'REJECTED', 'WITHDRAWN'],
      next: { who: 'ONEBASKET', en: 'Read the prices again and go on', zh: '重新核价并继续下单', withinMs: 10 * MINUTE_MS },
    },
    PASSED: { to: [], next: null },
    RELEASED: { to: ['REJECTED'], next: null },
    BLOCKED: { to: [], next: null },
    REJECTED: { to: [], next: null },
    EXPIRED: { to: [], next: null },
    WITHDRAWN: { to: [], next: null },
  },
};
