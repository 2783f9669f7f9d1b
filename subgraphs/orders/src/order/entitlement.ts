import { signOrderToken, verifyOrderToken, viewerKey, type Keys, type Viewer } from '@onebasket/runtime';
import type { OrderDoc } from './order-doc.ts';

/** An order as one viewer may see it. */
export interface OrderView {
  readonly doc: OrderDoc;
  /** The guest's token that opened it, to travel on to other subgraphs; empty for signed-in viewers. */
  readonly grant: string;
  readonly showsPerson: boolean;
}

/** The order as this viewer (or the bearer of this token) may see it; `undefined` when they may not, which is never told apart from "there is none". */
export function viewOrder(keys: Keys, doc: OrderDoc | undefined, viewer: Viewer, token: string | null | undefined): OrderView | undefined {
  if (!doc) return undefined;
  if (viewer.kind === 'STAFF' || viewer.kind === 'SERVICE') return { doc, grant: '', showsPerson: true };
  if (viewer.kind !== 'ANONYMOUS' && doc.ownerKey === viewerKey(viewer)) return { doc, grant: '', showsPerson: true };
  if (token && verifyOrderToken(keys, token, doc._id)) return { doc, grant: token, showsPerson: true };
  return undefined;
}

/** The view of whoever just placed or owns it: guests get the token that opens it again, the same for every repeat. */
export function ownView(keys: Keys, doc: OrderDoc): OrderView {
  return { doc, grant: doc.ownerKey === 'guest' ? signOrderToken(keys, doc._id) : '', showsPerson: true };
}
