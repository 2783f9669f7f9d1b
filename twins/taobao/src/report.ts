import { beijingText } from './beijing.ts';
import { RawNumber } from './item-view.ts';
import type { LinkFacts } from './links.ts';

/** One item of one order that was bought through a promotion link. */
export interface ReportRow extends LinkFacts {
  readonly tradeId: string;
  readonly parentId: string;
  readonly quantity: number;
  /** Yuan without freight. */
  readonly paid: string;
  readonly title: string;
  readonly createdMs: number;
  readonly changedMs: number;
  /** 12 paid, 13 closed, 14 received, 3 settled. */
  readonly status: 12 | 13 | 14 | 3;
}

/** The affiliate's orders, by time of change. */
export class Report {
  readonly #rows = new Map<string, ReportRow>();
  #next = 1;

  add(row: Omit<ReportRow, 'tradeId' | 'parentId'> & { readonly parentId?: string | undefined }): ReportRow {
    const tradeId = `30${String(this.#next++).padStart(17, '0')}`;
    const whole: ReportRow = { ...row, tradeId, parentId: row.parentId ?? tradeId };
    this.#rows.set(tradeId, whole);
    return whole;
  }

  change(tradeId: string, status: ReportRow['status'], changedMs: number): void {
    const row = this.#rows.get(tradeId);
    if (!row) throw new RangeError(`no order ${tradeId}`);
    this.#rows.set(tradeId, { ...row, status, changedMs });
  }

  between(fromMs: number, toMs: number, by: 'created' | 'changed'): readonly ReportRow[] {
    const at = (row: ReportRow) => (by === 'created' ? row.createdMs : row.changedMs);
    return [...this.#rows.values()]
      .filter(row => at(row) >= fromMs && at(row) < toMs)
      .sort((a, b) => at(a) - at(b) || a.tradeId.localeCompare(b.tradeId));
  }

  forget(): void {
    this.#rows.clear();
  }
}

/** A row as `publisher_order_dto` shows it. */
export function rowView(row: ReportRow): object {
  const isSettled = row.status === 3;
  return {
    trade_id: row.tradeId,
    trade_parent_id: row.parentId,
    item_id: row.itemId,
    item_title: row.title,
    item_num: row.quantity,
    alipay_total_price: row.paid,
    pub_share_pre_fee: '1.25',
    pub_share_fee: isSettled ? '1.20' : '0.00',
    tk_status: row.status,
    adzone_id: new RawNumber(row.adzoneId),
    ...(row.relationId === undefined ? {} : { relation_id: new RawNumber(row.relationId) }),
    ...(row.specialId === undefined ? {} : { special_id: new RawNumber(row.specialId) }),
    refund_tag: 0,
    tk_create_time: beijingText(row.createdMs),
    tb_paid_time: beijingText(row.createdMs),
    tk_paid_time: beijingText(row.createdMs),
    modified_time: beijingText(row.changedMs),
    order_type: '天猫',
  };
}
