import type { Prepay, Refund, Trade } from './trades.ts';

/** What a query and a notification show of a trade. The amount is told once it is paid. */
export function tradeView(trade: Trade, appId: string): object {
  return {
    appid: appId,
    mchid: trade.mchId,
    out_trade_no: trade.outTradeNo,
    trade_state: trade.state,
    trade_state_desc: trade.state === 'SUCCESS' ? '支付成功' : trade.state,
    ...(trade.attach === undefined ? {} : { attach: trade.attach }),
    ...(trade.paidAt === undefined
      ? {}
      : {
          transaction_id: trade.transactionId,
          trade_type: 'NATIVE',
          bank_type: 'OTHERS',
          success_time: trade.paidAt,
          payer: { openid: 'oTwinBuyer' },
          amount: { total: trade.total, payer_total: trade.total, currency: 'CNY', payer_currency: 'CNY' },
        }),
  };
}

export function combinedView({ combineNo, trades }: Prepay, appId: string, mchId: string): object {
  return {
    combine_appid: appId,
    combine_mchid: mchId,
    combine_out_trade_no: combineNo,
    combine_payer_info: { openid: 'oTwinBuyer' },
    sub_orders: trades.map(trade => ({
      mchid: trade.mchId,
      ...(trade.subMchId === undefined ? {} : { sub_mchid: trade.subMchId }),
      trade_type: 'NATIVE',
      trade_state: trade.state,
      attach: trade.attach,
      out_trade_no: trade.outTradeNo,
      amount: { total_amount: trade.total, currency: 'CNY', ...(trade.paidAt ? { payer_amount: trade.total, payer_currency: 'CNY' } : {}) },
      ...(trade.paidAt ? { bank_type: 'OTHERS', success_time: trade.paidAt, transaction_id: trade.transactionId } : {}),
    })),
  };
}

/** The answer to a refund and to its query. */
export function refundView(refund: Refund): object {
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: refund.trade.transactionId,
    out_trade_no: refund.trade.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    create_time: refund.createdAt,
    status: refund.status,
    amount: {
      total: refund.trade.total,
      refund: refund.amount,
      payer_total: refund.trade.total,
      payer_refund: refund.amount,
      currency: 'CNY',
    },
  };
}

/** What a notification says of a refund: other words than a query's. */
export function refundNews(refund: Refund, mchId: string): object {
  const { status, trade } = refund;
  return {
    mchid: mchId,
    out_trade_no: trade.outTradeNo,
    transaction_id: trade.transactionId,
    out_refund_no: refund.outRefundNo,
    refund_id: refund.refundId,
    refund_status: status,
    amount: { total: trade.total, refund: refund.amount, payer_total: trade.total, payer_refund: refund.amount },
  };
}
