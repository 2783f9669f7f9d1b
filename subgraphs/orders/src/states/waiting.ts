import type { WaitingState } from '../review/review-doc.ts';
import { HOUR_MS, MINUTE_MS } from './durations.ts';
import type { StateMachine } from './machine.ts';

/** An order's place in the row before a paused channel. */
export const waitingMachine: StateMachine<WaitingState> = {
  name: 'waiting',
  about: 'The place of an order in the row before a paused channel.',
  start: 'WAITING',
  states: {
    WAITING: {
      to: ['CALLED', 'EXPIRED', 'WITHDRAWN'],
      next: { who: 'STAFF', en: 'Let the channel take orders again', zh: '恢复店铺接单', withinMs: 72 * HOUR_MS },
    },
    CALLED: {
      to: ['LEFT', 'WITHDRAWN'],
      next: { who: 'ONEBASKET', en: 'Read the prices again and go on', zh: '重新核价并继续下单', withinMs: 10 * MINUTE_MS },
    },
    LEFT: { to: [], next: null },
    EXPIRED: { to: [], next: null },
    WITHDRAWN: { to: [], next: null },
  },
};
