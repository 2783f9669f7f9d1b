import { AdapterError, refuse, type AdapterErrorCode, type Outcome, type Refusal, type RefusalReason } from '@onebasket/core';
import { flagIn, recordIn, textIn, type Wire } from './wire.ts';

/** A no of the API itself, after the gateway let the call through. */
export interface BusinessError {
  readonly code: string;
  /** For people. */
  readonly message: string;
}

/** Codes of the gateway that are worth telling apart; every other `gw.*` means that the request is not as it should be. */
const codeByGatewayCode: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['gw.QosAppFrequencyLimit', 'rate-limited'],
  ['gw.APIACLDecline', 'unauthorized'],
  ['gw.AppKeyNotFound', 'unauthorized'],
  ['gw.SignatureInvalid', 'unauthorized'],
  ['gw.SignatureMissing', 'unauthorized'],
]);
/** Token codes are not documented: whatever names the token, or is a 401, asks for a new one. */
const ABOUT_TOKEN = /token|authoriz|^401$/i;

/** The gateway turned the call away before any API ran: nothing was done. `undefined` when the answer says no such thing. */
export function gatewayFailureIn(body: Wire, label: string): AdapterError | undefined {
  const vendorCode = textIn(body['error_code']);
  if (vendorCode === undefined) return undefined;
  const known = codeByGatewayCode.get(vendorCode) ?? (ABOUT_TOKEN.test(vendorCode) ? 'unauthorized' : undefined);
  return new AdapterError(known ?? (vendorCode.startsWith('gw.') ? 'misconfigured' : 'invalid-response'), {
    outcome: 'not-done',
    message: `1688 ${label} answered ${vendorCode.slice(0, 80)}`,
  });
}

/** The API's own no, wherever this API writes it: there is no single envelope. `undefined` when it says yes, or nothing. */
export function businessErrorIn(body: Wire): BusinessError | undefined {
  const inner = recordIn(body['result']);
  for (const it of inner ? [body, inner] : [body]) {
    const code = textIn(it['errorCode']) ?? textIn(it['code']);
    const success = flagIn(it['success']);
    const isNo = success === false || (success === undefined && textIn(it['errorCode']) !== undefined);
    if (!isNo) continue;
    const words = textIn(it['errorMsg']) ?? textIn(it['errorMessage']) ?? textIn(it['message']) ?? 'no reason given';
    return { code: (code ?? '').slice(0, 80), message: words.slice(0, 200) };
  }
  return undefined;
}

/** A no that the ability has no better word for. */
export function failureOf({ code }: BusinessError, label: string, outcome: Outcome = 'not-done'): AdapterError {
  return new AdapterError(ABOUT_TOKEN.test(code) ? 'unauthorized' : 'invalid-response', {
    outcome,
    message: `1688 ${label} answered ${code || 'no, without a code'}`,
  });
}

/** The answer is not what 1688 documents. */
export function invalidResponse(what: string, outcome: Outcome = 'not-done'): AdapterError {
  return new AdapterError('invalid-response', { outcome, message: `1688 ${what}` });
}

/** Does this no mean that there is no such thing, or none that this buyer may see? */
export function isNotFound({ code }: BusinessError): boolean {
  return /not_?(exist|found)|^404$|nopermission/i.test(code);
}

const refusalByCode: ReadonlyMap<string, readonly [RefusalReason, string]> = new Map([
  ['500_001', ['closed', 'this offer cannot be bought online']],
  ['500_002', ['other', 'one order holds goods of one supplier, each with its variant chosen']],
  ['500_003', ['other', 'one order holds goods of one supplier, and the variant must be one of the offer']],
  ['500_004', ['out-of-stock', 'there are too few of it']],
  ['500_005', ['limit-exceeded', 'the quantity is below the smallest order']],
  ['500_006', ['limit-exceeded', 'quantity and amount are below what this supplier mixes']],
  ['500_007', ['other', 'this account has no consignment relation with the supplier']],
  ['500_008', ['closed', 'this variant has no price']],
  ['500_009', ['limit-exceeded', 'the quantity is below the smallest wholesale order']],
]);

/** A no to a basket, in our words where the code is known and in 1688's where it is not. */
export function refusalOf(error: BusinessError, externalIds?: readonly string[]): Refusal {
  const about = externalIds === undefined ? {} : { externalIds };
  const [, known] = [...refusalByCode].find(([code]) => error.code.startsWith(code)) ?? [];
  if (known) return refuse(known[0], known[1], about);
  return refuse('other', `1688 says ${error.code || 'no'}: ${error.message}`, about);
}
