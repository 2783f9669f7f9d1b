import { isHeldForStaff, type OrderDoc, type PartDoc } from './order-doc.ts';

export type OrderStatus =
  | 'PENDING'
  | 'IN_REVIEW'
  | 'AWAITING_PAYMENT'
  | 'AWAITING_HANDOFF'
  | 'PLACING'
  | 'PLACED'
  | 'PARTLY_PLACED'
  | 'PARTLY_SHIPPED'
  | 'SHIPPED'
  | 'PARTLY_DELIVERED'
  | 'DELIVERED'
  | 'COMPLETED'
  | 'CANCELLING'
  | 'CANCELLED'
  | 'FAILED';

const SHIPPED_ON = new Set(['SHIPPED', 'DELIVERED', 'COMPLETED']);
const DELIVERED_ON = new Set(['DELIVERED', 'COMPLETED']);

/** The order's status follows from its payment and its parts; it is stored nowhere. */
export function orderStatus(doc: OrderDoc): OrderStatus {
  const is =
    (...statuses: PartDoc['status'][]) =>
    (part: PartDoc) =>
      statuses.includes(part.status);
  const { parts } = doc;
  if (doc.payment.status === 'REQUIRES_ACTION') return 'AWAITING_PAYMENT';
  if (doc.payment.status === 'FAILED') return 'FAILED';
  if (isHeldForStaff(doc)) return 'IN_REVIEW';
  if (parts.some(is('CANCELLING'))) return 'CANCELLING';
  // Another shop is looked for: what failed has not failed for good.
  if (doc.verdict === undefined && doc.effects.some(one => one.kind === 'next-offer@1')) return 'PLACING';
  if (parts.some(is('PENDING', 'PLACING', 'UNKNOWN'))) return parts.every(is('PENDING')) ? 'PENDING' : 'PLACING';
  const standing = parts.filter(part => !is('FAILED', 'CANCELLED', 'REFUNDED')(part));
  if (standing.length === 0)
    return parts.some(is('CANCELLED', 'REFUNDED')) && (doc.verdict === 'placed' || doc.endedUnsent === 'withdrawn')
      ? 'CANCELLED'
      : 'FAILED';
  if (standing.every(is('AWAITING_HANDOFF'))) return 'AWAITING_HANDOFF';
  if (standing.every(is('COMPLETED'))) return 'COMPLETED';
  if (standing.every(part => DELIVERED_ON.has(part.status))) return 'DELIVERED';
  if (standing.some(part => DELIVERED_ON.has(part.status))) return 'PARTLY_DELIVERED';
  if (standing.every(part => SHIPPED_ON.has(part.status))) return 'SHIPPED';
  if (standing.some(part => SHIPPED_ON.has(part.status))) return 'PARTLY_SHIPPED';
  return parts.some(is('FAILED')) || standing.some(is('AWAITING_HANDOFF')) ? 'PARTLY_PLACED' : 'PLACED';
}
