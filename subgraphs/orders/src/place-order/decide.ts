import { effect, withEffects, type Effect } from '@onebasket/runtime';
import { isPaidHere, noted, withPart, type OrderDoc, type PartDoc, type Verdict } from '../order/order-doc.ts';
import { sumOf } from '../order/amounts.ts';
import { PAY_WITHIN_MS } from '../states/durations.ts';
import { mayBecome } from '../states/part.ts';
import { atGate, gateOf, withdrawn } from '../review/gate.ts';
import { giveBackRest } from '../refund/give-back-rest.ts';

/** How the parts stand towards the question "is it placed?". */
const OPEN = new Set(['PENDING', 'PLACING', 'UNKNOWN', 'CANCELLING']);
const STANDING = new Set(['PLACED', 'ACCEPTED', 'AWAITING_HANDOFF', 'SHIPPED', 'DELIVERED', 'COMPLETED']);

/**
 * What follows from the document as it stands: which effects are to be done next, and how the placing ended. Pure, and called after every
 * outcome; called twice it adds nothing the second time. Read top to bottom it is the life of an order:
 * pass the gates (rules, a person, the row before a paused channel) → authorise → place every part → apply the policy on partial failure → take what was placed, release the rest → confirm.
 */
export function decide(before: OrderDoc, now: Date): OrderDoc {
  if (before.payment.status === 'FAILED') return conclude(cancelPending(before), 'declined');
  if (before.payment.status === 'REQUIRES_ACTION') return before;
  const kept =
    before.verdict === undefined && before.policy === 'CANCEL_ALL' && before.parts.some(part => part.status === 'FAILED')
      ? cancelPending(before)
      : before;
  const gate = gateOf(kept);
  if (gate && kept.parts.some(part => part.status === 'PENDING')) return atGate(kept, gate, now);
  const doc = gate ? withdrawn(kept) : kept;

  const pending = doc.parts.some(part => part.status === 'PENDING' && isPaidHere(part));
  if (pending && doc.payment.status === 'NONE') {
    // Reckoned once: a repeat of the same key has to say the same.
    const expiresAt = new Date(now.getTime() + PAY_WITHIN_MS).toISOString();
    return withEffects(doc, [effect('authorize@1', 'authorize', { expiresAt }, { now })]);
  }
  const placing = placePending(doc, now);
  if (placing.parts.some(part => OPEN.has(part.status))) return placing;

  const failed = placing.parts.filter(part => part.status === 'FAILED');
  const standing = placing.parts.filter(part => STANDING.has(part.status));
  if (placing.verdict === undefined && failed.length > 0) {
    if (placing.policy === 'TRY_NEXT_OFFER' && failed.some(canTryNext)) return tryNextOffers(placing, failed, now);
    if (placing.policy !== 'KEEP_PLACED' && standing.some(isUndoable)) return takeBack(placing, standing.filter(isUndoable), now);
  }
  return settle(placing, standing, now);
}

function placePending(doc: OrderDoc, now: Date): OrderDoc {
  const pending = doc.parts.filter(part => part.status === 'PENDING');
  const marked = pending.reduce((next, part) => withPart(next, part.id, it => ({ ...it, status: 'PLACING' })), doc);
  return withEffects(
    marked,
    pending.map(part => effect('place@1', `place:${part.id}`, { partId: part.id }, { now })),
  );
}

function cancelPending(doc: OrderDoc): OrderDoc {
  return { ...doc, parts: doc.parts.map(part => (part.status === 'PENDING' ? { ...part, status: 'CANCELLED' } : part)) };
}

/** A refusal of the goods can be answered by another shop; once a part was replaced it is CANCELLED, so it is asked for once. */
function canTryNext(part: PartDoc): boolean {
  return part.lines.every(line => line.productId !== undefined) && part.tried.length < 6 && part.cancel === undefined;
}

function tryNextOffers(doc: OrderDoc, failed: readonly PartDoc[], now: Date): OrderDoc {
  return withEffects(
    doc,
    failed.filter(canTryNext).map(part => effect('next-offer@1', `next-offer:${part.id}`, { partId: part.id }, { now })),
  );
}

