import {
  afterWrite,
  afterWriteAsync,
  known,
  needed,
  textIn,
  type Attempt,
  type Call,
  type PaymentAction,
  type PaymentRequest,
  type PaymentResult,
} from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type Refusal } from '@onebasket/core';
import { toBeijingText } from './beijing-time.ts';
import { ask, pageAddress } from './client.ts';
import { toRefusal } from './errors.ts';
import { toPayment } from './mapper.ts';
import { settingsOf, type Product } from './settings.ts';
import { tradeNumber } from './trade-number.ts';
import { queryTrade } from './trades.ts';
import { toYuan } from './yuan.ts';

const PAGES: Readonly<Record<Exclude<Product, 'qr'>, { readonly method: string; readonly product_code: string }>> = {
  page: { method: 'alipay.trade.page.pay', product_code: 'FAST_INSTANT_TRADE_PAY' },
  wap: { method: 'alipay.trade.wap.pay', product_code: 'QUICK_WAP_WAY' },
};

/**
 * Leads the buyer to Alipay: an address for the browser, or a code to scan. The trade's number follows from the key, so that every try leads to the same
 * trade, which can be paid once.
 */
export async function authorize(request: PaymentRequest, attempt: Attempt, call: Call): Promise<PaymentResult | PaymentAction | Refusal> {
  const { subject, product, notifyUrl, returnUrl } = settingsOf(call.connection);
  const { orderNumber, amount, expiresAt } = request;
  const yuan = toYuan(amount);
  if (yuan === undefined) return refuse('payment-refused', 'Alipay takes 0.01 to 100,000,000.00 yuan, and no other currency');
  const id = tradeNumber(attempt.key);
  const content = {
    out_trade_no: id,
    total_amount: yuan,
    subject: subject.replaceAll('{order}', orderNumber),
    passback_params: encodeURIComponent(attempt.key),
    ...known({ time_expire: expiresAt && toBeijingText(new Date(expiresAt)) }),
  };
  if (product === 'qr') return precreate(id, { ...content, product_code: 'FACE_TO_FACE_PAYMENT' }, { notifyUrl, expiresAt }, call);
  const { method, product_code } = PAGES[product];
  const redirectUrl = pageAddress(call, {
    method,
    content: { ...content, product_code },
    notifyUrl,
    returnUrl: returnUrl?.replaceAll('{order}', encodeURIComponent(orderNumber)),
  });
  return { status: 'action-required', id, redirectUrl, ...known({ expiresAt }) };
}

async function precreate(
  id: string,
  content: Readonly<Record<string, string>>,
  { notifyUrl, expiresAt }: { readonly notifyUrl: string | undefined; readonly expiresAt: string | undefined },
  call: Call,
): Promise<PaymentResult | PaymentAction | Refusal> {
  const method = 'alipay.trade.precreate';
  const answer = await ask(call, { method, content, effect: 'write', notifyUrl });
  if (answer.ok) {
    const qrCode = afterWrite(() => needed(textIn(answer.node['qr_code']), `alipay ${method}: qr_code`));
    return { status: 'action-required', id, qrCode, ...known({ expiresAt }) };
  }
  // Paid or closed since the last try: how it stands counts.
  if (answer.error.subCode === 'ACQ.TRADE_HAS_SUCCESS' || answer.error.subCode === 'ACQ.TRADE_HAS_CLOSE') {
    const trade = await afterWriteAsync(() => queryTrade(id, call));
    const payment = trade && toPayment(trade);
    if (payment) return payment;
    throw new AdapterError('unavailable', { outcome: 'unknown', message: `alipay ${method} and alipay.trade.query do not agree` });
  }
  return toRefusal(answer.error);
}
