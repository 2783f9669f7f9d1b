import type { ChannelOrderState, ReportedOrder } from '@onebasket/adapter-sdk';
import { markOfRow } from './attribution.ts';
import { readTime } from './beijing-time.ts';
import { countOf, textOf, type Fields } from './wire.ts';
import { yuan } from './yuan.ts';

/** `tk_status`. What it does not name is an order of which no more is known than that it was made. */
const STATES: ReadonlyMap<string, ChannelOrderState> = new Map([
  ['12', 'PLACED'],
  ['13', 'CANCELLED'],
  ['14', 'DELIVERED'],
  ['3', 'COMPLETED'],
]);

const SETTLED = '3';

/**
 * One row of the order report: one item of one order (子订单). Amounts are without freight. The commission is the estimate until the order is settled.
 * `undefined` for a row without a number.
 */
export function toReportedOrder(row: Fields): ReportedOrder | undefined {
  const number = textOf(row['trade_parent_id']);
  const externalId = textOf(row['trade_id']) ?? number;
  if (externalId === undefined) return undefined;
  const status = textOf(row['tk_status']) ?? '';
  const total = yuan(row['alipay_total_price']) ?? yuan(row['pay_price']);
  const commission = (status === SETTLED ? yuan(row['pub_share_fee']) : undefined) ?? yuan(row['pub_share_pre_fee']);
  const item = textOf(row['item_id']) ?? textOf(row['num_iid']);
  const times = {
    orderedAt: readTime(row['tk_create_time']),
    paidAt: readTime(row['tb_paid_time']) ?? readTime(row['tk_paid_time']),
    updatedAt: readTime(row['modified_time']),
  };
  const key = textOf(row['external_id']);
  const attribution = markOfRow(row);
  return {
    externalId,
    ...(key === undefined ? {} : { key }),
    ...(attribution === undefined ? {} : { attribution }),
    ...(number === undefined ? {} : { number }),
    state: STATES.get(status) ?? 'PENDING',
    lines: item === undefined ? [] : [{ externalId: item, quantity: countOf(row['item_num']) ?? 1, ...(total ? { total } : {}) }],
    ...(total ? { total } : {}),
    ...(commission ? { commission } : {}),
    ...Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined)),
  };
}
