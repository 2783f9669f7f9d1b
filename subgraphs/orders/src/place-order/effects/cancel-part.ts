import type { RegisteredConnection } from '@onebasket/adapter-registry';
import type { Cancelled, CancelPending, ChannelOrderRef, ChannelOrderState } from '@onebasket/adapter-sdk';
import { AdapterError, currency, formatAmount, isRefusal, type Refusal } from '@onebasket/core';
import { effect, withEffects, type EffectHandler, type EffectRun } from '@onebasket/runtime';
import { isPaidHere, noted, withPart, type OrderDoc, type PartDoc } from '../../order/order-doc.ts';
import { least, leftOfPart, leftOfPayment, reserve } from '../../refund/shares.ts';
import { decide } from '../decide.ts';
import { channelOf, partKey, partOf, runOptions, type EffectTools } from './tools.ts';

/** Takes one part back at its channel. Cancelling what is cancelled already changes nothing there, so an unknown outcome is simply asked for by cancelling again. */
export function cancelPartEffect(tools: EffectTools): EffectHandler<OrderDoc, Cancelled | CancelPending | Refusal> {
  const cancel: EffectHandler<OrderDoc, Cancelled | CancelPending | Refusal>['run'] = async run => {
    const part = partOf(run.doc, run.effect.payload);
    const channel = channelOf(tools, part);
    const ref = { externalId: part.externalId as string, key: partKey(run.doc, part), note: part.note };
    const answer = await channel.run(
      'cancellation',
      (it, call) => it.cancel(ref, part.cancel?.reason ?? 'cancelled', call),
      runOptions(run),
    );
    // A channel also says no to what has ended there already: such an order does not stand.
    const hasEnded = isRefusal(answer) && (await isOver(channel, ref, run));
    return { status: 'done', value: hasEnded ? { status: 'cancelled' } : answer };
  };
  return {
    kind: 'cancel-part@1',
    effect: 'write',
    run: cancel,
    find: cancel,
    apply(doc, one, answer, now) {
      const part = partOf(doc, one.payload);
      // The channel has told meanwhile how it ended.
      if (part.status !== 'CANCELLING') return doc;
      if (isRefusal(answer)) return decide(refused(doc, part, answer.message, now), now);
      if (answer.status === 'requested') {
        const waiting = withPart(doc, part.id, it => ({
          ...it,
          cancel: { ...(it.cancel as NonNullable<PartDoc['cancel']>), state: 'requested' },
        }));
        return withEffects(noted(waiting, now, 'CANCEL_REQUESTED', 'CHANNEL', part.channelId), [
          effect('follow@1', `follow:${part.id}`, { partId: part.id }, { now, wakeAt: new Date(now.getTime() + 10_000) }),
        ]);
      }
      return decide(cancelled(doc, part, now), now);
    },
    made(doc, one, _externalId, now) {
      const part = partOf(doc, one.payload);
      return part.status === 'CANCELLING' ? decide(cancelled(doc, part, now), now) : doc;
    },
    failed(doc, one, error, now) {
      const part = partOf(doc, one.payload);
      if (part.status !== 'CANCELLING') return doc;
      return decide(refused(doc, part, error instanceof AdapterError ? error.message : 'no answer', now), now);
    },
  };
}

const OVER = new Set<ChannelOrderState>(['CANCELLED', 'FAILED', 'REFUNDED']);

async function isOver(channel: RegisteredConnection, ref: ChannelOrderRef, run: EffectRun<OrderDoc>): Promise<boolean> {
  const snapshot = await channel.run(
    'orders',
    async (orders, call) => (orders.mode === 'handoff' ? undefined : orders.get(ref, call)),
    runOptions(run),
  );
  return snapshot !== undefined && OVER.has(snapshot.state);
}

/** The part is taken back: what was charged for it goes back. */
export function cancelled(doc: OrderDoc, part: PartDoc, now: Date): OrderDoc {
  const isMismatch = part.cancel?.by === 'mismatch';
  const next = withPart(doc, part.id, it => ({
    ...it,
    status: isMismatch ? 'FAILED' : 'CANCELLED',
    ...(it.cancel ? { cancel: { ...it.cancel, state: 'done' } } : {}),
  }));
  return withRefund(noted(next, now, 'CANCELLED', 'CHANNEL', part.channelId), part, now);
}

/** Money that we have already taken for this part is given back, up to what is left of it. */
function withRefund(doc: OrderDoc, part: PartDoc, now: Date): OrderDoc {
  // Paid for at the channel: it gives the money back itself.
  if (!isPaidHere(part)) return doc;
  if (doc.payment.status !== 'CAPTURED' && doc.payment.status !== 'PARTLY_REFUNDED') return doc;
  const { minor } = least(leftOfPart(doc, part), leftOfPayment(doc));
  if (minor <= 0n) return doc;
  const text = formatAmount({ minor, currency: currency(doc.currency) });
  const shares = [{ partId: part.id, amount: text }];
  return withEffects(reserve(doc, part.id, minor), [effect('refund-payment@1', `refund:${part.id}`, { amount: text, shares }, { now })]);
}

/** The shop keeps it. What was made otherwise than asked is not thereby what was asked: nothing is charged for it, and a person sorts it out with the shop. */
function refused(doc: OrderDoc, part: PartDoc, message: string, now: Date): OrderDoc {
  const isMismatch = part.cancel?.by === 'mismatch';
  const next = withPart(doc, part.id, it => ({
    ...it,
    status: isMismatch ? 'UNKNOWN' : 'PLACED',
    cancel: { ...(it.cancel as NonNullable<PartDoc['cancel']>), state: 'refused', message },
  }));
  const followed = isMismatch
    ? noted(next, now, 'PART_UNKNOWN', 'ONEBASKET', part.channelId)
    : withEffects(next, [effect('follow@1', `follow:${part.id}`, { partId: part.id }, { now })]);
  return noted(followed, now, 'CANCEL_REFUSED', 'CHANNEL', part.channelId, message);
}
