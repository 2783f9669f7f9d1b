import type { ChannelOrderState, ReportedOrder } from '@onebasket/adapter-sdk';
import { keyIn } from './attribution.ts';
import { countIn, fenIn, textIn, timeIn, type Wire } from './wire.ts';

const stateByStatus: ReadonlyMap<string, ChannelOrderState> = new Map([
  ['-1', 'PENDING'],
  // Paid; the group is not full yet.
  ['0', 'PLACED'],
  ['1', 'ACCEPTED'],
  ['2', 'DELIVERED'],
  ['3', 'COMPLETED'],
  // The audit failed: the order was given back or closed, nothing is earned by it.
  ['4', 'CANCELLED'],
  ['5', 'COMPLETED'],
  // Bought, but nothing that pays a commission.
  ['8', 'PLACED'],
]);

/** Statuses under which no commission will come, whatever amount still stands there. */
const UNPAID: ReadonlySet<string> = new Set(['4', '8']);

/** One row of the order report; `undefined` for one without a number. A status that is not known says only whether it was paid. */
export function toReportedOrder(row: Wire, ownUid: string): ReportedOrder | undefined {
  const externalId = textIn(row['order_sn']);
  if (externalId === undefined) return undefined;
  const status = textIn(row['order_status']) ?? '';
  const paidAt = timeIn(row['order_pay_time']);
  const goods = textIn(row['goods_sign']) ?? textIn(row['goods_id']);
  const total = fenIn(row['order_amount']);
  const key = keyIn(row['custom_parameters'], ownUid);
  const commission = UNPAID.has(status) ? undefined : fenIn(row['promotion_amount']);
  const orderedAt = timeIn(row['order_create_time']);
  const updatedAt = timeIn(row['order_modify_at']);
  return {
    externalId,
    ...(key === undefined ? {} : { key }),
    state: stateByStatus.get(status) ?? (paidAt ? 'PLACED' : 'PENDING'),
    lines: goods === undefined ? [] : [{ externalId: goods, quantity: countIn(row['goods_quantity']) || 1, ...(total ? { total } : {}) }],
    ...(total ? { total } : {}),
    ...(commission ? { commission } : {}),
    ...(orderedAt ? { orderedAt } : {}),
    ...(paidAt ? { paidAt } : {}),
    ...(updatedAt ? { updatedAt } : {}),
  };
}
