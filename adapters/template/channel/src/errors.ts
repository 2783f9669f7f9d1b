import { asRecord, statusFailure, textIn, type Call, type HttpResponse } from '@onebasket/adapter-sdk';
import type { AdapterError } from '@onebasket/core';

/** What a status other than 200 means: the status decides, the shop's own code goes into the message. */
export function failureOf(response: HttpResponse, what: string, call: Call): AdapterError {
  return statusFailure(response, { what, effect: 'read', now: call.now(), detail: vendorCode(response, what) });
}

/** `{"error": {"code": "invalid_key", "message": "…"}}`, or nothing where a proxy answered in the shop's place. */
function vendorCode(response: HttpResponse, what: string): string | undefined {
  try {
    return textIn(asRecord(asRecord(response.json(), what)['error'], what)['code']);
  } catch {
    return undefined;
  }
}
