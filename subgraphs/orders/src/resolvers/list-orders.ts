import { viewerKey, type RequestContext } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import type { OrderView } from '../order/entitlement.ts';
import type { OrderDoc } from '../order/order-doc.ts';
import { orderStatus, type OrderStatus } from '../order/order-status.ts';
import type { OrderStore } from '../order/order-store.ts';

export interface OrdersArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly status?: readonly OrderStatus[] | null;
}

interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: OrderView }[];
  readonly nodes: readonly OrderView[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Newest first: the viewer's own, for staff all. Status follows from the document, so it is filtered while walking. */
export async function listOrders(store: OrderStore, args: OrdersArgs, context: RequestContext): Promise<Connection> {
  const { viewer } = context;
  if (viewer.kind === 'ANONYMOUS') throw new GraphQLError('Sign in to see orders', { extensions: { code: 'UNAUTHENTICATED' } });
  const first = args.first ?? 20;
  if (first < 1 || first > 100) throw new GraphQLError('first must be 1 to 100', { extensions: { code: 'BAD_USER_INPUT' } });
  const isStaff = viewer.kind === 'STAFF' || viewer.kind === 'SERVICE';
  const found: OrderDoc[] = [];
  let below = args.after == null ? undefined : readCursor(args.after);
  // One more than asked tells whether there is a next page.
  while (found.length <= first) {
    const page = await store.collection.find({
      index: isStaff ? 'all' : 'owner',
      prefix: isStaff ? [] : [viewerKey(viewer)],
      order: 'desc',
      limit: args.status?.length ? 100 : first + 1,
      ...(below ? { below } : {}),
    });
    found.push(...page.docs.filter(doc => !args.status?.length || args.status.includes(orderStatus(doc))));
    const last = page.docs.at(-1);
    if (!page.next || !last) break;
    below = [last.placedAt, last._id];
  }
  return connection(found.slice(0, first), found.length > first);
}

export function connection(docs: readonly OrderDoc[], hasNextPage: boolean): Connection {
  const edges = docs.map(doc => ({ cursor: writeCursor(doc), node: { doc, grant: '', showsPerson: true } }));
  return { edges, nodes: edges.map(edge => edge.node), pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}

function writeCursor(doc: OrderDoc): string {
  return Buffer.from(JSON.stringify([doc.placedAt, doc._id])).toString('base64url');
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
