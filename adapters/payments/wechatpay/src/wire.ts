import { asList, asRecord, minorMoneyIn, needed, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, currency, type Money } from '@onebasket/core';

export const CNY = currency('CNY');

/** A trade as a query or a notification tells of it. */
export interface Trade {
  readonly outTradeNo: string;
  readonly state: string;
  /** Told once it is paid. */
  readonly total: Money | undefined;
}

/** One seller's part of a combined payment. */
export interface SubOrder extends Trade {
  readonly mchId: string;
  readonly subMchId: string | undefined;
  /** Our key and the part's id, as `authorize` sent them along. */
  readonly attach: string | undefined;
}

export interface CombinedTrade {
  readonly combineNo: string;
  readonly parts: readonly SubOrder[];
}

export interface Refund {
  readonly outRefundNo: string;
  readonly status: string;
  readonly amount: Money;
}

/** Throws `AdapterError('invalid-response')` when number or state cannot be read, or when it is not in yuan. */
export function readTrade(value: unknown, what: string): Trade {
  const trade = asRecord(value, what);
  return {
    outTradeNo: needed(textIn(trade['out_trade_no']), `${what}: out_trade_no`),
    state: needed(textIn(trade['trade_state']), `${what}: trade_state`),
    total: fen(trade['amount'], 'total', what),
  };
}

export function readCombined(value: unknown, what: string): CombinedTrade {
  const trade = asRecord(value, what);
  const parts = asList(trade['sub_orders'], `${what}: sub_orders`).map(item => {
    const part = asRecord(item, `${what}: sub_orders`);
    return {
      outTradeNo: needed(textIn(part['out_trade_no']), `${what}: out_trade_no of a sub order`),
      state: needed(textIn(part['trade_state']), `${what}: trade_state of a sub order`),
      mchId: needed(textIn(part['mchid']), `${what}: mchid of a sub order`),
      subMchId: textIn(part['sub_mchid']),
      attach: textIn(part['attach']),
      total: fen(part['amount'], 'total_amount', what),
    };
  });
  if (parts.length === 0)
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: `${what}: a combined payment without sub orders` });
  return { combineNo: needed(textIn(trade['combine_out_trade_no']), `${what}: combine_out_trade_no`), parts };
}

export function readRefund(value: unknown, what: string): Refund {
  const refund = asRecord(value, what);
  return {
    outRefundNo: needed(textIn(refund['out_refund_no']), `${what}: out_refund_no`),
    status: needed(textIn(refund['status']), `${what}: status`),
    amount: needed(fen(refund['amount'], 'refund', what), `${what}: amount.refund`),
  };
}

/** The members of an object; none for anything else. */
export function membersOf(value: unknown): WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WireRecord) : {};
}

/** Fen, and only fen: an amount in another currency is nothing that we asked for. */
function fen(value: unknown, name: string, what: string): Money | undefined {
  const amount = membersOf(value);
  const code = textIn(amount['currency']) ?? 'CNY';
  if (code !== 'CNY')
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: `${what}: an amount is in ${code.slice(0, 10)}` });
  return minorMoneyIn(amount[name], CNY);
}
