import type { TwinRequest, TwinResponse } from '@onebasket/twin-kit';
import { AlipayError } from './alipay-error.ts';
import { isSigned, sign, textOf } from './signature.ts';
import { refundedFen, text, yuan, type Content, type Trade, type Trades } from './trades.ts';

/** The application, and the key that answers are signed with. */
export interface App {
  readonly appId: string;
  readonly publicKey: string;
  readonly alipayPrivateKey: string;
}

/** Something that merchants are told of. */
export type Tell = (trade: Trade, refund?: { readonly outRequestNo: string }) => void;

const PAGES: Readonly<Record<string, string>> = {
  'alipay.trade.page.pay': 'FAST_INSTANT_TRADE_PAY',
  'alipay.trade.wap.pay': 'QUICK_WAP_WAY',
};
const REQUIRED = ['app_id', 'method', 'charset', 'sign_type', 'sign', 'timestamp', 'version'];

/** `/gateway.do`: parameters and signature are checked in the gateway's order, then the API answers, signed. Always HTTP 200. */
export function answerGateway(request: TwinRequest, app: App, trades: Trades, tell: Tell): TwinResponse {
  const params = readParams(request);
  const method = params.get('method') ?? '';
  try {
    checkParams(params, app);
    const content = readContent(params.get('biz_content') ?? '{}');
    const productCode = PAGES[method];
    if (productCode !== undefined) return cashier(content, params, productCode, trades);
    return reply(method, { code: '10000', msg: 'Success', ...work(method, content, params, trades, tell) }, app);
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error;
    return reply(method, error.node(), app, error.code !== '40001' && error.code !== '40002');
  }
}

function work(method: string, content: Content, params: ReadonlyMap<string, string>, trades: Trades, tell: Tell): object {
  switch (method) {
    case 'alipay.trade.precreate': {
      const { outTradeNo } = trades.ask(content, params.get('notify_url'), 'FACE_TO_FACE_PAYMENT');
      return { out_trade_no: outTradeNo, qr_code: `https://qr.alipay.com/bax${Buffer.from(outTradeNo).toString('hex')}` };
    }
    case 'alipay.trade.query':
      return queryView(trades.find(content));
    case 'alipay.trade.close': {
      const trade = trades.close(content);
      tell(trade);
      return { trade_no: trade.tradeNo, out_trade_no: trade.outTradeNo };
    }
    case 'alipay.trade.refund': {
      const { trade, isNew } = trades.refund(content);
      if (isNew) tell(trade, { outRequestNo: text(content, 'out_request_no') ?? trade.outTradeNo });
      return {
        trade_no: trade.tradeNo,
        out_trade_no: trade.outTradeNo,
        buyer_logon_id: 'buy***@example.com',
        fund_change: isNew ? 'Y' : 'N',
        refund_fee: yuan(refundedFen(trade)),
      };
    }
    case 'alipay.trade.fastpay.refund.query': {
      const trade = trades.find(content);
      const refund = trade.refunds.find(one => one.outRequestNo === text(content, 'out_request_no'));
      if (!refund) return {};
      return {
        trade_no: trade.tradeNo,
        out_trade_no: trade.outTradeNo,
        out_request_no: refund.outRequestNo,
        total_amount: yuan(trade.fen),
        refund_amount: yuan(refund.fen),
        refund_status: 'REFUND_SUCCESS',
      };
    }
    default:
      throw new AlipayError('40002', 'isv.invalid-method', '不存在的方法名');
  }
}

/** What `alipay.trade.query` shows. */
function queryView(trade: Trade): object {
  const isPaid = trade.paidAt !== undefined;
  return {
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    buyer_logon_id: 'buy***@example.com',
    trade_status: trade.status,
    total_amount: yuan(trade.fen),
    receipt_amount: isPaid ? yuan(trade.fen) : '0.00',
    buyer_pay_amount: isPaid ? yuan(trade.fen) : '0.00',
    point_amount: '0.00',
    invoice_amount: isPaid ? yuan(trade.fen) : '0.00',
    ...(isPaid ? { send_pay_date: trade.paidAt, fund_bill_list: [{ fund_channel: 'ALIPAYACCOUNT', amount: yuan(trade.fen) }] } : {}),
    buyer_user_id: '2088102122524333',
  };
}

/** The page that a browser comes to: from now on there is a trade. */
function cashier(content: Content, params: ReadonlyMap<string, string>, productCode: string, trades: Trades): TwinResponse {
  const wish = trades.ask(content, params.get('notify_url'), productCode);
  trades.open(wish.outTradeNo);
  const body = `<!doctype html><meta charset="utf-8"><title>支付宝收银台</title><h1>${wish.outTradeNo}: ¥${yuan(wish.fen)}</h1>`;
  return { status: 200, headers: { 'content-type': 'text/html;charset=utf-8' }, body };
}

function checkParams(params: ReadonlyMap<string, string>, app: App): void {
  for (const name of REQUIRED)
    if (!params.get(name)) throw new AlipayError('40001', `isv.missing-${name.replace('_', '-')}`, `缺少${name}参数`);
  if (params.get('app_id') !== app.appId) throw new AlipayError('40002', 'isv.invalid-app-id', '无效的AppID参数');
  if (params.get('sign_type') !== 'RSA2') throw new AlipayError('40002', 'isv.invalid-signature-type', '无效的签名类型');
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(params.get('timestamp') ?? ''))
    throw new AlipayError('40002', 'isv.invalid-timestamp', '非法的时间戳参数');
  if (!isSigned(textOf(params, ['sign']), params.get('sign') ?? '', app.publicKey))
    throw new AlipayError('40002', 'isv.invalid-signature', '验签出错');
}

/** Parameters may stand in the address and in the form. */
function readParams({ rawQuery, body }: TwinRequest): ReadonlyMap<string, string> {
  return new Map([...new URLSearchParams(rawQuery), ...new URLSearchParams(body.toString('utf8'))]);
}

function readContent(json: string): Content {
  try {
    const content = JSON.parse(json) as unknown;
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content as Content;
  } catch {
    // Told below.
  }
  throw new AlipayError('40002', 'isv.invalid-parameter', 'biz_content不是合法的JSON');
}

/** Slashes escaped and Chinese as it is: reading and writing the node anew would give other bytes than those that are signed. */
function reply(method: string, node: object, app: App, isSignedToo = true): TwinResponse {
  const body = JSON.stringify(node).replaceAll('/', '\\/');
  const name = `${method.replaceAll('.', '_')}_response`;
  const signature = isSignedToo ? sign(body, app.alipayPrivateKey) : '';
  return {
    status: 200,
    headers: { 'content-type': 'text/html;charset=utf-8' },
    body: `{"${name}":${body}${isSignedToo ? `,"sign":"${signature}"` : ''}}`,
  };
}
