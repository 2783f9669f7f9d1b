import { business, invalidParameter } from './alipay-error.ts';

export type TradeStatus = 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_FINISHED' | 'TRADE_CLOSED';

export interface Refund {
  readonly outRequestNo: string;
  readonly fen: number;
}

/** What a merchant asked for; a trade comes of it when the buyer comes. */
export interface Wish {
  readonly outTradeNo: string;
  readonly fen: number;
  readonly subject: string;
  readonly passback: string | undefined;
  readonly notifyUrl: string | undefined;
  /** "2026-01-01 08:00:00" in Beijing. */
  readonly expires: string | undefined;
}

export interface Trade extends Wish {
  readonly tradeNo: string;
  status: TradeStatus;
  paidAt: string | undefined;
  readonly refunds: Refund[];
}

export type Content = Readonly<Record<string, unknown>>;

/** Trades of one application and what may be done with them. */
export class Trades {
  readonly all = new Map<string, Trade>();
  /** Codes and pages that nobody has opened yet. */
  readonly wishes = new Map<string, Wish>();
  readonly #beijing: () => string;

  constructor(beijing: () => string) {
    this.#beijing = beijing;
  }

  /** Precreate, or a page that a browser opens. */
  ask(content: Content, notifyUrl: string | undefined, productCode: string): Wish {
    const outTradeNo = text(content, 'out_trade_no');
    if (outTradeNo === undefined || !/^\w{1,64}$/.test(outTradeNo)) throw invalidParameter('out_trade_no');
    const fen = fenOf(content['total_amount']);
    if (fen === undefined || fen < 1 || fen > 10_000_000_000) throw invalidParameter('total_amount');
    const subject = text(content, 'subject');
    if (subject === undefined || subject.length > 256) throw invalidParameter('subject');
    if (text(content, 'product_code') !== productCode) throw invalidParameter('product_code');
    const expires = text(content, 'time_expire');
    if (expires !== undefined && (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?$/.test(expires) || expires <= this.#beijing()))
      throw invalidParameter('time_expire');
    const existing = this.all.get(outTradeNo);
    if (existing?.status === 'TRADE_CLOSED') throw business('ACQ.TRADE_HAS_CLOSE', '交易已经关闭');
    if (existing && existing.status !== 'WAIT_BUYER_PAY') throw business('ACQ.TRADE_HAS_SUCCESS', '交易已被支付');
    if (existing && existing.fen !== fen) throw business('ACQ.CONTEXT_INCONSISTENT', '交易信息被篡改');
    const wish = { outTradeNo, fen, subject, passback: text(content, 'passback_params'), notifyUrl, expires };
    this.wishes.set(outTradeNo, wish);
    return wish;
  }

  /** The buyer comes to the cashier: now there is a trade. */
  open(outTradeNo: string): Trade {
    const existing = this.all.get(outTradeNo);
    if (existing) return existing;
    const wish = this.wishes.get(outTradeNo);
    if (!wish) throw new RangeError(`nobody asked for ${outTradeNo}`);
    const tradeNo = `20261125220014${String(this.all.size + 1).padStart(14, '0')}`;
    const trade: Trade = { ...wish, tradeNo, status: 'WAIT_BUYER_PAY', paidAt: undefined, refunds: [] };
    this.all.set(outTradeNo, trade);
    return trade;
  }

  /** By our number or Alipay's. */
  find(content: Content): Trade {
    const [outTradeNo, tradeNo] = [text(content, 'out_trade_no'), text(content, 'trade_no')];
    if (outTradeNo === undefined && tradeNo === undefined) throw invalidParameter('out_trade_no');
    const trade = [...this.all.values()].find(one => (tradeNo === undefined ? one.outTradeNo === outTradeNo : one.tradeNo === tradeNo));
    if (!trade) throw business('ACQ.TRADE_NOT_EXIST', '交易不存在');
    return trade;
  }

  close(content: Content): Trade {
    const trade = this.find(content);
    if (trade.status !== 'WAIT_BUYER_PAY') throw business('ACQ.TRADE_STATUS_ERROR', '交易状态不合法');
    trade.status = 'TRADE_CLOSED';
    return trade;
  }

  /** `isNew` is false for a number under which it went back before: nothing moves, and Alipay says yes. */
  refund(content: Content): { readonly trade: Trade; readonly isNew: boolean } {
    const trade = this.find(content);
    const fen = fenOf(content['refund_amount']);
    if (fen === undefined || fen < 1) throw invalidParameter('refund_amount');
    const outRequestNo = text(content, 'out_request_no') ?? trade.outTradeNo;
    const earlier = trade.refunds.find(one => one.outRequestNo === outRequestNo);
    if (earlier && earlier.fen !== fen) throw business('ACQ.DISCORDANT_REPEAT_REQUEST', '请求信息不一致');
    if (earlier) return { trade, isNew: false };
    if (trade.status === 'TRADE_FINISHED') throw business('ACQ.TRADE_HAS_FINISHED', '交易已完结');
    if (trade.status !== 'TRADE_SUCCESS') throw business('ACQ.TRADE_STATUS_ERROR', '交易状态不合法');
    if (fen > trade.fen - refundedFen(trade)) throw business('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', '退款金额超限');
    trade.refunds.push({ outRequestNo, fen });
    if (refundedFen(trade) === trade.fen) trade.status = 'TRADE_CLOSED';
    return { trade, isNew: true };
  }
}

export function refundedFen(trade: Trade): number {
  return trade.refunds.reduce((sum, { fen }) => sum + fen, 0);
}

export function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

export function text(content: Content, name: string): string | undefined {
  const value = content[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fenOf(value: unknown): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '');
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}