/** A part whose cancellation the shop has refused stays, and so does one that has come too far for one. */
function isUndoable(part: PartDoc): boolean {
  return part.cancel?.state !== 'refused' && (part.status === 'AWAITING_HANDOFF' || mayBecome(part, 'CANCELLING'));
}

function takeBack(doc: OrderDoc, standing: readonly PartDoc[], now: Date): OrderDoc {
  const reason = 'another part of the order could not be placed';
  const isHandedOver = (part: PartDoc) => part.status === 'AWAITING_HANDOFF';
  const cancelling = standing.reduce(
    (next, part) =>
      withPart(next, part.id, it => ({
        ...it,
        // Of a link that nobody has followed nothing has to be undone.
        ...(isHandedOver(part)
          ? { status: 'CANCELLED', cancel: { by: 'policy', reason, state: 'done' } }
          : { status: 'CANCELLING', cancel: { by: 'policy', reason, state: 'wanted' } }),
      })),
    doc,
  );
  const bought = standing.filter(part => !isHandedOver(part));
  if (bought.length === 0) return decide(cancelling, now);
  return withEffects(
    cancelling,
    bought.map(part => effect('cancel-part@1', `cancel:${part.id}`, { partId: part.id }, { now })),
  );
}

/** Nothing is open any more: take the money for what stands, release the rest, tell the buyer. */
function settle(doc: OrderDoc, standing: readonly PartDoc[], now: Date): OrderDoc {
  const effects: Effect[] = [];
  const concluded = doc.verdict === undefined ? conclude(doc, standing.length > 0 ? 'placed' : verdictOfNothing(doc)) : doc;
  // What was handed over is paid for at the channel, however far it has come.
  const billable = standing.filter(isPaidHere);
  // What is being sent comes to its end first: a payment that is being taken must not be released beside that; what is over then goes back.
  const isMoving = concluded.effects.some(one => one.kind === 'capture@1' || one.kind === 'void@1');
  if (concluded.payment.status === 'AUTHORIZED' && !isMoving) {
    effects.push(
      billable.length > 0
        ? effect('capture@1', 'capture', { amount: sumOf(concluded, billable) }, { now })
        : effect('void@1', 'void', null, { now }),
    );
  }
  if (doc.verdict === undefined && concluded.verdict === 'placed') {
    effects.push(effect('confirm@1', 'confirm', null, { now }));
    for (const part of standing)
      effects.push(effect('follow@1', `follow:${part.id}`, { partId: part.id }, { now, wakeAt: new Date(now.getTime() + FIRST_LOOK_MS) }));
  }
  return giveBackRest(effects.length > 0 ? withEffects(concluded, effects) : concluded, now);
}

/** How soon after placing the shop is asked how the order stands, when no webhook came. */
export const FIRST_LOOK_MS = 15_000;

function conclude(doc: OrderDoc, verdict: Verdict): OrderDoc {
  return doc.verdict === undefined ? { ...doc, verdict } : doc;
}

function verdictOfNothing(doc: OrderDoc): Verdict {
  const refusals = doc.parts.filter(part => part.status === 'FAILED').map(part => part.refusal?.code);
  if (refusals.length > 0 && refusals.every(code => code === 'OUT_OF_STOCK')) return 'out-of-stock';
  if (refusals.length > 0 && refusals.every(code => code === 'PRICE_CHANGED')) return 'price-changed';
  return 'not-placed';
}

/** The part became FAILED for this reason. */
export function failPart(
  doc: OrderDoc,
  partId: string,
  now: Date,
  why: { refusal: NonNullable<PartDoc['refusal']> } | { failure: NonNullable<PartDoc['failure']> },
): OrderDoc {
  const next = withPart(doc, partId, part => ({ ...part, ...why, status: 'FAILED' }));
  const channelId = doc.parts.find(part => part.id === partId)?.channelId;
  return 'refusal' in why
    ? noted(next, now, 'PART_REFUSED', 'CHANNEL', channelId, why.refusal.message)
    : noted(next, now, 'PART_FAILED', 'CHANNEL', channelId, why.failure.message);
}
