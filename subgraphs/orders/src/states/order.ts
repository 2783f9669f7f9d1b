import type { OrderStatus } from '../order/order-status.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './durations.ts';
import type { StateMachine } from './machine.ts';

const LATER: readonly OrderStatus[] = ['PARTLY_SHIPPED', 'SHIPPED', 'PARTLY_DELIVERED', 'DELIVERED', 'COMPLETED'];
const PLACED_SOMEHOW: readonly OrderStatus[] = ['AWAITING_HANDOFF', 'PARTLY_PLACED', 'PLACED'];
const BOUGHT_AFTER_ALL: readonly OrderStatus[] = ['PLACED', 'PARTLY_PLACED', 'SHIPPED', 'DELIVERED', 'COMPLETED'];
const TAKEN_BACK: readonly OrderStatus[] = ['CANCELLING', 'CANCELLED', 'FAILED'];

/** The whole order. Its status is stored nowhere: it follows from its payment and its parts, and with them moves only like this. */
export const orderMachine: StateMachine<OrderStatus> = {
  name: 'order',
  about: 'One click over several channels, worked out from its payment and its parts.',
  start: 'PENDING',
  reopened: ['DELIVERED', 'COMPLETED', 'CANCELLED', 'FAILED'],
  states: {
    PENDING: {
      to: ['IN_REVIEW', 'AWAITING_PAYMENT', 'PLACING', 'CANCELLED', 'FAILED'],
      next: { who: 'ONEBASKET', en: 'Authorise the payment and place the order', zh: '授权付款并下单', withinMs: MINUTE_MS },
    },
    IN_REVIEW: {
      to: ['PENDING', 'CANCELLED', 'FAILED'],
      next: { who: 'STAFF', en: 'Look at the order and decide', zh: '人工审核订单', withinMs: 48 * HOUR_MS },
    },
    AWAITING_PAYMENT: {
      to: ['PENDING', 'PLACING', 'CANCELLED', 'FAILED'],
      next: { who: 'BUYER', en: 'Finish the payment', zh: '完成付款', withinMs: DAY_MS },
    },
    PLACING: {
      to: [...PLACED_SOMEHOW, ...LATER, ...TAKEN_BACK],
      next: { who: 'CHANNEL', en: 'Answer whether the order is placed', zh: '等待店铺确认订单', withinMs: 10 * MINUTE_MS },
    },
    AWAITING_HANDOFF: {
      to: ['PLACED', 'PARTLY_PLACED', ...LATER, 'CANCELLED', 'FAILED'],
      next: { who: 'BUYER', en: "Finish the order on the shop's page", zh: '在店铺页面完成下单', withinMs: DAY_MS },
    },
    PLACED: {
      to: ['PARTLY_PLACED', ...LATER, ...TAKEN_BACK],
      next: { who: 'CHANNEL', en: 'Ship the goods', zh: '等待店铺发货', withinMs: 3 * DAY_MS },
    },
    PARTLY_PLACED: {
      to: ['AWAITING_HANDOFF', 'PLACED', ...LATER, ...TAKEN_BACK],
      next: { who: 'CHANNEL', en: 'Ship what was placed', zh: '等待店铺发出已下单的商品', withinMs: 3 * DAY_MS },
    },
    PARTLY_SHIPPED: {
      to: ['SHIPPED', 'PARTLY_DELIVERED', 'PLACED', 'PARTLY_PLACED', 'AWAITING_HANDOFF', 'CANCELLING'],
      next: { who: 'CHANNEL', en: 'Ship the rest', zh: '等待店铺发出其余商品', withinMs: 3 * DAY_MS },
    },
    SHIPPED: {
      to: ['PARTLY_SHIPPED', 'PARTLY_DELIVERED', 'DELIVERED', 'COMPLETED', ...TAKEN_BACK],
      next: { who: 'CARRIER', en: 'Deliver the parcels', zh: '等待承运商派送', withinMs: 10 * DAY_MS },
    },
    PARTLY_DELIVERED: {
      to: ['DELIVERED', 'COMPLETED', 'PLACED', 'PARTLY_PLACED', 'AWAITING_HANDOFF', 'PARTLY_SHIPPED', 'SHIPPED', 'CANCELLING'],
      next: { who: 'CARRIER', en: 'Deliver the rest', zh: '等待派送其余包裹', withinMs: 10 * DAY_MS },
    },
    CANCELLING: {
      to: ['PLACING', ...PLACED_SOMEHOW, ...LATER, 'CANCELLED', 'FAILED'],
      next: { who: 'CHANNEL', en: 'Confirm the cancellation', zh: '等待店铺确认取消', withinMs: 2 * DAY_MS },
    },
    // What was delivered may still be finished by the channel, or come back.
    DELIVERED: { to: ['COMPLETED', 'PARTLY_DELIVERED', 'CANCELLED', 'FAILED'], next: null },
    COMPLETED: { to: ['DELIVERED', 'PARTLY_DELIVERED', 'CANCELLED', 'FAILED'], next: null },
    // What expired on a channel's page may have been bought there after all.
    CANCELLED: { to: BOUGHT_AFTER_ALL, next: null },
    FAILED: { to: BOUGHT_AFTER_ALL, next: null },
  },
};
