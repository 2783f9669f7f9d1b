import { parseLosslessJson, retryAfterMs, type Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import type { SfSettings } from './manifest.ts';
import { msgDigest } from './sign.ts';
import { text } from './text.ts';

/** What the business level says: `data` when it worked, else SF's own code and words. */
export type SfAnswer =
  { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly code: string; readonly message: string };

const PLATFORM_ERRORS: Readonly<Record<string, 'unauthorized' | 'rate-limited' | 'misconfigured' | 'unavailable'>> = {
  A1001: 'misconfigured',
  A1002: 'unauthorized',
  A1003: 'unauthorized',
  A1004: 'unauthorized',
  A1005: 'rate-limited',
  A1006: 'unauthorized',
  A1099: 'unavailable',
};

/** Calls one service. The answer has two levels: the platform's, which fails here, and the business's, which is given back. */
export async function callSf(serviceCode: string, message: object, call: Call): Promise<SfAnswer> {
  const settings = call.connection.settings as unknown as SfSettings;
  const msgData = JSON.stringify(message);
  const timestamp = String(call.now().getTime());
  const form = new URLSearchParams({
    partnerID: settings.partnerId,
    requestID: call.random().slice(0, 40),
    serviceCode,
    timestamp,
    msgDigest: msgDigest(msgData, timestamp, settings.checkword),
    msgData,
  });
  const response = await call.http.request({
    method: 'POST',
    url: settings.baseUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    body: form.toString(),
    // Every service that is called here only asks.
    effect: 'read',
    label: serviceCode,
  });
  if (response.status === 429)
    throw new AdapterError('rate-limited', {
      outcome: 'not-done',
      message: `SF ${serviceCode} answered 429`,
      retryAfterMs: retryAfterMs(response.headers, call.now()),
    });
  if (response.status >= 500)
    throw new AdapterError('unavailable', { outcome: 'not-done', message: `SF ${serviceCode} answered ${response.status}` });
  const outer = record(response.json(), serviceCode);
  const code = text(outer['apiResultCode']) ?? '';
  if (code !== 'A1000') {
    throw new AdapterError(PLATFORM_ERRORS[code] ?? 'invalid-response', {
      outcome: 'not-done',
      message: `SF ${serviceCode} answered ${code || 'nothing that it documents'}: ${(text(outer['apiErrorMsg']) ?? '').slice(0, 200)}`,
    });
  }
  return business(outer['apiResultData'], serviceCode);
}

/** `apiResultData` is JSON inside a text. */
function business(result: unknown, serviceCode: string): SfAnswer {
  let inner: unknown = result;
  if (typeof result === 'string') {
    try {
      inner = parseLosslessJson(result);
    } catch (error) {
      throw new AdapterError('invalid-response', {
        outcome: 'not-done',
        message: `SF ${serviceCode}: apiResultData is not JSON`,
        cause: error,
      });
    }
  }
  const data = record(inner, serviceCode);
  if (data['success'] === true && data['errorCode'] === 'S0000') return { ok: true, data: data['msgData'] };
  return { ok: false, code: text(data['errorCode']) ?? '', message: (text(data['errorMsg']) ?? '').slice(0, 200) };
}

/** The value as an object, or an invalid response. */
export function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: `SF ${what}: an object was expected` });
}
