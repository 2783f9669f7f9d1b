import type { KeyObject } from 'node:crypto';
import { answerText, isSignedRsa } from './signature.ts';

/** An answer or a notification with what is said of its signature. */
export interface Signed {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it came. */
  readonly body: string;
}

const TOLERANCE_SECONDS = 300;

/** Signed with this key not more than five minutes ago, by our clock or theirs. */
export function isGenuine({ headers, body }: Signed, key: KeyObject | undefined, now: Date): boolean {
  const { 'wechatpay-timestamp': timestamp = '', 'wechatpay-nonce': nonce = '', 'wechatpay-signature': signature = '' } = headers;
  if (!key || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  return isSignedRsa(answerText({ timestamp, nonce, body }), signature, key);
}
