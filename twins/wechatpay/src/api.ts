import { createHash } from 'node:crypto';
import { bodyJson, type TwinRequest } from '@onebasket/twin-kit';
import { isSigned, seal } from './crypto.ts';
import type { Notifications } from './notifications.ts';
import type { Signer } from './signer.ts';
import { beijing, record, type Json, type Prepay, type Trades } from './trades.ts';
import { combinedView, refundView, tradeView } from './views.ts';
import { notFound, paramError, WechatError } from './wechat-error.ts';

/** The merchant as WeChat Pay knows it. */
export interface Merchant {
  readonly appId: string;
  readonly mchId: string;
  readonly serialNo: string;
  readonly publicKey: string;
  readonly apiV3Key: string;
}

export interface Parts {
  readonly merchant: Merchant;
  readonly trades: Trades;
  readonly notifications: Notifications;
  readonly signer: Signer;
  readonly now: () => Date;
}

const DRIFT_SECONDS = 300;

/** Answers one request, whose signature is checked first; `undefined` is 204. Throws `WechatError`. */
export function answerApi(request: TwinRequest, parts: Parts): object | undefined {
  checkSignature(request, parts);
  const { method, path } = request;
  const [, scope = '', product = ''] = /^\/v3\/(pay\/transactions|combine-transactions)\/(native|jsapi)$/.exec(path) ?? [];
  if (method === 'POST' && product !== '') return prepay(record(bodyJson(request), 'body'), scope, product, parts);
  const [, kind = '', number = '', close] =
    /^\/v3\/(pay\/transactions|combine-transactions)\/out-trade-no\/([^/]+)(\/close)?$/.exec(path) ?? [];
  if (number !== '')
    return close === undefined
      ? query(method, kind, decodeURIComponent(number), request, parts)
      : closing(kind, decodeURIComponent(number), request, parts);
  if (method === 'GET' && path === '/v3/certificates') return certificates(parts);
  if (method === 'POST' && path === '/v3/refund/domestic/refunds')
    return refundView(parts.trades.refund(record(bodyJson(request), 'body')).refund);
  const outRefundNo = /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/.exec(path)?.[1];
  if (method === 'GET' && outRefundNo !== undefined) {
    const refund = parts.trades.refunds.get(decodeURIComponent(outRefundNo));
    if (!refund) throw new WechatError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
    return refundView(refund);
  }
  throw new WechatError(404, 'RESOURCE_NOT_EXISTS', '无可用的接口');
}

function prepay(body: Json, scope: string, product: string, { trades, merchant }: Parts): object {
  const kept =
    scope === 'combine-transactions' ? trades.combined(body, product, merchant.mchId) : trades.single(body, product, merchant.mchId);
  const id = createHash('sha256').update(kept.request).digest('hex').slice(0, 28);
  return product === 'native' ? { code_url: `weixin://wxpay/bizpayurl?pr=${id.slice(0, 9)}` } : { prepay_id: `wx${id}` };
}

function query(method: string, kind: string, number: string, request: TwinRequest, { trades, merchant }: Parts): object {
  if (method !== 'GET') throw new WechatError(405, 'INVALID_REQUEST', '请求方法错误');
  if (kind === 'combine-transactions') return combinedView(combinedOf(trades.prepay(number)), merchant.appId, merchant.mchId);
  if (request.query.get('mchid') !== merchant.mchId) throw paramError('mchid');
  const trade = trades.get(number);
  if (trade.combineNo !== undefined) throw notFound();
  return tradeView(trade, merchant.appId);
}

function closing(kind: string, number: string, request: TwinRequest, { trades, merchant }: Parts): undefined {
  const body = record(bodyJson(request), 'body');
  const kept = trades.prepay(number);
  if (kind === 'pay/transactions') {
    if (body['mchid'] !== merchant.mchId) throw paramError('mchid');
    if (kept.combineNo !== undefined) throw notFound();
  } else {
    const named = Array.isArray(body['sub_orders']) ? (body['sub_orders'] as readonly Json[]).map(part => part['out_trade_no']) : [];
    if (body['combine_appid'] !== merchant.appId) throw paramError('combine_appid');
    if (combinedOf(kept).trades.some(({ outTradeNo }) => !named.includes(outTradeNo))) throw paramError('sub_orders');
  }
  trades.close(number);
}

function combinedOf(kept: Prepay): Prepay {
  if (kept.combineNo === undefined) throw notFound();
  return kept;
}

function certificates({ signer, merchant, now }: Parts): object {
  if (signer.certificates.length === 0)
    throw new WechatError(404, 'RESOURCE_NOT_EXISTS', '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥');
  const from = now().getTime();
  return {
    data: signer.certificates.map(({ serial, pem }) => ({
      serial_no: serial,
      effective_time: beijing(new Date(from - 86_400_000)),
      expire_time: beijing(new Date(from + 5 * 365 * 86_400_000)),
      encrypt_certificate: seal(pem, merchant.apiV3Key, 'certificate'),
    })),
  };
}

function checkSignature(request: TwinRequest, { merchant, now }: Parts): void {
  const refuse = (why: string) => new WechatError(401, 'SIGN_ERROR', `签名错误: ${why}`);
  const { authorization = '', accept = '', 'user-agent': agent = '' } = request.headers;
  if (!accept.includes('json') || agent === '') throw paramError('Accept, User-Agent');
  const [scheme, rest = ''] = authorization.split(/ (.*)/s);
  if (scheme !== 'WECHATPAY2-SHA256-RSA2048') throw refuse('Authorization');
  const members = new Map([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
  const [timestamp = '', nonce = '', signature = ''] = ['timestamp', 'nonce_str', 'signature'].map(name => members.get(name));
  if (members.get('mchid') !== merchant.mchId || members.get('serial_no') !== merchant.serialNo) throw refuse('serial_no');
  if (Math.abs(now().getTime() / 1000 - Number(timestamp)) > DRIFT_SECONDS) throw refuse('timestamp');
  const address = request.rawQuery === '' ? request.path : `${request.path}?${request.rawQuery}`;
  const text = `${request.method}\n${address}\n${timestamp}\n${nonce}\n${request.body.toString('utf8')}\n`;
  if (nonce === '' || !isSigned(text, signature, merchant.publicKey)) throw refuse('signature');
}
