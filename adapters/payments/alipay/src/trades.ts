import { textIn, type Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { ask } from './client.ts';
import { toAdapterError, toRefusal } from './errors.ts';
import { readTrade, type Trade } from './wire.ts';
import { fromYuan } from './yuan.ts';
import type { Money } from '@onebasket/core';

/** The trade as it stands; `undefined` for one that Alipay does not know, as before its buyer came to the cashier. */
export async function queryTrade(outTradeNo: string, call: Call): Promise<Trade | undefined> {
  const method = 'alipay.trade.query';
  const answer = await ask(call, { method, content: { out_trade_no: outTradeNo }, effect: 'read' });
  if (answer.ok) return readTrade(answer.node, `alipay ${method}`);
  if (answer.error.subCode === 'ACQ.TRADE_NOT_EXIST') return undefined;
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: `alipay ${method}: ${toRefusal(answer.error).message}` });
}

/** What went back under this number; `undefined` when nothing did (yet). */
export async function queryRefund(outTradeNo: string, outRequestNo: string, call: Call): Promise<Money | undefined> {
  const method = 'alipay.trade.fastpay.refund.query';
  const answer = await ask(call, { method, content: { out_trade_no: outTradeNo, out_request_no: outRequestNo }, effect: 'read' });
  if (!answer.ok) {
    if (answer.error.subCode === 'ACQ.TRADE_NOT_EXIST' || answer.error.subCode === 'TRADE_NOT_EXIST') return undefined;
    throw toAdapterError(answer.error, `alipay ${method}`, 'read');
  }
  // For a number that it does not know, Alipay says yes and nothing more.
  return textIn(answer.node['refund_status']) === 'REFUND_SUCCESS' ? fromYuan(answer.node['refund_amount']) : undefined;
}
