import { notFound, paramError, WechatError } from './wechat-error.ts';

export type TradeState = 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
export type Json = Readonly<Record<string, unknown>>;

/** One trade, or one sub order of a combined payment. */
export interface Trade {
  readonly mchId: string;
  readonly subMchId: string | undefined;
  readonly outTradeNo: string;
  readonly total: number;
  readonly attach: string | undefined;
  readonly combineNo: string | undefined;
  state: TradeState;
  transactionId: string | undefined;
  paidAt: string | undefined;
}

/** What was asked for under a number; the same number is only good for the same request. */
export interface Prepay {
  readonly request: string;
  readonly product: string;
  readonly notifyUrl: string;
  readonly expires: string | undefined;
  readonly trades: readonly Trade[];
  readonly combineNo: string | undefined;
}

export interface Refund {
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly trade: Trade;
  readonly amount: number;
  readonly notifyUrl: string | undefined;
  readonly createdAt: string;
  status: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL';
}

const NUMBER = /^[A-Za-z0-9_\-|*@]{6,32}$/;

/** Trades of one merchant, by their numbers. */
export class Trades {
  readonly prepays = new Map<string, Prepay>();
  readonly trades = new Map<string, Trade>();
  readonly refunds = new Map<string, Refund>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** A prepay of one trade. */
  single(body: Json, product: string, mchId: string): Prepay {
    const amount = record(body['amount'], 'amount');
    if (text(body, 'mchid') !== mchId) throw new WechatError(400, 'APPID_MCHID_NOT_MATCH', 'appid和mchid不匹配');
    text(body, 'appid');
    const trade = this.#trade(text(body, 'out_trade_no'), mchId, amount['total'], amount['currency'], body['attach']);
    checkText(body, 'description', 127);
    return this.#keep(trade.outTradeNo, body, product, [trade], undefined);
  }

