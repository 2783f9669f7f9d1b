import type { Journal } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import type { OrderDoc, OrderIndex, TimelineEntry } from './order-doc.ts';

const LIMIT = 100;
const KEPT = 50;

const rowOf = (orderId: string) => `${orderId}/timeline`;

/** The whole timeline: what has moved to the journal, then what the order still carries. */
export async function wholeTimeline(journal: Journal, doc: OrderDoc): Promise<readonly TimelineEntry[]> {
  if (!doc.timelineMoved) return doc.timeline;
  const moved = await journal.read<TimelineEntry & { readonly [key: string]: string }>(rowOf(doc._id));
  return [...moved.slice(0, doc.timelineMoved), ...doc.timeline];
}

/** Moves the older half of a long timeline to the journal: first written there, then taken out. */
export async function shortenTimeline(journal: Journal, collection: Collection<OrderDoc, OrderIndex>, doc: OrderDoc): Promise<void> {
  if (doc.timeline.length <= LIMIT) return;
  const from = doc.timelineMoved ?? 0;
  const moved = doc.timeline.slice(0, doc.timeline.length - KEPT);
  await journal.write(
    rowOf(doc._id),
    from,
    moved.map(entry => ({ ...entry })),
  );
  await collection.change(doc._id, now =>
    (now.timelineMoved ?? 0) === from
      ? { ...now, timeline: now.timeline.slice(moved.length), timelineMoved: from + moved.length }
      : undefined,
  );
}
