import type { ChannelOrderSnapshot } from '@onebasket/adapter-sdk';
import { effect, replaceEffect, withEffects, type Effect, type EffectHandler } from '@onebasket/runtime';
import { noted, withPart, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import { decide } from '../place-order/decide.ts';
import { channelOf, partKey, partOf, runOptions, type EffectTools } from '../place-order/effects/tools.ts';
import { DAY_MS, HOUR_MS } from '../states/durations.ts';

/** How long a purchase that was handed over is waited for. */
export interface HandoffTimes {
  /** Where the channel names no end. */
  readonly expireHours: number;
  /** After the end that the channel names: reports come late. */
  readonly graceHours: number;
}

/** `bought`: more than a cart, as the channel says when asked. `over`: nothing to be decided any more. */
type Found = 'expired' | 'bought' | 'over';

/** What is reported as begun is waited for longer, and not for ever. */
const LONGEST_MS = 30 * DAY_MS;

/** The wait for a handed-over part; it begins with the handing-over. */
export function expiryOf(part: Pick<PartDoc, 'id'>, now: Date): Effect {
  return effect('expire-handoff@1', `expire-handoff:${part.id}`, { partId: part.id }, { now });
}

/** Ends the wait for a buyer who never finished on the channel's page. A channel that can be asked is asked first; a purchase that is reported later counts all the same. */
export function expireHandoffEffect(tools: EffectTools, times: HandoffTimes): EffectHandler<OrderDoc, Found> {
  return {
    kind: 'expire-handoff@1',
    effect: 'read',
    async run(run) {
      const part = partOf(run.doc, run.effect.payload);
      if (part.status !== 'AWAITING_HANDOFF') return { status: 'done', value: 'over' };
      const now = tools.clock.now().getTime();
      const due = dueAt(run.doc, part, times);
      if (now < due) return { status: 'later', at: new Date(due).toISOString() };
      if (isBegun(part) && now < Date.parse(run.doc.placedAt) + LONGEST_MS)
        return { status: 'later', at: new Date(now + DAY_MS).toISOString() };
      const channel = channelOf(tools, part);
      if (channel.orderMode === 'handoff' || part.externalId === undefined) return { status: 'done', value: 'expired' };
      const ref = { externalId: part.externalId, key: partKey(run.doc, part), note: part.note };
      const snapshot = await channel.run(
        'orders',
        async (orders, call) => (orders.mode === 'handoff' ? undefined : orders.get(ref, call)),
        runOptions(run),
      );
      return { status: 'done', value: snapshot && STANDING.has(snapshot.state) ? 'bought' : 'expired' };
    },
    apply(doc, one, found, now) {
      const part = partOf(doc, one.payload);
      if (part.status !== 'AWAITING_HANDOFF' || found === 'over') return doc;
      return found === 'bought' ? lookAt(doc, part, now) : expired(doc, part, now);
    },
  };
}

const STANDING = new Set<ChannelOrderSnapshot['state']>(['PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED']);

function dueAt(doc: OrderDoc, { handoff }: PartDoc, { expireHours, graceHours }: HandoffTimes): number {
  const named = Date.parse(handoff?.expiresAt ?? '');
  const handedOver = Date.parse(handoff?.at ?? doc.placedAt);
  return Number.isNaN(named) ? handedOver + expireHours * HOUR_MS : Math.max(named, handedOver) + graceHours * HOUR_MS;
}

/** The channel reports an order for it that has not ended. */
function isBegun({ handoff }: PartDoc): boolean {
  return Object.values(handoff?.reported ?? {}).some(state => state === 'PENDING');
}

/** The next look at the channel takes in what was bought. */
function lookAt(doc: OrderDoc, part: PartDoc, now: Date): OrderDoc {
  const id = `follow:${part.id}`;
  const followed = withEffects(doc, [effect('follow@1', id, { partId: part.id }, { now })]);
  return replaceEffect(followed, id, one => ({ ...one, wakeAt: now.toISOString() }));
}

function expired(doc: OrderDoc, part: PartDoc, now: Date): OrderDoc {
  const reason = "not finished on the channel's page in time";
  const ended = withPart(doc, part.id, it => ({ ...it, status: 'CANCELLED', cancel: { by: 'expiry', reason, state: 'done' } }));
  return decide(noted(ended, now, 'HANDOFF_EXPIRED', 'ONEBASKET', part.channelId), now);
}
