import type { CaseStatus } from '../after-sale/case-doc.ts';
import { DAY_MS } from './durations.ts';
import type { StateMachine } from './machine.ts';

/** What a buyer asks for after the sale. */
export const afterSaleMachine: StateMachine<CaseStatus> = {
  name: 'after-sale',
  about: 'A case after the sale: a refund, return, exchange, repair or compensation that a buyer asks for.',
  start: 'OPEN',
  states: {
    OPEN: {
      to: ['APPROVED', 'REJECTED', 'PICKUP_ARRANGED', 'IN_TRANSIT', 'REFUNDED', 'EXCHANGED', 'CLOSED'],
      next: { who: 'STAFF', en: 'Decide about the case', zh: '处理售后申请', withinMs: 2 * DAY_MS },
    },
    APPROVED: {
      to: ['PICKUP_ARRANGED', 'IN_TRANSIT', 'RECEIVED', 'REFUNDED', 'EXCHANGED', 'CLOSED'],
      next: { who: 'BUYER', en: 'Send the goods back', zh: '寄回商品', withinMs: 7 * DAY_MS },
    },
    PICKUP_ARRANGED: {
      to: ['IN_TRANSIT', 'RECEIVED', 'CLOSED'],
      next: { who: 'CARRIER', en: 'Collect the goods', zh: '上门取件', withinMs: 7 * DAY_MS },
    },
    IN_TRANSIT: {
      to: ['RECEIVED', 'REFUNDED', 'EXCHANGED', 'CLOSED'],
      next: { who: 'CARRIER', en: 'Bring the goods back', zh: '退货运输中', withinMs: 7 * DAY_MS },
    },
    RECEIVED: {
      to: ['INSPECTED', 'REFUNDED', 'EXCHANGED', 'CLOSED'],
      next: { who: 'STAFF', en: 'Look at the goods', zh: '验收退货', withinMs: 2 * DAY_MS },
    },
    INSPECTED: {
      to: ['REFUNDED', 'EXCHANGED', 'REJECTED', 'CLOSED'],
      next: { who: 'STAFF', en: 'Give the money back or exchange the goods', zh: '退款或换货', withinMs: 2 * DAY_MS },
    },
    REJECTED: {
      to: ['DISPUTED', 'CLOSED'],
      next: { who: 'BUYER', en: 'Accept it or object', zh: '接受或申诉', withinMs: 7 * DAY_MS },
    },
    DISPUTED: {
      to: ['RULED', 'CLOSED'],
      next: { who: 'STAFF', en: 'Rule on the dispute', zh: '裁决争议', withinMs: 2 * DAY_MS },
    },
    RULED: {
      to: ['REFUNDED', 'EXCHANGED', 'CLOSED'],
      next: { who: 'STAFF', en: 'Carry out the ruling', zh: '执行裁决', withinMs: 2 * DAY_MS },
    },
    REFUNDED: { to: [], next: null },
    EXCHANGED: { to: [], next: null },
    CLOSED: { to: [], next: null },
  },
};
