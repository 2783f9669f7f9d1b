import { requireStaff, type RequestContext } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import type { OrderDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { connection } from '../resolvers/list-orders.ts';

export interface ReviewQueueArgs {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Orders that wait for a person, those that wait longest first. */
export function reviewQueue(store: OrderStore, args: ReviewQueueArgs, context: RequestContext): Promise<unknown> {
  return oldestFirst(store, 'review', doc => doc.review?.heldAt ?? doc.placedAt, args, context);
}

/** Orders that went through and were drawn for a second look, the oldest first. */
export function reviewSamples(store: OrderStore, args: ReviewQueueArgs, context: RequestContext): Promise<unknown> {
  return oldestFirst(store, 'sample', doc => doc.placedAt, args, context);
}

async function oldestFirst(
  store: OrderStore,
  index: 'review' | 'sample',
  instantOf: (doc: OrderDoc) => string,
  args: ReviewQueueArgs,
  { viewer }: RequestContext,
): Promise<unknown> {
  requireStaff(viewer);
  const first = args.first ?? 20;
  if (first < 1 || first > 100) throw new GraphQLError('first must be 1 to 100', { extensions: { code: 'BAD_USER_INPUT' } });
  const from = args.after == null ? undefined : readCursor(args.after);
  // One more tells whether there is a next page, and the first of a page that goes on is the one that was seen last.
  const { docs } = await store.collection.find({ index, prefix: [], limit: first + 2, ...(from ? { from } : {}) });
  const unseen = docs.filter(doc => !from || doc._id !== from[1]);
  const page = connection(unseen.slice(0, first), unseen.length > first);
  const cursors = unseen.slice(0, first).map(doc => writeCursor([instantOf(doc), doc._id]));
  return {
    ...page,
    edges: page.edges.map((edge, at) => ({ ...edge, cursor: cursors[at] })),
    pageInfo: { ...page.pageInfo, endCursor: cursors.at(-1) ?? null },
  };
}

function writeCursor(place: readonly [string, string]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readCursor(text: string): readonly [string, string] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(value) && value.length === 2 && value.every(member => typeof member === 'string')) return value as [string, string];
  } catch {
    // told below
  }
  throw new GraphQLError('after is not a cursor of this list', { extensions: { code: 'BAD_USER_INPUT' } });
}
