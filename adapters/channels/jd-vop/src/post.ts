import { afterWrite, asRecord, statusFailure, type Call } from '@onebasket/adapter-sdk';
import { filledIn, flagIn } from './wire.ts';
import type { VopNo } from './errors.ts';
import { settingsOf } from './settings.ts';

/** JD said yes. `digest` names the whole answer, in which the result stands at `/result`. */
export interface VopYes {
  readonly ok: true;
  readonly result: unknown;
  readonly digest: string;
}

export type VopAnswer = VopYes | VopNo;
export type Form = Readonly<Record<string, string | number>>;

/** Posts one form and opens the envelope: `success` counts, whatever the code is (0000, 0001 and 0003 are all good news), and HTTP is 200 for bad news too. */
export async function post(call: Call, path: string, form: Form, effect: 'read' | 'write'): Promise<VopAnswer> {
  const response = await call.http.request({
    method: 'POST',
    url: `${settingsOf(call).baseUrl}/${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams(Object.entries(form).map(([name, value]) => [name, String(value)])).toString(),
    effect,
    label: path,
  });
  // A service that this gateway or contract does not have.
  if (response.status === 404 && effect === 'read') return { ok: false, code: '404', message: 'no such service' };
  if (response.status < 200 || response.status >= 300) throw statusFailure(response, { what: `jd-vop: ${path}`, effect, now: call.now() });
  const read = () => asRecord(response.json(), `jd-vop: ${path}`);
  const envelope = effect === 'write' ? afterWrite(read) : read();
  if (flagIn(envelope['success']) === true) return { ok: true, result: envelope['result'], digest: response.digest };
  return { ok: false, code: filledIn(envelope['resultCode']) ?? '', message: filledIn(envelope['resultMessage']) ?? '' };
}
