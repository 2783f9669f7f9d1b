import { currency, formatAmount, type Money, parseMoney } from '@onebasket/core';
import { textIn } from '@onebasket/adapter-sdk';

export const CNY = currency('CNY');

const MOST_FEN = 10_000_000_000n;

/** "12.30"; `undefined` for another currency, for nothing and for more than Alipay takes (0.01 to 100,000,000.00 yuan). */
export function toYuan(amount: Money): string | undefined {
  if (amount.currency !== CNY || amount.minor < 1n || amount.minor > MOST_FEN) return undefined;
  return formatAmount(amount);
}

/** Yuan with at most two decimals; `undefined` for anything else. */
export function fromYuan(value: unknown): Money | undefined {
  const text = textIn(value)?.trim();
  return text !== undefined && /^\d{1,12}(\.\d{1,2})?$/.test(text) ? parseMoney(text, CNY) : undefined;
}
