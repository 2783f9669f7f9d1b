import { AdapterError, type AdapterErrorCode } from '@onebasket/core';
import { textIn, type Wire } from './wire.ts';

/** "Business error": what it is about says `sub_code`. */
const BUSINESS = '50001';

const CODES: Readonly<Partial<Record<AdapterErrorCode, readonly string[]>>> = {
  // The request is not as the platform wants it, which no repeat will change.
  misconfigured: ['10000', '10001', '10017', '21001', '21002', '20007', '52004'],
  // Client id, token, signature; then IP white list, API not granted, forbidden by risk control.
  unauthorized: ['10016', '10018', '20032', '10019', '10035', '20004', '20005', '20031', '30000', '30001', '70032', '70034', '70035'],
  unavailable: ['20034', '20035', '50000', '50002', '52001', '52002', '52102', '52103', '70033'],
  'rate-limited': ['52101', '70031', '70036'],
};

const codeByVendorCode: ReadonlyMap<string, AdapterErrorCode> = new Map(
  Object.entries(CODES).flatMap(([code, vendorCodes]) => vendorCodes.map(vendorCode => [vendorCode, code as AdapterErrorCode] as const)),
);

/** The platform's own no to this very wish. */
export interface BusinessError {
  readonly subCode: string;
  /** For people. */
  readonly message: string;
}

export function businessErrorIn(error: Wire): BusinessError | undefined {
  if (textIn(error['error_code']) !== BUSINESS) return undefined;
  return {
    subCode: textIn(error['sub_code']) ?? '',
    message: (textIn(error['sub_msg']) ?? textIn(error['error_msg']) ?? 'no reason given').slice(0, 200),
  };
}

/** `error_response` of a call that only asks: told apart by its number, never by its words. */
export function failureOf(error: Wire, type: string): AdapterError {
  const vendorCode = textIn(error['error_code']) ?? '';
  const subCode = textIn(error['sub_code']);
  return new AdapterError(codeByVendorCode.get(vendorCode) ?? 'invalid-response', {
    outcome: 'not-done',
    message: `Pinduoduo ${type} answered error ${vendorCode || 'without a code'}${subCode ? `, ${subCode}` : ''}`,
  });
}

/** The answer is not what Pinduoduo documents. */
export function invalidResponse(what: string): AdapterError {
  return new AdapterError('invalid-response', { outcome: 'not-done', message: `Pinduoduo ${what}` });
}
