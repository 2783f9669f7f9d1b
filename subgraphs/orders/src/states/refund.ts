import type { RefundState } from '../refund/refund-doc.ts';
import { DAY_MS, HOUR_MS } from './durations.ts';
import type { StateMachine } from './machine.ts';

/** Money that goes back. */
export const refundMachine: StateMachine<RefundState> = {
  name: 'refund',
  about: 'Money that goes back to the buyer.',
  start: 'asking',
  states: {
    asking: {
      to: ['paying', 'refused'],
      next: { who: 'CHANNEL', en: 'Say whether it gives its share back', zh: '等待店铺确认退款', withinMs: 2 * DAY_MS },
    },
    paying: {
      to: ['done', 'refused'],
      next: { who: 'PAYMENT_PROVIDER', en: 'Give the money back', zh: '等待支付渠道退款', withinMs: 4 * HOUR_MS },
    },
    done: { to: [], next: null },
    refused: { to: [], next: null },
  },
};
