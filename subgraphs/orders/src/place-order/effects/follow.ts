import type { ChannelOrderSnapshot } from '@onebasket/adapter-sdk';
import { effect, withEffects, type EffectHandler } from '@onebasket/runtime';
import { deliveredOnce, goneOn, noted, withPart, type OrderDoc, type PartDoc, type PartStatus } from '../../order/order-doc.ts';
import { channelGaveBack } from '../../refund/channel-gave-back.ts';
import { decide, failPart } from '../decide.ts';
import { mayBecome } from '../../states/part.ts';
import { cancelled } from './cancel-part.ts';
import { channelOf, partKey, partOf, runOptions, type EffectTools } from './tools.ts';

/** Asks the channel how its order stands, until nothing more can happen to it. A webhook only brings the next look forward. */
export function followEffect(tools: EffectTools): EffectHandler<OrderDoc, ChannelOrderSnapshot | 'gone' | 'untold'> {
  return {
    kind: 'follow@1',
    effect: 'read',
    async run(run) {
      const part = partOf(run.doc, run.effect.payload);
      const channel = channelOf(tools, part);
      // An affiliate's channel tells of its orders in its report alone.
      if (channel.orderMode === 'handoff' || part.externalId === undefined) return { status: 'done', value: 'untold' };
      const ref = { externalId: part.externalId, key: partKey(run.doc, part), note: part.note };
      const snapshot = await channel.run(
        'orders',
        async (orders, call) => (orders.mode === 'handoff' ? undefined : orders.get(ref, call)),
        runOptions(run),
      );
      return { status: 'done', value: snapshot ?? 'gone' };
    },
    apply(doc, one, snapshot, now) {
      const part = partOf(doc, one.payload);
      if (snapshot === 'untold') return doc;
      const next = snapshot === 'gone' ? doc : fold(doc, part, snapshot, now);
      return scheduleNext(next, part.id, now);
    },
    // A shop that is down for long is looked at again later, not given up.
    failed: (doc, one, _error, now) => scheduleNext(doc, partOf(doc, one.payload).id, now),
  };
}

/** The status of a part whose channel order is in this state. */
export const STATUS_OF_STATE: Readonly<Record<ChannelOrderSnapshot['state'], PartStatus>> = {
  PENDING: 'PLACED',
  PLACED: 'PLACED',
  ACCEPTED: 'ACCEPTED',
  SHIPPED: 'SHIPPED',
  DELIVERED: 'DELIVERED',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
  FAILED: 'FAILED',
  REFUNDED: 'REFUNDED',
};

const GONE = new Set<PartStatus>(['CANCELLED', 'FAILED', 'REFUNDED']);

function fold(doc: OrderDoc, part: PartDoc, snapshot: ChannelOrderSnapshot, now: Date): OrderDoc {
  const status = STATUS_OF_STATE[snapshot.state];
  let next = doc;
  // The buyer is still on the channel's page, or left it.
  if ((part.status === 'AWAITING_HANDOFF' || part.status === 'CANCELLED') && snapshot.state === 'PENDING') return doc;
  if (part.status === 'FAILED') return doc;
  // Made otherwise than asked, and kept by its shop: only its end settles that, whatever else becomes of it; a person sorts it out.
  if (part.status === 'UNKNOWN') return GONE.has(status) ? decide(cancelled(doc, part, now), now) : doc;
  // Ended by its channel while the others are still being placed: that is no placed part.
  if (doc.verdict === undefined && part.cancel === undefined && GONE.has(status) && mayBecome(part, 'FAILED')) {
    const message = `the channel has the order as ${status.toLowerCase()}`;
    return decide(failPart(doc, part.id, now, { refusal: { code: 'OTHER', message, lineIds: part.lines.map(line => line.id) } }), now);
  }
  if (status !== part.status && mayBecome(part, status)) {
    if (status === 'CANCELLED') next = decide(cancelled(next, part, now), now);
    // A shop that has not yet acted on a cancellation it was asked for still reads PLACED: that says nothing new.
    else if (part.status !== 'CANCELLING' || status === 'REFUNDED') {
      next = noted(
        withPart(next, part.id, it => ({ ...goneOn(it, status), ...deliveredOnce(it, status, now) })),
        now,
        'PART_STATUS',
        'CHANNEL',
        part.channelId,
        status,
      );
      // What the channel ended by itself is not to be paid for.
      if (status === 'FAILED' || status === 'REFUNDED') next = decide(next, now);
    }
  }
  next = channelGaveBack(next, part.id, snapshot.refunded, now);
  const fulfilments = snapshot.fulfilments.map(({ id, carrierName, trackingNumber, state, shippedAt }) => ({
    id,
    ...(carrierName ? { carrierName } : {}),
    ...(trackingNumber ? { trackingNumber } : {}),
    state,
    ...(shippedAt ? { shippedAt } : {}),
  }));
  if (JSON.stringify(fulfilments) === JSON.stringify(part.fulfilments)) return next;
  return withEffects(
    withPart(next, part.id, it => ({ ...it, fulfilments })),
    [effect('tell-shipments@1', `tell-shipments:${part.id}`, { partId: part.id }, { now })],
  );
}

const ENDED = new Set<PartStatus>(['CANCELLED', 'FAILED', 'REFUNDED', 'DELIVERED']);
const MINUTE = 60_000;

/** Often while it is young, seldom when it is old, never when it has ended. Shops that only know "completed" are watched for a month more. */
function scheduleNext(doc: OrderDoc, partId: string, now: Date): OrderDoc {
  const part = doc.parts.find(one => one.id === partId);
  if (!part || ENDED.has(part.status)) return doc;
  const ageMs = now.getTime() - Date.parse(doc.placedAt);
  if (ageMs > 60 * 24 * 60 * MINUTE) return doc;
  const everyMs = ageMs < 10 * MINUTE ? 30_000 : ageMs < 24 * 60 * MINUTE ? 5 * MINUTE : 60 * MINUTE;
  return withEffects(doc, [effect('follow@1', `follow:${partId}`, { partId }, { now, wakeAt: new Date(now.getTime() + everyMs) })]);
}
