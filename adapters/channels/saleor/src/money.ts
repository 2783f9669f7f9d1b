import { currencyIn, minorMoneyIn, moneyIn, needed, textIn } from '@onebasket/adapter-sdk';
import { decimalsOf, formatAmount, type Money } from '@onebasket/core';
import { LosslessNumber } from '@onebasket/adapter-sdk';
import { recordAt, recordIn } from './wire.ts';

/** What is asked of every amount: the whole number of minor units is exact, the float beside it is for shops that do not tell it. */
export const MONEY = 'fragment M on Money { amount currency fractionalAmount fractionDigits }';

/** An amount of Saleor's; `undefined` when there is none that can be read, and below zero. */
export function moneyOf(value: unknown): Money | undefined {
  const money = recordIn(value);
  const currency = currencyIn(money?.['currency']);
  if (!money || currency === undefined) return undefined;
  const digits = textIn(money['fractionDigits']);
  const fractional = textIn(money['fractionalAmount']);
  if (digits === undefined || fractional === undefined) return moneyIn(money['amount'], currency);
  if (digits === String(decimalsOf(currency))) return minorMoneyIn(fractional, currency);
  return /^[0-8]$/.test(digits) && /^\d{1,18}$/.test(fractional) ? moneyIn(shifted(fractional, Number(digits)), currency) : undefined;
}

/** The gross of a taxed amount: what a buyer pays, however the shop enters its prices. */
export function grossOf(value: unknown): Money | undefined {
  return moneyOf(recordAt(value, 'gross'));
}

/** As `grossOf`, for amounts that an answer cannot do without. */
export function neededGross(value: unknown, what: string): Money {
  return needed(grossOf(value), `saleor: ${what}`);
}

/** An amount as it is sent: its decimal text as a JSON number, never a float. */
export function toWireAmount(money: Money): LosslessNumber {
  return new LosslessNumber(formatAmount(money));
}

function shifted(fractional: string, digits: number): string {
  if (digits === 0) return fractional;
  const padded = fractional.padStart(digits + 1, '0');
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
