import type { ChannelOrderSnapshot, PlacedOrder } from '@onebasket/adapter-sdk';
import { formatAmount, type Money } from '@onebasket/core';
import { amount } from '../order/amounts.ts';
import { isPaidHere, type OrderDoc, type PartDoc, type PartStatus } from '../order/order-doc.ts';
import { STATUS_OF_STATE } from '../place-order/effects/follow.ts';
import { sharesOf } from '../refund/shares.ts';
import { mayMove } from '../states/machine.ts';
import { mayBecome, partMachine } from '../states/part.ts';
import type { Finding } from './difference.ts';

/** Nothing of it stands. */
const GONE = new Set<PartStatus>(['CANCELLED', 'FAILED', 'REFUNDED']);
const ARRIVED = new Set<PartStatus>(['DELIVERED', 'COMPLETED']);
/** Not yet at the channel, or not known to be. */
const OPEN = new Set<PartStatus>(['PENDING', 'PLACING', 'UNKNOWN']);

/** What an order of a channel looks like beside the part of ours that it belongs to. `undefined`: the channel does not know it. */
export function compareOrder(doc: OrderDoc, part: PartDoc, theirs: ChannelOrderSnapshot | undefined): readonly Finding[] {
  if (!theirs) return missingThere(part);
  const there = STATUS_OF_STATE[theirs.state];
  const state = compareStates(part, theirs, there);
  if (GONE.has(part.status) || GONE.has(there) || OPEN.has(part.status)) return state;
  return [...state, ...compareTotals(doc, part, theirs), ...compareRefunds(doc, part, theirs), ...compareShipped(part, theirs)];
}

/** What a channel made under our key beside a part of which we know no order there. */
export function compareFound(doc: OrderDoc, part: PartDoc, found: PlacedOrder | undefined): readonly Finding[] {
  if (!found) return missingThere(part);
  if (GONE.has(STATUS_OF_STATE[found.state])) return [];
  const theirs = `${found.externalId}: ${found.state}, ${written(found.total)}`;
  const made: Finding = {
    kind: 'MISSING_HERE',
    ours: part.status,
    theirs,
    repair: GONE.has(part.status) ? 'CANCEL_THERE' : 'RESOLVE_MADE',
    externalId: found.externalId,
  };
  return [made, ...compareLines(part, found).map(one => ({ ...one, externalId: found.externalId }))];
}

/** The lines of an order as its channel names them, beside those that were asked for. */
export function compareLines(part: PartDoc, theirs: Pick<PlacedOrder, 'lines'>): readonly Finding[] {
  const [ours, there] = [counted(part.lines), counted(theirs.lines)];
  const differing = [...new Set([...ours.keys(), ...there.keys()])].filter(id => ours.get(id) !== there.get(id)).sort();
  return differing.map(id => ({
    kind: 'LINES_DIFFER',
    ours: `${ours.get(id) ?? 0} × ${id}`,
    theirs: `${there.get(id) ?? 0} × ${id}`,
    repair: 'CORRECT_THERE',
  }));
}

function missingThere(part: PartDoc): readonly Finding[] {
  // A cart that nobody has paid yet is no order to most channels.
  if (GONE.has(part.status) || part.status === 'AWAITING_HANDOFF') return [];
  return [
    { kind: 'MISSING_THERE', ours: part.status, theirs: 'unknown', repair: OPEN.has(part.status) ? 'RESOLVE_NOT_MADE' : 'ASK_CHANNEL' },
  ];
}

function compareStates(part: PartDoc, theirs: ChannelOrderSnapshot, there: PartStatus): readonly Finding[] {
  const finding = (kind: Finding['kind'], repair: Finding['repair']): readonly Finding[] => [
    { kind, ours: part.status, theirs: theirs.state, repair },
  ];
  if (part.status === 'UNKNOWN' || part.status === 'PLACING')
    return GONE.has(there) ? finding('STATE_BEHIND', 'READ_ORDER') : finding('STATE_CONFLICT', 'RESOLVE_MADE');
  if (isSameState(part, theirs, there)) return [];
  if (GONE.has(part.status) && part.cancel?.by !== 'expiry') return finding('STATE_AHEAD', 'CANCEL_THERE');
  if (mayBecome(part, there)) return finding('STATE_BEHIND', 'READ_ORDER');
  return !GONE.has(there) && mayMove(partMachine, there, part.status)
    ? finding('STATE_AHEAD', 'ASK_CHANNEL')
    : finding('STATE_CONFLICT', 'ASK_CHANNEL');
}

