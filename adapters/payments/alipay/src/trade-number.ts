import { createHash } from 'node:crypto';

/**
 * Our key as Alipay takes it: letters, digits and underscores, at most 64. The same for every try, and never the same for two keys: what needs more than
 * dashes as underscores becomes a hash.
 */
export function tradeNumber(key: string): string {
  if (/^[A-Za-z0-9-]{1,64}$/.test(key)) return key.replaceAll('-', '_');
  return `ob_${createHash('sha256').update(key).digest('hex').slice(0, 48)}`;
}
