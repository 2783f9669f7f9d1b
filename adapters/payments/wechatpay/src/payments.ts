import {
  afterWrite,
  afterWriteAsync,
  type Attempt,
  type Call,
  type PaymentAction,
  type PaymentRef,
  type PaymentResult,
  type Payments,
} from '@onebasket/adapter-sdk';
import { isRefusal, refuse, sameMoney, zero, type Money, type Refusal } from '@onebasket/core';
import { authorize } from './authorize.ts';
import { ask } from './client.ts';
import { toRefusal } from './errors.ts';
import { toRefunded } from './mapper.ts';
import { settingsOf } from './settings.ts';
import { combinedId, nameOf, tradeNumber } from './trade-number.ts';
import { partOf, queryCombined, queryRefund, queryTrade, standing } from './trades.ts';
import { CNY, readRefund, type Trade } from './wire.ts';

/** Paid whole by the buyer, then placed; what could not be placed is given back. */
export const payments: Payments = { manualCapture: false, authorize, capture, void: close, refund, find, get };

/** Under one number there is a payment or a combined one, never both. */
async function find(key: string, call: Call): Promise<PaymentResult | undefined> {
  const number = tradeNumber(key);
  const trade = await standing(number, call);
  if (trade || settingsOf(call.connection).payees.length === 0) return trade;
  return standing(combinedId(number), call);
}

/** What the buyer paid was taken when it was paid. */
async function capture(id: string, amount: Money, _attempt: Attempt, call: Call): Promise<PaymentResult | Refusal> {
  const payment = await standing(id, call);
  if (payment?.status !== 'captured') return refuse('closed', 'WeChat Pay has no paid trade of this number');
  return sameMoney(payment.amount, amount)
    ? payment
    : refuse('other', 'WeChat Pay takes the whole amount at once; the rest has to be given back');
}

/** Closes an unpaid trade. The buyer may be faster: then it is paid, and to be given back. */
async function close(id: string, _attempt: Attempt, call: Call): Promise<PaymentResult | Refusal> {
  const before = await standing(id, call);
  if (before) return before.status === 'captured' ? isPaid() : before;
  const closing = await closingOf(id, call);
  // Nobody knows it: it was never asked for, so nobody can pay it.
  if (!closing) return { status: 'voided', id, amount: zero(CNY) };
  const answer = await ask(call, { method: 'POST', ...closing });
  if (answer.ok) return { status: 'voided', id, amount: zero(CNY) };
  const after = await afterWriteAsync(() => standing(id, call));
  if (after?.status === 'captured') return isPaid();
  return after ?? toRefusal(answer.error);
}

/** The request that closes it; a combined payment is closed with all of its parts. */
async function closingOf(id: string, call: Call): Promise<{ path: string; label: string; body: object } | undefined> {
  const { mchId, appId } = settingsOf(call.connection);
  const name = nameOf(id);
  if (name.kind === 'single') {
    if (!(await queryTrade(name.outTradeNo, call))) return undefined;
    const label = '/v3/pay/transactions/out-trade-no/{n}/close';
    return { label, path: `/v3/pay/transactions/out-trade-no/${encodeURIComponent(name.outTradeNo)}/close`, body: { mchid: mchId } };
  }
  const combined = await queryCombined(name.combineNo, call);
  if (!combined) return undefined;
  const sub_orders = combined.parts.map(part => ({
    mchid: part.mchId,
    out_trade_no: part.outTradeNo,
    ...(part.subMchId === undefined ? {} : { sub_mchid: part.subMchId }),
  }));
  const label = '/v3/combine-transactions/out-trade-no/{n}/close';
  return {
    label,
    path: `/v3/combine-transactions/out-trade-no/${encodeURIComponent(name.combineNo)}/close`,
    body: { combine_appid: appId, sub_orders },
  };
}

function isPaid(): Refusal {
  return refuse('closed', 'the buyer has paid: the money has to be given back instead');
}

async function refund(id: string, amount: Money, { key }: Attempt, call: Call): Promise<PaymentResult | Refusal> {
  if (amount.currency !== CNY || amount.minor < 1n) return refuse('limit-exceeded', 'WeChat Pay gives back yuan, 0.01 and more');
  const paid = await paidTrade(id, call);
  if (isRefusal(paid)) return paid;
  const path = '/v3/refund/domestic/refunds';
  const answer = await ask(call, {
    method: 'POST',
    path,
    label: path,
    body: {
      ...(paid.subMchId === undefined ? {} : { sub_mchid: paid.subMchId }),
      out_trade_no: paid.trade.outTradeNo,
      out_refund_no: tradeNumber(key),
      notify_url: settingsOf(call.connection).notifyUrl,
      amount: { refund: Number(amount.minor), total: Number(paid.total.minor), currency: 'CNY' },
    },
  });
  return answer.ok ? afterWrite(() => toRefunded(id, readRefund(answer.body, `wechatpay POST ${path}`))) : toRefusal(answer.error);
}

interface Paid {
  readonly trade: Trade;
  readonly total: Money;
  readonly subMchId: string | undefined;
}

/** The trade that money goes back from: refunds name its whole amount. */
async function paidTrade(id: string, call: Call): Promise<Paid | Refusal> {
  const name = nameOf(id);
  if (name.kind === 'combined') return refuse('other', 'of a combined payment each seller gives back its part: name the part');
  const combined = name.kind === 'part' ? await queryCombined(name.combineNo, call) : undefined;
  const part = combined && partOf(combined, name.outTradeNo);
  const trade = name.kind === 'part' ? part : await queryTrade(name.outTradeNo, call);
  if (!trade) return refuse('not-found', 'WeChat Pay knows no such trade');
  if (trade.total === undefined) return refuse('closed', 'nobody has paid it: there is nothing to give back');
  return { trade, total: trade.total, subMchId: part?.subMchId };
}

async function get({ id, key, step }: PaymentRef, call: Call): Promise<PaymentResult | PaymentAction | undefined> {
  if (step === 'refund') {
    const name = nameOf(id);
    const combined = name.kind === 'part' ? await queryCombined(name.combineNo, call) : undefined;
    const part = combined && name.kind === 'part' ? partOf(combined, name.outTradeNo) : undefined;
    const found = await queryRefund(tradeNumber(key), part?.subMchId, call);
    const refunded = found && toRefunded(id, found);
    return isRefusal(refunded) ? undefined : refunded;
  }
  const payment = await standing(id, call);
  if (step === 'authorize') return payment;
  return payment?.status === (step === 'capture' ? 'captured' : 'voided') ? payment : undefined;
}
