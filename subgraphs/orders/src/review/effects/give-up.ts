import type { EffectHandler } from '@onebasket/runtime';
import type { OrderDoc } from '../../order/order-doc.ts';
import { endUnsent, gateOf } from '../gate.ts';

/** Nobody decided, or the channel stayed paused, for as long as an order may wait: it ends, and its buyer is told. */
export function giveUpEffect(): EffectHandler<OrderDoc, null> {
  return {
    kind: 'give-up@1',
    effect: 'read',
    run: () => Promise.resolve({ status: 'done', value: null }),
    apply(doc, one, _value, now) {
      const { at } = one.payload as { readonly at: 'review' | 'row' };
      if (gateOf(doc) !== at) return doc;
      if (at === 'review' && doc.review)
        return endUnsent({ ...doc, review: { ...doc.review, state: 'EXPIRED' } }, 'review-expired', now, 'ONEBASKET');
      if (at === 'row' && doc.waiting)
        return endUnsent({ ...doc, waiting: { ...doc.waiting, state: 'EXPIRED' } }, 'channel-stayed-paused', now, 'ONEBASKET');
      return doc;
    },
  };
}
