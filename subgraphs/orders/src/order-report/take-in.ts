import type { ReportedOrder } from '@onebasket/adapter-sdk';
import type { Clock } from '@onebasket/core';
import { goneOn, noted, partKey, withPart, type OrderDoc, type PartDoc, type PartStatus } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { cancelled } from '../place-order/effects/cancel-part.ts';
import { mayBecome } from '../states/part.ts';

/** A buyer may come back to a link much later; beyond a month a purchase by the same mark is another one. */
const LATEST_MS = 30 * 24 * 3_600_000;
/** Clocks differ. */
const EARLIEST_MS = -5 * 60_000;
const CANDIDATES = 100;

/** From the least that a part can have come to, to the most. */
const RANK: readonly ReportedOrder['state'][] = ['PENDING', 'PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED'];
const OVER = new Set<string>(['CANCELLED', 'FAILED', 'REFUNDED']);

/** Takes in one order of a channel's report: the part it belongs to moves on. False when none of ours fits. */
export async function takeIn(
  { store, clock }: { readonly store: OrderStore; readonly clock: Clock },
  channelId: string,
  row: ReportedOrder,
): Promise<boolean> {
  const found = await ownerOf(store, channelId, row);
  if (!found) return false;
  const changed = await store.collection.change(found.orderId, doc => {
    const part = doc.parts.find(one => one.id === found.partId);
    return part ? withReport(doc, part, row, clock.now()) : undefined;
  });
  if (changed) store.changed(changed);
  return true;
}

interface Owner {
  readonly orderId: string;
  readonly partId: string;
}

/** By our key where the channel brings it back; else by its mark, the items and the time, the latest handing-over before the purchase first. */
async function ownerOf(store: OrderStore, channelId: string, row: ReportedOrder): Promise<Owner | undefined> {
  const marks = [row.key, row.externalId, row.attribution].filter(mark => mark !== undefined);
  for (const mark of marks) {
    const { docs } = await store.collection.find({ index: 'handoff', prefix: [channelId, mark], order: 'desc', limit: CANDIDATES });
    for (const doc of docs) {
      const part = doc.parts.find(one => one.channelId === channelId && one.handoff !== undefined && fits(doc, one, mark, row));
      if (part) return { orderId: doc._id, partId: part.id };
    }
  }
  return undefined;
}

function fits(doc: OrderDoc, part: PartDoc, mark: string, row: ReportedOrder): boolean {
  if (mark === partKey(doc, part) || mark === part.externalId) return true;
  if (mark !== part.handoff?.attribution) return false;
  if (part.handoff.reported?.[row.externalId] !== undefined) return true;
  const items = new Set(part.lines.map(line => line.externalId));
  const ageMs = row.orderedAt === undefined ? 0 : Date.parse(row.orderedAt) - Date.parse(doc.placedAt);
  return ageMs >= EARLIEST_MS && ageMs <= LATEST_MS && row.lines.some(line => items.has(line.externalId));
}

/** The part with this news; `undefined` when it is none. */
function withReport(doc: OrderDoc, part: PartDoc, row: ReportedOrder, now: Date): OrderDoc | undefined {
  if (!part.handoff || part.handoff.reported?.[row.externalId] === row.state) return undefined;
  const reported = { ...part.handoff.reported, [row.externalId]: row.state };
  const known = withPart(doc, part.id, it => ({
    ...it,
    handoff: { ...it.handoff, url: it.handoff?.url ?? '', reported },
    externalId: it.externalId ?? row.externalId,
    ...(row.number === undefined ? {} : { number: row.number }),
  }));
  const status = statusOf(Object.values(reported));
  const before = known.parts.find(one => one.id === part.id);
  if (!before || status === undefined || status === before.status || !mayBecome(before, status)) return known;
  if (status === 'CANCELLED') return cancelled(known, before, now);
  return noted(
    withPart(known, part.id, it => goneOn(it, status)),
    now,
    'PART_STATUS',
    'CHANNEL',
    part.channelId,
    status,
  );
}

/** Where a part stands whose items the channel reports one by one: as far as the slowest that still stands. */
function statusOf(states: readonly string[]): PartStatus | undefined {
  const standing = states.filter(state => !OVER.has(state)).map(state => RANK.indexOf(state as ReportedOrder['state']));
  if (standing.length === 0) return states.includes('REFUNDED') ? 'REFUNDED' : 'CANCELLED';
  const slowest = RANK[Math.min(...standing)];
  return slowest === 'PENDING' || slowest === undefined ? undefined : slowest;
}
