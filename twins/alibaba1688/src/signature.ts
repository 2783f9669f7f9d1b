import { createHmac, timingSafeEqual } from 'node:crypto';

/** `_aop_signature`: upper hex HMAC-SHA1 over the path and the sorted texts of name and value of every other parameter. */
export function signatureOf(path: string, parameters: Iterable<readonly [string, string]>, secret: string): string {
  const texts = [...parameters].filter(([name]) => name !== '_aop_signature').map(([name, value]) => `${name}${value}`);
  texts.sort((a, b) => (a < b ? -1 : 1));
  return createHmac('sha1', secret)
    .update(path + texts.join(''), 'utf8')
    .digest('hex')
    .toUpperCase();
}

/** Compared in constant time. */
export function isSignature(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
