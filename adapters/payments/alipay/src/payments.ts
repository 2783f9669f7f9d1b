import {
  afterWriteAsync,
  textIn,
  type Attempt,
  type Call,
  type PaymentAction,
  type PaymentRef,
  type PaymentResult,
  type Payments,
} from '@onebasket/adapter-sdk';
import { AdapterError, refuse, sameMoney, zero, type Money, type Refusal } from '@onebasket/core';
import { authorize } from './authorize.ts';
import { ask } from './client.ts';
import { toRefusal } from './errors.ts';
import { toPayment } from './mapper.ts';
import { tradeNumber } from './trade-number.ts';
import { queryRefund, queryTrade } from './trades.ts';
import { CNY, toYuan } from './yuan.ts';

/** Paid whole by the buyer, then placed; what could not be placed is given back. Holding money is another product (预授权). */
export const payments: Payments = {
  manualCapture: false,
  authorize,
  capture,
  void: close,
  refund,
  find: (key, call) => standing(tradeNumber(key), call),
  get,
};

async function standing(id: string, call: Call): Promise<PaymentResult | undefined> {
  const trade = await queryTrade(id, call);
  return trade && toPayment(trade);
}

/** What the buyer paid was taken when it was paid. */
async function capture(id: string, amount: Money, _attempt: Attempt, call: Call): Promise<PaymentResult | Refusal> {
  const payment = await standing(id, call);
  if (payment?.status !== 'captured') return refuse('closed', 'Alipay has no paid trade of this number');
  return sameMoney(payment.amount, amount)
    ? payment
    : refuse('other', 'Alipay takes the whole amount at once; the rest has to be given back');
}

/** Closes an unpaid trade. The buyer may be faster: then it is paid, and to be given back. */
async function close(id: string, _attempt: Attempt, call: Call): Promise<PaymentResult | Refusal> {
  const before = await queryTrade(id, call);
  // No trade: the buyer never came to the cashier.
  if (!before) return { status: 'voided', id, amount: zero(CNY) };
  const payment = toPayment(before);
  if (payment) return payment.status === 'captured' ? isPaid() : { ...payment, status: 'voided' };
  const answer = await ask(call, { method: 'alipay.trade.close', content: { out_trade_no: id }, effect: 'write' });
  if (answer.ok) return { status: 'voided', id, amount: before.total };
  const after = await afterWriteAsync(() => standing(id, call));
  if (after?.status === 'voided') return after;
  return after?.status === 'captured' ? isPaid() : toRefusal(answer.error);
}

function isPaid(): Refusal {
  return refuse('closed', 'the buyer has paid: the money has to be given back instead');
}

async function refund(id: string, amount: Money, { key }: Attempt, call: Call): Promise<PaymentResult | Refusal> {
  const yuan = toYuan(amount);
  if (yuan === undefined) return refuse('limit-exceeded', 'Alipay gives back 0.01 yuan and more, and no other currency');
  const outRequestNo = tradeNumber(key);
  const method = 'alipay.trade.refund';
  const content = { out_trade_no: id, refund_amount: yuan, out_request_no: outRequestNo };
  const answer = await ask(call, { method, content, effect: 'write' });
  if (!answer.ok) return toRefusal(answer.error);
  if (textIn(answer.node['fund_change']) === 'Y') return { status: 'refunded', id, amount };
  // No money moved by this very call: it went back under this number before, or it is still under way.
  const earlier = await afterWriteAsync(() => queryRefund(id, outRequestNo, call));
  if (earlier) return { status: 'refunded', id, amount: earlier };
  throw new AdapterError('unavailable', { outcome: 'unknown', message: `alipay ${method}: the money has not moved yet` });
}

async function get({ id, key, step }: PaymentRef, call: Call): Promise<PaymentResult | PaymentAction | undefined> {
  if (step === 'refund') {
    const amount = await queryRefund(id, tradeNumber(key), call);
    return amount && { status: 'refunded', id, amount };
  }
  const payment = await standing(id, call);
  if (step === 'authorize') return payment;
  return payment?.status === (step === 'capture' ? 'captured' : 'voided') ? payment : undefined;
}
