import { formatAmount } from '@onebasket/core';
import type { EffectHandler } from '@onebasket/runtime';
import { totalsOf } from '../../order/amounts.ts';
import type { OrderDoc } from '../../order/order-doc.ts';
import { retried } from '../../place-order/effects/tell.ts';
import type { EffectTools } from '../../place-order/effects/tools.ts';

/** What a buyer who is not at the screen any more has to hear. Neutral: never which rule it was. */
const WORDS = {
  rejected: { en: 'We cannot accept your order {number}. Nothing was charged.', zh: '您的订单 {number} 未能通过审核，未产生任何扣款。' },
  'review-expired': {
    en: 'Your order {number} was not placed in time and is closed. Nothing was charged.',
    zh: '您的订单 {number} 未能及时下单，现已关闭，未产生任何扣款。',
  },
  'channel-stayed-paused': {
    en: 'The shop of your order {number} takes no orders at the moment; the order is closed. Nothing was charged.',
    zh: '您的订单 {number} 所在店铺暂停接单，订单已关闭，未产生任何扣款。',
  },
  pay: {
    en: 'Your order {number} can be placed now: please finish the payment of {total}.',
    zh: '您的订单 {number} 现可下单，请完成付款 {total}。',
  },
} as const;

export type BuyerNews = keyof typeof WORDS;

/** Tells the buyer through the message port; the key keeps a repeat from becoming a second message. */
export function tellBuyerEffect(tools: EffectTools): EffectHandler<OrderDoc, null> {
  return {
    kind: 'tell-buyer@1',
    effect: 'read',
    async run({ doc, effect, signal }) {
      const to = doc.contact.email ?? doc.contact.phone;
      if (to === undefined) return { status: 'done', value: null };
      const { what } = effect.payload as { readonly what: BuyerNews };
      const total = totalsOf(doc).total;
      const text = WORDS[what][doc.locale === 'zh-CN' ? 'zh' : 'en']
        .replace('{number}', doc.number)
        .replace('{total}', `${formatAmount(total)} ${total.currency}`);
      const mutation =
        'mutation ($to: String!, $text: String!, $key: String!) { internalSendMessage(to: $to, text: $text, idempotencyKey: $key) }';
      await retried(() => tools.graph.query('accounts', mutation, { to, text, key: `order-${what}:${doc._id}` }, { signal }));
      return { status: 'done', value: null };
    },
    apply: doc => doc,
    failed: doc => doc,
  };
}
