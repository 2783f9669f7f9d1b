import type { Handoff, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, formatAmount, isRefusal, type Refusal } from '@onebasket/core';
import {
  effect,
  UnknownOutcome,
  withEffects,
  type Effect,
  type EffectHandler,
  type EffectOutcome,
  type EffectRun,
} from '@onebasket/runtime';
import { amount } from '../../order/amounts.ts';
import { noted, withPart, type OrderDoc, type PartDoc } from '../../order/order-doc.ts';
import { expiryOf } from '../../order-report/expire-handoff.ts';
import { decide, failPart } from '../decide.ts';
import { madeThere, notMadeThere } from '../../attention/found-out.ts';
import { toFailureDoc, toRefusalDoc } from '../refusals.ts';
import { channelOf, orderRequest, partKey, partOf, runOptions, type EffectTools } from './tools.ts';

type Answer = PlacedOrder | Handoff | Refusal;

/** Places one part at its channel. After a lost answer the channel is asked by key before anything is sent again. */
export function placeEffect(tools: EffectTools): EffectHandler<OrderDoc, Answer> {
  return {
    kind: 'place@1',
    effect: 'write',
    maxTries: 3,
    run: async run => ({ status: 'done', value: await place(tools, run) }),
    find: run => find(tools, run),
    apply: applyAnswer,
    failed: (doc, one, error, now) =>
      decide(
        failPart(doc, partOf(doc, one.payload).id, now, {
          failure: error instanceof AdapterError ? toFailureDoc(error) : { code: 'UNAVAILABLE', message: 'the channel gave no answer' },
        }),
        now,
      ),
    made: (doc, one, externalId, now) => madeThere(doc, partOf(doc, one.payload).id, externalId, now),
    notMade: (doc, one, now) => notMadeThere(doc, partOf(doc, one.payload).id, now),
    parked: (doc, one, reason, now) => {
      const part = partOf(doc, one.payload);
      return noted(
        withPart(doc, part.id, it => ({ ...it, status: 'UNKNOWN' })),
        now,
        'PART_UNKNOWN',
        'ONEBASKET',
        part.channelId,
        reason,
      );
    },
  };
}

async function place(tools: EffectTools, run: EffectRun<OrderDoc>): Promise<Answer> {
  const part = partOf(run.doc, run.effect.payload);
  const request = orderRequest(run.doc, part);
  const attempt = { key: partKey(run.doc, part), note: run.effect.attempt?.note, remember: run.remember };
  const answer = await channelOf(tools, part).run(
    'orders',
    (orders, call): Promise<Answer> =>
      orders.mode === 'handoff' ? orders.prepare(request, attempt, call) : orders.place(request, attempt, call),
    runOptions(run),
  );
  if (answer.status === 'handoff') checkAddresses(part, answer);
  return answer;
}

/** Buyers are sent to pages only: never to an address that does something else. */
function checkAddresses({ channelId }: PartDoc, { url, links = [] }: Handoff): void {
  for (const address of [url, ...links.map(link => link.url)]) {
    if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
      throw new AdapterError('invalid-response', {
        outcome: 'not-done',
        message: `${channelId} hands over to something that is no web page`,
      });
  }
}

const ASK_AGAIN_MS = 3_000;

async function find(tools: EffectTools, run: EffectRun<OrderDoc>): Promise<EffectOutcome<Answer> | 'not-done'> {
  const part = partOf(run.doc, run.effect.payload);
  const found = await channelOf(tools, part).run(
    'orders',
    async (orders, call) => {
      if (orders.mode === 'handoff') return 'not-done' as const;
      if (orders.repeats.by === 'nothing') return 'cannot-be-asked' as const;
      return orders.repeats.find({ key: partKey(run.doc, part), note: run.effect.attempt?.note, since: run.startedAt }, call);
    },
    runOptions(run),
  );
  if (found === 'not-done') return 'not-done';
  if (found === 'cannot-be-asked') throw new UnknownOutcome(`${part.channelId} cannot be asked whether the order was made`);
  // PENDING: made but not finished by us; placing again goes on from there.
  if (found && found.state !== 'PENDING') return { status: 'done', value: found };
  const believedFrom = Date.parse(run.startedAt) + tools.settleMs;
  const now = tools.clock.now().getTime();
  if (found || now >= believedFrom) return 'not-done';
  return { status: 'later', at: new Date(Math.min(now + ASK_AGAIN_MS, believedFrom)).toISOString() };
}

