import { textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type AdapterErrorCode, type Refusal, type RefusalReason } from '@onebasket/core';

/** Alipay's no: HTTP 200 all the same. */
export interface AlipayError {
  readonly code: string;
  readonly subCode: string;
  /** For people; nothing is told apart by it. */
  readonly message: string;
}

export const OK = '10000';
/** The business below said no; what it means stands in `sub_code`. */
const BUSINESS = '40004';

export function readError(node: WireRecord): AlipayError {
  return {
    code: textIn(node['code']) ?? '',
    subCode: textIn(node['sub_code']) ?? '',
    message: (textIn(node['sub_msg']) ?? textIn(node['msg']) ?? '').slice(0, 200),
  };
}

const CODES: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['20000', 'unavailable'],
  ['20001', 'unauthorized'],
  ['40001', 'misconfigured'],
  ['40002', 'misconfigured'],
  ['40003', 'misconfigured'],
  ['40005', 'rate-limited'],
  ['40006', 'unauthorized'],
]);

/** Service faults wear the code of the business: "ACQ.SYSTEM_ERROR", "aop.ACQ.SYSTEM_ERROR", "isp.unknow-error". */
function isServiceFault({ code, subCode }: AlipayError): boolean {
  return code === '20000' || /(^|\.)SYSTEM_ERROR$/.test(subCode) || subCode.startsWith('isp.') || subCode.startsWith('aop.');
}

/** True for a no of the business, which the ability may understand. */
export function isBusiness(error: AlipayError): boolean {
  return error.code === BUSINESS && !isServiceFault(error);
}

/** Anything but a no of the business. After a fault of the service nobody knows what was done. */
export function toAdapterError(error: AlipayError, what: string, effect: 'read' | 'write'): AdapterError {
  const isFault = isServiceFault(error);
  const isLimit = error.subCode === 'isv.app-call-limited' || error.subCode.startsWith('isv.app-call-limit');
  const code = isFault ? 'unavailable' : isLimit ? 'rate-limited' : (CODES.get(error.code) ?? 'invalid-response');
  const isUnknown = effect === 'write' && (isFault || code === 'invalid-response');
  const said = [error.code, error.subCode].filter(one => /^[\w.:-]{1,120}$/.test(one)).join(' ');
  return new AdapterError(code, { outcome: isUnknown ? 'unknown' : 'not-done', message: `${what} was answered with ${said || 'no code'}` });
}

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ['ACQ.TRADE_NOT_EXIST', 'not-found'],
  ['ACQ.TRADE_HAS_SUCCESS', 'closed'],
  ['ACQ.TRADE_HAS_CLOSE', 'closed'],
  ['ACQ.TRADE_HAS_FINISHED', 'closed'],
  ['ACQ.TRADE_STATUS_ERROR', 'closed'],
  ['ACQ.REASON_TRADE_STATUS_INVALID', 'closed'],
  ['ACQ.REASON_TRADE_BEEN_FREEZEN', 'closed'],
  ['ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', 'limit-exceeded'],
  ['ACQ.REASON_TRADE_REFUND_FEE_ERR', 'limit-exceeded'],
  ['ACQ.TOTAL_FEE_EXCEED', 'limit-exceeded'],
  ['ACQ.SELLER_BALANCE_NOT_ENOUGH', 'payment-refused'],
  ['ACQ.BUYER_BALANCE_NOT_ENOUGH', 'payment-refused'],
  ['ACQ.PAYMENT_REQUEST_HAS_RISK', 'payment-refused'],
]);

/** The business's no in the words of the contract. */
export function toRefusal({ subCode, message }: AlipayError): Refusal {
  return refuse(REASONS.get(subCode) ?? 'other', `Alipay: ${message || subCode}`);
}
