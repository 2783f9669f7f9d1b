import { retryAfterMs, type Call, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError, type Outcome } from '@onebasket/core';
import { gatewayFailureIn, invalidResponse } from './errors.ts';
import { settingsOf } from './settings.ts';
import { aopSignature, type Fields } from './sign.ts';
import { recordIn, type Wire } from './wire.ts';

export interface Answer {
  readonly body: Wire;
  readonly digest: string;
}

/** One API of the open platform. A read may be repeated; a write never is. */
export interface Api {
  readonly namespace: string;
  readonly name: string;
  readonly effect: 'read' | 'write';
}

const crossborder = 'com.alibaba.fenxiao.crossborder';
const trade = 'com.alibaba.trade';

/** Everything that this adapter calls. */
export const APIS = {
  search: { namespace: crossborder, name: 'product.search.keywordQuery', effect: 'read' },
  detail: { namespace: crossborder, name: 'product.search.queryProductDetail', effect: 'read' },
  preview: { namespace: trade, name: 'alibaba.createOrder.preview', effect: 'read' },
  create: { namespace: trade, name: 'alibaba.trade.createCrossOrder', effect: 'write' },
  pay: { namespace: trade, name: 'alibaba.trade.pay.protocolPay.preparePay', effect: 'write' },
  view: { namespace: trade, name: 'alibaba.trade.get.buyerView', effect: 'read' },
  list: { namespace: trade, name: 'alibaba.trade.getBuyerOrderList', effect: 'read' },
  cancel: { namespace: trade, name: 'alibaba.trade.cancel', effect: 'write' },
  refundReasons: { namespace: trade, name: 'alibaba.trade.getRefundReasonList', effect: 'read' },
  createRefund: { namespace: trade, name: 'alibaba.trade.createRefund', effect: 'write' },
  refund: { namespace: trade, name: 'alibaba.trade.refund.OpQueryOrderRefund', effect: 'read' },
  trace: { namespace: 'com.alibaba.logistics', name: 'alibaba.trade.getLogisticsTraceInfo.buyerView', effect: 'read' },
} as const satisfies Readonly<Record<string, Api>>;

/** Calls an API as the connected purchasing account. What the API itself says no to is in the answer; what the gateway turns away is thrown. */
export async function callApi(api: Api, parameters: Fields, call: Call): Promise<Answer> {
  const { baseUrl, appKey, appSecret } = settingsOf(call);
  const path = `param2/1/${api.namespace}/${api.name}/${appKey}`;
  const fields: Fields = { ...parameters, access_token: tokenOf(call), _aop_timestamp: String(call.now().getTime()) };
  const response = await postForm(`${baseUrl}/${path}`, { ...fields, _aop_signature: aopSignature(path, fields, appSecret) }, api, call);
  return readAnswer(response, api.name, outcomeOf(api), call);
}

/** Of a call of which nobody knows what became of it. */
export function outcomeOf({ effect }: Pick<Api, 'effect'>): Outcome {
  return effect === 'read' ? 'not-done' : 'unknown';
}

export function postForm(url: string, fields: Fields, { name, effect }: Pick<Api, 'name' | 'effect'>, call: Call): Promise<HttpResponse> {
  return call.http.request({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams(fields).toString(),
    effect,
    label: name,
  });
}

function tokenOf(call: Call): string {
  const token = call.connection.credentials?.accessToken ?? settingsOf(call).accessToken;
  if (token !== undefined) return token;
  throw new AdapterError('unauthorized', { outcome: 'not-done', message: '1688: the purchasing account is not connected' });
}

/** The official client takes every 4xx and 5xx for an error, and so does this; the reason is in `error_code`, where there is one. */
function readAnswer(response: HttpResponse, label: string, outcome: Outcome, call: Call): Answer {
  const { status, headers } = response;
  if (status === 429)
    throw new AdapterError('rate-limited', {
      outcome: 'not-done',
      message: `1688 ${label} answered 429`,
      retryAfterMs: retryAfterMs(headers, call.now()),
    });
  const body = status >= 500 ? recordOrNothing(response) : recordIn(response.json());
  const turnedAway = body && gatewayFailureIn(body, label);
  if (turnedAway) throw turnedAway;
  if (status >= 500) throw new AdapterError('unavailable', { outcome, message: `1688 ${label} answered ${status}` });
  if (status >= 400)
    throw new AdapterError(status === 401 || status === 403 ? 'unauthorized' : 'invalid-response', {
      outcome: 'not-done',
      message: `1688 ${label} answered ${status}`,
    });
  if (!body) throw invalidResponse(`${label} answered no object`, outcome);
  return { body, digest: response.digest };
}

/** A broken server may answer with anything. */
function recordOrNothing(response: HttpResponse): Wire | undefined {
  try {
    return recordIn(response.json());
  } catch {
    return undefined;
  }
}
