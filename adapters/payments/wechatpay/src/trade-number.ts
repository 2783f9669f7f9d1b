import { createHash } from 'node:crypto';

/**
 * Our key as WeChat Pay takes it: 6 to 32 letters, digits, underscores and dashes. The same for every try, and never the same for two keys: what is longer or
 * has other signs becomes a hash, with a sign of its own.
 */
export function tradeNumber(key: string): string {
  if (/^[A-Za-z0-9_-]{6,32}$/.test(key)) return key;
  return `ob*${createHash('sha256').update(key).digest('hex').slice(0, 29)}`;
}

// The contract names a payment by one text. A combined one and its parts say that they are, since they are asked for elsewhere.
const COMBINED = 'combine/';

/** A payment by what WeChat Pay knows it by. */
export type PaymentName =
  | { readonly kind: 'single'; readonly outTradeNo: string }
  | { readonly kind: 'combined'; readonly combineNo: string }
  | { readonly kind: 'part'; readonly combineNo: string; readonly outTradeNo: string };

export function nameOf(id: string): PaymentName {
  if (!id.startsWith(COMBINED)) return { kind: 'single', outTradeNo: id };
  const [combineNo = '', outTradeNo] = id.slice(COMBINED.length).split('/');
  return outTradeNo === undefined ? { kind: 'combined', combineNo } : { kind: 'part', combineNo, outTradeNo };
}

export function combinedId(combineNo: string, outTradeNo?: string): string {
  return `${COMBINED}${combineNo}${outTradeNo === undefined ? '' : `/${outTradeNo}`}`;
}
