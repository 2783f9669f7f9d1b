import { needed, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';
import { fromYuan } from './yuan.ts';

/** A trade as `alipay.trade.query` tells of it. */
export interface Trade {
  /** Our number. */
  readonly outTradeNo: string;
  readonly status: string;
  readonly total: Money;
  /** It was paid at some time, whatever became of it. */
  readonly wasPaid: boolean;
}

/** Throws `AdapterError('invalid-response')` when number, status or amount cannot be read. */
export function readTrade(node: WireRecord, what: string): Trade {
  return {
    outTradeNo: needed(textIn(node['out_trade_no']), `${what}: out_trade_no`),
    status: needed(textIn(node['trade_status']), `${what}: trade_status`),
    total: needed(fromYuan(node['total_amount']), `${what}: total_amount`),
    wasPaid: textIn(node['send_pay_date']) !== undefined,
  };
}
