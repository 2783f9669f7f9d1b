import { statusFailure, type Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { readError, type WechatError } from './errors.ts';
import { platformKey } from './platform-keys.ts';
import { send, type Sent } from './send.ts';
import { isGenuine } from './verify.ts';

/** What was answered; `body` is `undefined` where there is nothing to say (204). */
export type Answer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly error: WechatError };

/** Asks, and believes only what WeChat Pay has signed. Refusals that the ability may understand are handed over, anything else is thrown as what it means. */
export async function ask(call: Call, request: Sent): Promise<Answer> {
  const response = await send(call, request);
  const what = `wechatpay ${request.method} ${request.label}`;
  const effect = request.method === 'GET' ? 'read' : 'write';
  if (response.status >= 300) return { ok: false, error: readError(response, { what, effect, now: call.now() }) };
  if (response.status !== 200 && response.status !== 204) throw statusFailure(response, { what, effect, now: call.now() });
  const body = response.text();
  if (!(await isTheirs({ headers: response.headers, body }, call, effect))) {
    throw new AdapterError('invalid-response', {
      outcome: effect === 'write' ? 'unknown' : 'not-done',
      message: `${what} was answered without a signature of WeChat Pay`,
    });
  }
  return { ok: true, body: body === '' ? undefined : response.json() };
}

/** A key that cannot be fetched leaves a write unknown, whatever the fetching says of itself. */
async function isTheirs(
  signed: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  call: Call,
  effect: 'read' | 'write',
): Promise<boolean> {
  const serial = signed.headers['wechatpay-serial'];
  if (serial === undefined) return false;
  try {
    return isGenuine(signed, await platformKey(serial, call), call.now());
  } catch (error) {
    if (!(error instanceof AdapterError) || effect === 'read') throw error;
    throw new AdapterError(error.code, { outcome: 'unknown', message: error.message, retryAfterMs: error.retryAfterMs, cause: error });
  }
}
