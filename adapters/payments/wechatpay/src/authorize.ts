import {
  afterWrite,
  afterWriteAsync,
  asRecord,
  known,
  needed,
  textIn,
  type Attempt,
  type Call,
  type PaymentAction,
  type PaymentRequest,
  type PaymentResult,
} from '@onebasket/adapter-sdk';
import { refuse, sum, sameMoney, type Money, type Refusal } from '@onebasket/core';
import { ask } from './client.ts';
import { toRefusal } from './errors.ts';
import { privateKeyOf } from './keys.ts';
import { settingsOf, type Settings } from './settings.ts';
import { pageText, signRsa } from './signature.ts';
import { combinedId, tradeNumber } from './trade-number.ts';
import { standing } from './trades.ts';
import { CNY } from './wire.ts';

const MOST_PARTS = 50;

/**
 * Leads the buyer to WeChat: a code to scan, or, for a page inside of WeChat whose buyer's openid is the token, what that page pays with (in `clientSecret`).
 * Several sellers are paid at once with a combined payment. The number follows from the key, and WeChat Pay takes the same number only with the same facts.
 */
export async function authorize(request: PaymentRequest, attempt: Attempt, call: Call): Promise<PaymentResult | PaymentAction | Refusal> {
  const settings = settingsOf(call.connection);
  if (request.amount.currency !== CNY || request.amount.minor < 1n)
    return refuse('payment-refused', 'WeChat Pay takes yuan, 0.01 and more');
  const number = tradeNumber(attempt.key);
  const isCombined = settings.payees.length > 0 && (request.parts?.length ?? 0) > 0;
  const id = isCombined ? combinedId(number) : number;
  if (isCombined) {
    const problem = problemOf(request);
    if (problem !== undefined) return refuse('limit-exceeded', problem);
  }
  const body = isCombined ? combined(request, attempt.key, settings) : single(request, attempt.key, settings);
  const product = request.token === undefined ? 'native' : 'jsapi';
  const path = isCombined ? `/v3/combine-transactions/${product}` : `/v3/pay/transactions/${product}`;
  const answer = await ask(call, { method: 'POST', path, label: path, body });
  if (answer.ok) return afterWrite(() => toAction(id, answer.body, request, call, `wechatpay POST ${path}`));
  // Paid or closed since the last try: how it stands counts.
  const payment = await afterWriteAsync(() => standing(id, call));
  return payment ?? toRefusal(answer.error);
}

function problemOf({ amount, parts = [] }: PaymentRequest): string | undefined {
  if (parts.length > MOST_PARTS) return `WeChat Pay combines at most ${MOST_PARTS} payments`;
  return sameMoney(
    sum(
      parts.map(part => part.amount),
      amount.currency,
    ),
    amount,
  )
    ? undefined
    : 'the parts do not add up to the amount';
}

function single({ orderNumber, amount, token, expiresAt }: PaymentRequest, key: string, settings: Settings): object {
  return {
    appid: settings.appId,
    mchid: settings.mchId,
    description: describe(settings, orderNumber),
    out_trade_no: tradeNumber(key),
    ...known({ time_expire: expiresAt && toInstant(expiresAt) }),
    attach: attached(key),
    notify_url: settings.notifyUrl,
    amount: { total: toFen(amount), currency: 'CNY' },
    ...known({ payer: token === undefined ? undefined : { openid: token } }),
  };
}

function combined({ orderNumber, parts = [], token, expiresAt }: PaymentRequest, key: string, settings: Settings): object {
  return {
    combine_appid: settings.appId,
    combine_mchid: settings.mchId,
    combine_out_trade_no: tradeNumber(key),
    sub_orders: parts.map(part => {
      const payee = settings.payees.find(one => one.payee === part.payee);
      return {
        mchid: payee?.mchId ?? settings.mchId,
        ...known({ sub_mchid: payee?.subMchId }),
        attach: attached(`${key} ${part.id}`),
        amount: { total_amount: toFen(part.amount), currency: 'CNY' },
        out_trade_no: partNumber(key, part.id),
        description: describe(settings, orderNumber),
      };
    }),
    ...known({ combine_payer_info: token === undefined ? undefined : { openid: token } }),
    ...known({ time_expire: expiresAt && toInstant(expiresAt) }),
    notify_url: settings.notifyUrl,
  };
}

/** The number of one seller's part. */
export function partNumber(key: string, partId: string): string {
  return tradeNumber(`${key}.${partId}`);
}

function toAction(id: string, value: unknown, { token, expiresAt }: PaymentRequest, call: Call, what: string): PaymentAction {
  const body = asRecord(value, what);
  if (token === undefined) {
    return { status: 'action-required', id, qrCode: needed(textIn(body['code_url']), `${what}: code_url`), ...known({ expiresAt }) };
  }
  const prepayId = needed(textIn(body['prepay_id']), `${what}: prepay_id`);
  return { status: 'action-required', id, clientSecret: JSON.stringify(pageParams(prepayId, call)), ...known({ expiresAt }) };
}

/** What `WeixinJSBridge` or `wx.requestPayment` is called with. */
function pageParams(prepayId: string, call: Call): object {
  const { appId, privateKey } = settingsOf(call.connection);
  const timestamp = String(Math.floor(call.now().getTime() / 1000));
  const nonce = call
    .random()
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 32);
  const prepay = `prepay_id=${prepayId}`;
  const paySign = signRsa(pageText({ appId, timestamp, nonce, package: prepay }), privateKeyOf(privateKey));
  return { appId, timeStamp: timestamp, nonceStr: nonce, package: prepay, signType: 'RSA', paySign };
}

function describe({ description }: Settings, orderNumber: string): string {
  return description.replaceAll('{order}', orderNumber);
}

/** Comes back with notifications and queries; WeChat Pay keeps 128 bytes. A sub order has to say something. */
function attached(text: string): string {
  return Buffer.byteLength(text) <= 128 ? text : '-';
}

/** RFC 3339 to the second, with Beijing's offset, as the documentation writes it; the same text for the same instant, since a repeat has to say the same. */
function toInstant(at: string): string {
  const beijing = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return `${beijing.slice(0, 19)}+08:00`;
}

function toFen({ minor }: Money): number {
  return Number(minor);
}
