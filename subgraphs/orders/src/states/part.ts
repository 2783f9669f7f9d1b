import type { PartDoc, PartStatus } from '../order/order-doc.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './durations.ts';
import { mayMove, type StateMachine } from './machine.ts';

/** The part of an order that one channel fulfils. */
export const partMachine: StateMachine<PartStatus> = {
  name: 'part',
  about: 'What one channel was asked for.',
  start: 'PENDING',
  // The goods or the money may still come back, or a replacement be told.
  reopened: ['DELIVERED', 'COMPLETED', 'CANCELLED', 'FAILED'],
  states: {
    PENDING: {
      to: ['PLACING', 'CANCELLED', 'FAILED'],
      next: { who: 'ONEBASKET', en: 'Send it to the channel', zh: '向店铺下单', withinMs: MINUTE_MS },
    },
    PLACING: {
      to: ['PLACED', 'ACCEPTED', 'AWAITING_HANDOFF', 'FAILED', 'UNKNOWN', 'CANCELLING', 'PENDING'],
      next: { who: 'CHANNEL', en: 'Say whether it takes the order', zh: '等待店铺确认订单', withinMs: 10 * MINUTE_MS },
    },
    UNKNOWN: {
      to: ['PLACED', 'ACCEPTED', 'FAILED', 'CANCELLING', 'CANCELLED', 'PLACING'],
      next: { who: 'STAFF', en: 'Find out at the channel what became of it', zh: '人工核实店铺的结果', withinMs: 4 * HOUR_MS },
    },
    AWAITING_HANDOFF: {
      to: ['PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'FAILED', 'CANCELLED', 'REFUNDED'],
      next: { who: 'BUYER', en: "Finish it on the channel's page", zh: '在店铺页面完成下单', withinMs: DAY_MS },
    },
    PLACED: {
      to: ['ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'FAILED', 'REFUNDED'],
      next: { who: 'CHANNEL', en: 'Ship it', zh: '等待店铺发货', withinMs: 3 * DAY_MS },
    },
    ACCEPTED: {
      to: ['SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'FAILED', 'REFUNDED'],
      next: { who: 'CHANNEL', en: 'Ship it', zh: '等待店铺发货', withinMs: 3 * DAY_MS },
    },
    SHIPPED: {
      to: ['DELIVERED', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'REFUNDED'],
      next: { who: 'CARRIER', en: 'Deliver the parcels', zh: '等待承运商派送', withinMs: 10 * DAY_MS },
    },
    DELIVERED: { to: ['COMPLETED', 'REFUNDED'], next: null },
    COMPLETED: { to: ['DELIVERED', 'REFUNDED'], next: null },
    CANCELLING: {
      to: ['CANCELLED', 'FAILED', 'UNKNOWN', 'PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'REFUNDED'],
      next: { who: 'CHANNEL', en: 'Say whether it cancels', zh: '等待店铺处理取消申请', withinMs: 2 * DAY_MS },
    },
    // Only what expired on a channel's page, and was bought there after all.
    CANCELLED: { to: ['PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED'], next: null },
    // Another shop delivers in its place.
    FAILED: { to: ['CANCELLED'], next: null },
    REFUNDED: { to: [], next: null },
  },
};

/** True when the part may go there. Late and repeated news that it may not follow changes nothing. */
export function mayBecome(part: Pick<PartDoc, 'status' | 'cancel'>, status: PartStatus): boolean {
  if (part.status === 'CANCELLED' && part.cancel?.by !== 'expiry') return status === 'CANCELLED';
  return mayMove(partMachine, part.status, status);
}
