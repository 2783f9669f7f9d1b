import { currency, parseMoneyOrNothing, type Money } from '@onebasket/core';
import { textOf } from './wire.ts';

/** The only currency there is here. */
export const CNY = currency('CNY');

/** Yuan as text or number ("88", "88.0", 88.00) in fen, zero included; `undefined` for what is no amount, is below zero, or is finer than a fen. */
export function yuan(value: unknown): Money | undefined {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(textOf(value) ?? '');
  const fraction = (match?.[2] ?? '').replace(/0+$/, '');
  return match && fraction.length <= 2 ? parseMoneyOrNothing(`${match[1]}.${fraction.padEnd(2, '0')}`, CNY) : undefined;
}

/** A price: as `yuan`, but nothing costs nothing; a zero means that the price is not told. */
export function price(value: unknown): Money | undefined {
  const amount = yuan(value);
  return amount && amount.minor > 0n ? amount : undefined;
}