/** Two words for one thing, as far as either side can know. */
function isSameState(part: PartDoc, theirs: ChannelOrderSnapshot, there: PartStatus): boolean {
  if (part.status === there) return true;
  // A cart that its buyer left is no order.
  if (part.cancel?.by === 'expiry' && theirs.state === 'PENDING') return true;
  if (GONE.has(part.status) || GONE.has(there)) return GONE.has(part.status) && GONE.has(there);
  if (ARRIVED.has(part.status) && ARRIVED.has(there)) return true;
  // The buyer is still on the channel's page.
  if (part.status === 'AWAITING_HANDOFF') return theirs.state === 'PENDING';
  // The channel was asked and has not decided; it stands there until it has.
  if (part.status === 'CANCELLING') return part.cancel?.state === 'requested';
  // Channels seldom hear what carriers tell us: with parcels of ours on their way, theirs may be behind or long completed.
  const isToldByCarrier = Object.keys(part.parcels).length > 0 && (part.status === 'SHIPPED' || part.status === 'DELIVERED');
  return isToldByCarrier && there !== 'DELIVERED';
}

function compareTotals(doc: OrderDoc, part: PartDoc, { total }: ChannelOrderSnapshot): readonly Finding[] {
  // What a buyer pays on the channel's page is settled there.
  if (!isPaidHere(part)) return [];
  const ours = amount(doc, part.total);
  if (ours.currency !== total.currency)
    return [{ kind: 'CURRENCY_DIFFERS', ours: written(ours), theirs: written(total), repair: 'CORRECT_THERE' }];
  if (ours.minor === total.minor) return [];
  const repair = total.minor < ours.minor ? 'REFUND_BUYER' : 'CORRECT_THERE';
  return [{ kind: 'AMOUNT_DIFFERS', ours: written(ours), theirs: written(total), repair }];
}

/** What the channel has given back lies between what it was asked to bear and all that went back to the buyer for this part. */
function compareRefunds(doc: OrderDoc, part: PartDoc, { refunded }: ChannelOrderSnapshot): readonly Finding[] {
  const shares = sharesOf(doc, part.id).map(({ share }) => share);
  // Its answer is outstanding, so its number may be older or newer than ours.
  if (shares.some(share => share.channel === 'wanted')) return [];
  const sumUp = (some: typeof shares) => ({
    ...amount(doc, '0'),
    minor: some.reduce((total, share) => total + amount(doc, share.amount).minor, 0n),
  });
  const [borne, all] = [sumUp(shares.filter(share => share.channel === 'done')), sumUp(shares)];
  const words = (back: Money) => `${written(back)} given back`;
  if (!refunded)
    return borne.minor === 0n ? [] : [{ kind: 'UNKNOWN_THERE', ours: words(borne), theirs: 'names no refund', repair: 'ASK_CHANNEL' }];
  if (refunded.currency !== all.currency)
    return [{ kind: 'CURRENCY_DIFFERS', ours: words(all), theirs: words(refunded), repair: 'ASK_CHANNEL' }];
  if (refunded.minor > all.minor) return [{ kind: 'REFUND_DIFFERS', ours: words(all), theirs: words(refunded), repair: 'READ_ORDER' }];
  return refunded.minor < borne.minor
    ? [{ kind: 'REFUND_DIFFERS', ours: words(borne), theirs: words(refunded), repair: 'ASK_CHANNEL' }]
    : [];
}

/** More was sent than was ordered, or something else. */
function compareShipped(part: PartDoc, { fulfilments }: ChannelOrderSnapshot): readonly Finding[] {
  const ordered = counted(part.lines);
  const sent = counted(fulfilments.filter(one => one.state !== 'CANCELLED').flatMap(one => one.lines));
  return [...sent]
    .filter(([id, quantity]) => quantity > (ordered.get(id) ?? 0))
    .map(([id, quantity]) => ({
      kind: 'LINES_DIFFER',
      ours: `${ordered.get(id) ?? 0} × ${id}`,
      theirs: `${quantity} × ${id} sent`,
      repair: 'ASK_CHANNEL',
    }));
}

function counted(lines: readonly { readonly externalId: string; readonly quantity: number }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { externalId, quantity } of lines) counts.set(externalId, (counts.get(externalId) ?? 0) + quantity);
  return counts;
}

/** "12.30 EUR". */
export function written(value: Money): string {
  return `${formatAmount(value)} ${value.currency}`;
}