  /** A prepay of several trades that are paid together. */
  combined(body: Json, product: string, mchId: string): Prepay {
    const combineNo = text(body, 'combine_out_trade_no');
    if (!NUMBER.test(combineNo)) throw paramError('combine_out_trade_no');
    if (text(body, 'combine_mchid') !== mchId) throw new WechatError(400, 'APPID_MCHID_NOT_MATCH', 'appid和mchid不匹配');
    text(body, 'combine_appid');
    const parts = body['sub_orders'];
    if (!Array.isArray(parts) || parts.length === 0 || parts.length > 50) throw paramError('sub_orders');
    const trades = parts.map(value => {
      const part = record(value, 'sub_orders');
      const amount = record(part['amount'], 'sub_orders.amount');
      checkText(part, 'description', 127);
      checkText(part, 'attach', 128);
      const trade = this.#trade(
        text(part, 'out_trade_no'),
        text(part, 'mchid'),
        amount['total_amount'],
        amount['currency'],
        part['attach'],
      );
      const subMchId = typeof part['sub_mchid'] === 'string' ? part['sub_mchid'] : undefined;
      return { ...trade, combineNo, subMchId };
    });
    return this.#keep(combineNo, body, product, trades, combineNo);
  }

  get(outTradeNo: string): Trade {
    const trade = this.trades.get(outTradeNo);
    if (!trade) throw notFound();
    return trade;
  }

  prepay(number: string): Prepay {
    const prepay = this.prepays.get(number);
    if (!prepay) throw notFound();
    return prepay;
  }

  close(number: string): void {
    for (const trade of this.prepay(number).trades) {
      if (trade.state === 'SUCCESS' || trade.state === 'REFUND') throw new WechatError(400, 'ORDERPAID', '订单已支付');
      trade.state = 'CLOSED';
    }
  }

  pay(number: string): Prepay {
    const prepay = this.prepay(number);
    const at = beijing(this.#now());
    for (const trade of prepay.trades) {
      if (trade.state !== 'NOTPAY') throw new RangeError(`${trade.outTradeNo} is ${trade.state}`);
      trade.state = 'SUCCESS';
      trade.transactionId = `4200${String(this.trades.size).padStart(8, '0')}${String(number.length).padStart(4, '0')}${trade.outTradeNo.length}`;
      trade.paidAt = at;
    }
    return prepay;
  }

  /** The same number gives the same refund. */
  refund(body: Json): { readonly refund: Refund; readonly isNew: boolean } {
    const trade = [...this.trades.values()].find(one =>
      typeof body['transaction_id'] === 'string' ? one.transactionId === body['transaction_id'] : one.outTradeNo === body['out_trade_no'],
    );
    if (!trade) throw new WechatError(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
    const outRefundNo = text(body, 'out_refund_no');
    const amount = record(body['amount'], 'amount');
    const fen = whole(amount['refund'], 'amount.refund');
    if (whole(amount['total'], 'amount.total') !== trade.total)
      throw new WechatError(400, 'INVALID_REQUEST', '订单金额或退款金额与之前请求不一致');
    const earlier = this.refunds.get(outRefundNo);
    if (earlier && (earlier.amount !== fen || earlier.trade !== trade))
      throw new WechatError(400, 'INVALID_REQUEST', '订单金额或退款金额与之前请求不一致');
    if (earlier) return { refund: earlier, isNew: false };
    if (trade.state === 'NOTPAY' || trade.state === 'CLOSED') throw new WechatError(400, 'INVALID_REQUEST', '订单未支付');
    if (fen < 1 || fen > trade.total - this.refunded(trade)) throw new WechatError(400, 'INVALID_REQUEST', '申请退款金额超过可退金额');
    const refund: Refund = {
      outRefundNo,
      refundId: `5030${String(this.refunds.size + 1).padStart(12, '0')}`,
      trade,
      amount: fen,
      notifyUrl: typeof body['notify_url'] === 'string' ? body['notify_url'] : undefined,
      createdAt: beijing(this.#now()),
      status: 'PROCESSING',
    };
    this.refunds.set(outRefundNo, refund);
    trade.state = 'REFUND';
    return { refund, isNew: true };
  }

  refunded(trade: Trade): number {
    return [...this.refunds.values()]
      .filter(one => one.trade === trade && one.status !== 'CLOSED')
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  #trade(outTradeNo: string, mchId: string, total: unknown, currency: unknown, attach: unknown): Trade {
    if (!NUMBER.test(outTradeNo)) throw paramError('out_trade_no');
    if (currency !== undefined && currency !== 'CNY') throw paramError('currency');
    const fen = whole(total, 'amount');
    if (fen < 1) throw paramError('amount');
    return {
      mchId,
      subMchId: undefined,
      outTradeNo,
      total: fen,
      attach: typeof attach === 'string' ? attach : undefined,
      combineNo: undefined,
      state: 'NOTPAY',
      transactionId: undefined,
      paidAt: undefined,
    };
  }

  #keep(number: string, body: Json, product: string, trades: readonly Trade[], combineNo: string | undefined): Prepay {
    const notifyUrl = text(body, 'notify_url');
    if (!/^https?:\/\/[^?]+$/.test(notifyUrl)) throw paramError('notify_url');
    const expires = typeof body['time_expire'] === 'string' ? body['time_expire'] : undefined;
    if (expires !== undefined && !(Date.parse(expires) > this.#now().getTime())) throw paramError('time_expire');
    if (product === 'jsapi') text(record(body[combineNo === undefined ? 'payer' : 'combine_payer_info'], 'payer'), 'openid');
    const request = JSON.stringify([product, body]);
    const earlier = this.prepays.get(number);
    if (earlier) {
      if (earlier.trades.some(({ state }) => state === 'SUCCESS' || state === 'REFUND'))
        throw new WechatError(400, 'ORDERPAID', '该订单已支付');
      if (earlier.trades.some(({ state }) => state === 'CLOSED')) throw new WechatError(400, 'ORDER_CLOSED', '该订单已关闭');
      if (earlier.request !== request) throw new WechatError(403, 'OUT_TRADE_NO_USED', '商户订单号重复');
      return earlier;
    }
    const prepay = { request, product, notifyUrl, expires, trades, combineNo };
    this.prepays.set(number, prepay);
    for (const trade of trades) this.trades.set(trade.outTradeNo, trade);
    return prepay;
  }
}

/** RFC 3339 with Beijing's offset. */
export function beijing(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

export function record(value: unknown, name: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw paramError(name);
}

function text(body: Json, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw paramError(name);
}

function checkText(body: Json, name: string, most: number): void {
  if (Buffer.byteLength(text(body, name)) > most) throw paramError(name);
}

function whole(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw paramError(name);
}
