import type { Call, PaymentResult } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { ask } from './client.ts';
import { isUnknown, toRefusal, type WechatError } from './errors.ts';
import { toCombinedPayment, toPayment } from './mapper.ts';
import { settingsOf } from './settings.ts';
import { nameOf } from './trade-number.ts';
import { readCombined, readRefund, readTrade, type CombinedTrade, type Refund, type SubOrder, type Trade } from './wire.ts';

/** The trade as it stands; `undefined` for one that WeChat Pay does not know. */
export async function queryTrade(outTradeNo: string, call: Call): Promise<Trade | undefined> {
  const { mchId } = settingsOf(call.connection);
  const label = '/v3/pay/transactions/out-trade-no/{n}';
  const path = `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}?mchid=${mchId}`;
  return read(await ask(call, { method: 'GET', path, label }), readTrade, `wechatpay GET ${label}`);
}

export async function queryCombined(combineNo: string, call: Call): Promise<CombinedTrade | undefined> {
  const label = '/v3/combine-transactions/out-trade-no/{n}';
  const path = `/v3/combine-transactions/out-trade-no/${encodeURIComponent(combineNo)}`;
  return read(await ask(call, { method: 'GET', path, label }), readCombined, `wechatpay GET ${label}`);
}

/** The refund as it stands. `subMchId`: of a second-level merchant. */
export async function queryRefund(outRefundNo: string, subMchId: string | undefined, call: Call): Promise<Refund | undefined> {
  const label = '/v3/refund/domestic/refunds/{n}';
  const query = subMchId === undefined ? '' : `?sub_mchid=${subMchId}`;
  const path = `/v3/refund/domestic/refunds/${encodeURIComponent(outRefundNo)}${query}`;
  return read(await ask(call, { method: 'GET', path, label }), readRefund, `wechatpay GET ${label}`);
}

/** How the payment of this id stands, combined or not. */
export async function standing(id: string, call: Call): Promise<PaymentResult | undefined> {
  const name = nameOf(id);
  if (name.kind === 'single') {
    const trade = await queryTrade(name.outTradeNo, call);
    return trade && toPayment(trade);
  }
  const combined = await queryCombined(name.combineNo, call);
  if (name.kind === 'combined') return combined && toCombinedPayment(combined);
  const part = combined && partOf(combined, name.outTradeNo);
  const payment = part && toPayment(part);
  return payment && { ...payment, id };
}

export function partOf({ parts }: CombinedTrade, outTradeNo: string): SubOrder | undefined {
  return parts.find(part => part.outTradeNo === outTradeNo);
}

function read<T>(
  answer: { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly error: WechatError },
  reader: (value: unknown, what: string) => T,
  what: string,
): T | undefined {
  if (answer.ok) return reader(answer.body, what);
  if (isUnknown(answer.error)) return undefined;
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: `${what}: ${toRefusal(answer.error).message}` });
}