function applyAnswer(doc: OrderDoc, one: Effect, answer: Answer, now: Date): OrderDoc {
  const part = partOf(doc, one.payload);
  if (isRefusal(answer)) return decide(failPart(doc, part.id, now, { refusal: toRefusalDoc(part, answer) }), now);
  if (answer.status === 'handoff') {
    const { url, expiresAt, shareText, links, attribution, externalId } = answer;
    const handoff = {
      url,
      at: now.toISOString(),
      ...(expiresAt ? { expiresAt } : {}),
      ...(shareText ? { shareText } : {}),
      ...(links ? { links } : {}),
      ...(attribution ? { attribution } : {}),
    };
    return decide(
      noted(
        withPart(withEffects(doc, [expiryOf(part, now)]), part.id, it => ({
          ...it,
          handoff,
          status: 'AWAITING_HANDOFF',
          ...(externalId ? { externalId } : {}),
          ...(one.attempt?.note ? { note: one.attempt.note } : {}),
        })),
        now,
        'PART_HANDOFF',
        'CHANNEL',
        part.channelId,
      ),
      now,
    );
  }
  const known = withPart(doc, part.id, it => ({
    ...it,
    externalId: answer.externalId,
    ...(answer.number ? { number: answer.number } : {}),
    ...(one.attempt?.note ? { note: one.attempt.note } : {}),
  }));
  if (answer.state === 'CANCELLED' || answer.state === 'FAILED') {
    return decide(
      failPart(known, part.id, now, {
        refusal: { code: 'OTHER', message: 'the channel holds this order as cancelled', lineIds: part.lines.map(line => line.id) },
      }),
      now,
    );
  }
  const difference = disbelief(doc, part, answer);
  if (difference !== undefined) {
    const cancelling = withPart(known, part.id, it => ({
      ...it,
      status: 'CANCELLING',
      refusal: { ...difference, lineIds: part.lines.map(line => line.id) },
      cancel: { by: 'mismatch', reason: difference.message, state: 'wanted' },
    }));
    return withEffects(noted(cancelling, now, 'PART_REFUSED', 'ONEBASKET', part.channelId, difference.message), [
      effect('cancel-part@1', `cancel:${part.id}`, { partId: part.id }, { now }),
    ]);
  }
  const total = formatAmount(answer.total);
  const placed = withPart(known, part.id, it => ({ ...it, status: answer.state === 'ACCEPTED' ? 'ACCEPTED' : 'PLACED', total }));
  return decide(noted(placed, now, 'PART_PLACED', 'CHANNEL', part.channelId, answer.number ?? answer.externalId), now);
}

type Difference = Omit<NonNullable<PartDoc['refusal']>, 'lineIds'>;

/** What a shop says it made is compared with what was asked, line by line and to the cent. `undefined` when it holds; a lower total holds too. */
function disbelief(doc: OrderDoc, part: PartDoc, answer: PlacedOrder): Difference | undefined {
  const other = (message: string): Difference => ({ code: 'OTHER', message });
  if (answer.total.currency !== doc.currency) return other(`the channel made it in ${answer.total.currency}, not ${doc.currency}`);
  for (const line of part.lines) {
    const made = answer.lines.filter(one => one.externalId === line.externalId).reduce((total, one) => total + one.quantity, 0);
    if (made !== line.quantity) return other(`the channel made ${made} of ${line.quantity} pieces of ${line.externalId}`);
  }
  const known = new Set(part.lines.map(line => line.externalId));
  const stranger = answer.lines.find(one => !known.has(one.externalId));
  if (stranger) return other(`the channel put in ${stranger.externalId}, which nobody asked for`);
  const agreed = amount(doc, part.total);
  return answer.total.minor > agreed.minor
    ? {
        code: 'PRICE_CHANGED',
        message: `the channel made it for ${formatAmount(answer.total)} instead of ${formatAmount(agreed)}`,
        now: formatAmount(answer.total),
      }
    : undefined;
}
