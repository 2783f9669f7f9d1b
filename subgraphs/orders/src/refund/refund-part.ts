import type { Refunded } from '@onebasket/adapter-sdk';
import { AdapterError, formatAmount, isRefusal, type Refusal } from '@onebasket/core';
import type { EffectHandler } from '@onebasket/runtime';
import { amount } from '../order/amounts.ts';
import { noted, partKey, type OrderDoc } from '../order/order-doc.ts';
import { decide } from '../place-order/decide.ts';
import { channelOf, partOf, runOptions, type EffectTools } from '../place-order/effects/tools.ts';
import { refundOf, shareAnswered } from './decide-refund.ts';

/**
 * Asks a channel to bear its share of a refund. One key gives back once there (the contract's kit proves it of every adapter), so after a lost
 * answer the channel is asked by asking again.
 */
export function refundPartEffect(tools: EffectTools): EffectHandler<OrderDoc, Refunded | Refusal> {
  const refund: EffectHandler<OrderDoc, Refunded | Refusal>['run'] = async run => {
    const { refundId, partId } = run.effect.payload as { refundId: string; partId: string };
    const part = partOf(run.doc, run.effect.payload);
    const { reason, shares } = refundOf(run.doc, refundId);
    const share = shares.find(one => one.partId === partId);
    const ref = { externalId: part.externalId as string, key: partKey(run.doc, part), note: part.note };
    const attempt = { key: `${partKey(run.doc, part)}-${refundId}`, reason };
    const wanted = amount(run.doc, share?.amount ?? '0');
    return {
      status: 'done',
      value: await channelOf(tools, part).run('refunds', (it, call) => it.refund(ref, wanted, attempt, call), runOptions(run)),
    };
  };
  const refused = (doc: OrderDoc, payload: unknown, message: string, now: Date) => {
    const { refundId, partId } = payload as { refundId: string; partId: string };
    const { channelId } = partOf(doc, payload);
    const words = `${channelId}: ${message}`.slice(0, 500);
    const answered = shareAnswered(doc, refundId, partId, { channel: 'refused', message: words }, now);
    // What is not spoken for any more may have to go back another way: the part may have ended meanwhile.
    return decide(noted(answered, now, 'REFUND_REFUSED', 'CHANNEL', channelId, message), now);
  };
  return {
    kind: 'refund-part@1',
    effect: 'write',
    maxTries: 5,
    run: refund,
    find: refund,
    apply(doc, one, answer, now) {
      if (isRefusal(answer)) return refused(doc, one.payload, answer.message, now);
      const { refundId, partId } = one.payload as { refundId: string; partId: string };
      const { channelId } = partOf(doc, one.payload);
      // An adapter that says another currency has given back something else than was asked: only what was asked counts.
      const given = answer.amount.currency === doc.currency ? { amount: formatAmount(answer.amount) } : {};
      const borne = shareAnswered(doc, refundId, partId, { channel: 'done', externalId: answer.externalId.slice(0, 400), ...given }, now);
      return decide(noted(borne, now, 'REFUND_AT_CHANNEL', 'CHANNEL', channelId, formatAmount(answer.amount)), now);
    },
    made(doc, one, externalId, now) {
      if (externalId === undefined) return 'say under which id the channel has the refund';
      const { refundId, partId } = one.payload as { refundId: string; partId: string };
      return decide(shareAnswered(doc, refundId, partId, { channel: 'done', externalId: externalId.slice(0, 400) }, now), now);
    },
    failed: (doc, one, error, now) => refused(doc, one.payload, error instanceof AdapterError ? error.message : 'no answer', now),
  };
}
