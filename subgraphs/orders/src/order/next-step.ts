import { orderStatus } from './order-status.ts';
import type { OrderDoc } from './order-doc.ts';

export interface NextStep {
  readonly who: 'BUYER' | 'STAFF' | 'CHANNEL' | 'CARRIER' | 'PAYMENT_PROVIDER' | 'ONEBASKET';
  readonly what: string;
  readonly by: string | null;
}

const STEPS = {
  PENDING: { who: 'ONEBASKET', en: 'Authorise the payment and place the order', zh: '授权付款并下单' },
  IN_REVIEW: { who: 'STAFF', en: 'Look at the order and decide', zh: '人工审核订单' },
  AWAITING_PAYMENT: { who: 'BUYER', en: 'Finish the payment', zh: '完成付款' },
  AWAITING_HANDOFF: { who: 'BUYER', en: "Finish the order on the shop's page", zh: '在店铺页面完成下单' },
  PLACING: { who: 'CHANNEL', en: 'Answer whether the order is placed', zh: '等待店铺确认订单' },
  PLACED: { who: 'CHANNEL', en: 'Ship the goods', zh: '等待店铺发货' },
  PARTLY_PLACED: { who: 'CHANNEL', en: 'Ship what was placed', zh: '等待店铺发出已下单的商品' },
  PARTLY_SHIPPED: { who: 'CHANNEL', en: 'Ship the rest', zh: '等待店铺发出其余商品' },
  SHIPPED: { who: 'CARRIER', en: 'Deliver the parcels', zh: '等待承运商派送' },
  PARTLY_DELIVERED: { who: 'CARRIER', en: 'Deliver the rest', zh: '等待派送其余包裹' },
  CANCELLING: { who: 'CHANNEL', en: 'Confirm the cancellation', zh: '等待店铺确认取消' },
} as const;

/** Who acts next; null when nothing more is to be done. */
export function nextStep(doc: OrderDoc, locale: string): NextStep | null {
  if (doc.effects.some(effect => effect.parked) || doc.parts.some(part => part.status === 'UNKNOWN')) {
    return {
      who: 'STAFF',
      what: locale === 'zh-CN' ? '人工核实店铺的结果' : 'Find out at the vendor what became of it, then resolve it',
      by: null,
    };
  }
  const step = (STEPS as Record<string, (typeof STEPS)[keyof typeof STEPS] | undefined>)[orderStatus(doc)];
  return step ? { who: step.who, what: locale === 'zh-CN' ? step.zh : step.en, by: doc.payment.action?.expiresAt ?? null } : null;
}
