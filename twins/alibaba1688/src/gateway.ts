import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { ApiError, GatewayError } from './api-error.ts';
import { traceParcels } from './logistics.ts';
import type { Tokens } from './oauth.ts';
import { Parameters } from './parameters.ts';
import { offerDetail, searchOffers } from './product-apis.ts';
import { createRefund, refundReasons, refundView } from './refunds.ts';
import { isSignature, signatureOf } from './signature.ts';
import { cancelOrder, createOrder, listOrders, payOrder, previewOrder, viewOrder } from './trade-apis.ts';
import type { World } from './world.ts';

/** The application, and the token of the purchasing account that it was connected with. */
export interface TwinAccount {
  readonly appKey: string;
  readonly appSecret: string;
  readonly accessToken: string;
}

type Handler = (parameters: Parameters, world: World) => object;

const apis: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['com.alibaba.fenxiao.crossborder/product.search.keywordQuery', searchOffers],
  ['com.alibaba.fenxiao.crossborder/product.search.queryProductDetail', offerDetail],
  ['com.alibaba.trade/alibaba.createOrder.preview', previewOrder],
  ['com.alibaba.trade/alibaba.trade.createCrossOrder', createOrder],
  ['com.alibaba.trade/alibaba.trade.pay.protocolPay.preparePay', payOrder],
  ['com.alibaba.trade/alibaba.trade.get.buyerView', viewOrder],
  ['com.alibaba.trade/alibaba.trade.getBuyerOrderList', listOrders],
  ['com.alibaba.trade/alibaba.trade.cancel', cancelOrder],
  ['com.alibaba.trade/alibaba.trade.getRefundReasonList', refundReasons],
  ['com.alibaba.trade/alibaba.trade.createRefund', createRefund],
  ['com.alibaba.trade/alibaba.trade.refund.OpQueryOrderRefund', refundView],
  ['com.alibaba.logistics/alibaba.trade.getLogisticsTraceInfo.buyerView', traceParcels],
]);

const PREFIX = '/openapi/';

/** `POST /openapi/param2/1/<namespace>/<api>/<appKey>`: the gateway's checks, then the API. */
export function answerGateway(request: TwinRequest, account: TwinAccount, tokens: Tokens, world: World): TwinResponse {
  try {
    const path = request.path.startsWith(PREFIX) ? request.path.slice(PREFIX.length) : '';
    const [protocol, version, namespace = '', name = '', appKey] = path.split('/');
    if (protocol !== 'param2' || version !== '1') throw new GatewayError(400, 'gw.ProtocolUnsupported', 'param2/1 only');
    if (appKey !== account.appKey) throw new GatewayError(400, 'gw.AppKeyNotFound', 'The request app key is not found');
    const form = new URLSearchParams(request.body.toString('utf8'));
    if (namespace === 'system.oauth2' && name === 'getToken') return tokens.answer(form, world.now());
    const api = apis.get(`${namespace}/${name}`);
    if (!api) throw new GatewayError(400, 'gw.APIUnsupported', 'The requested API is unsupported');
    const given = form.get('_aop_signature');
    if (given === null) throw new GatewayError(400, 'gw.SignatureMissing', 'The request signature is missing');
    if (!isSignature(given, signatureOf(path, form, account.appSecret)))
      throw new GatewayError(400, 'gw.SignatureInvalid', 'Invalid signature');
    if (!tokens.isValid(form.get('access_token'))) throw new GatewayError(401, '401', 'Request need user authorized');
    return json(200, api(new Parameters(form), world));
  } catch (error) {
    if (error instanceof GatewayError)
      return json(error.status, { error_code: error.code, error_message: error.message, exception: error.message });
    // The envelope of most trade APIs.
    if (error instanceof ApiError) return json(200, { success: false, code: error.code, message: error.message, errorCode: error.code });
    throw error;
  }
}
