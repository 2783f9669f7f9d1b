import { randomInt } from 'node:crypto';

// Crockford's base 32 without I, L, O and U: nothing that is read as something else.
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** A new order number for people: 12 random digits of base 32 and a check digit, as "4F7K-9M2Q-XW3T-B". */
export function newOrderNumber(): string {
  let digits = '';
  for (let at = 0; at < LENGTH; at++) digits += DIGITS[randomInt(32)];
  return group(digits + checkDigit(digits));
}

/** The number in its one form, however it was typed (small letters, no dashes, O for 0); `undefined` when the check digit is wrong. */
export function readOrderNumber(typed: string): string | undefined {
  const digits = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (digits.length !== LENGTH + 1 || [...digits].some(digit => !DIGITS.includes(digit))) return undefined;
  return checkDigit(digits.slice(0, LENGTH)) === digits[LENGTH] ? group(digits) : undefined;
}

/** Luhn modulo 32: finds every single wrong digit and nearly every swap of neighbours. */
function checkDigit(digits: string): string {
  let factor = 2;
  let total = 0;
  for (let at = digits.length - 1; at >= 0; at--) {
    const addend = factor * DIGITS.indexOf(digits[at] as string);
    factor = factor === 2 ? 1 : 2;
    total += Math.floor(addend / 32) + (addend % 32);
  }
  return DIGITS[(32 - (total % 32)) % 32] as string;
}

function group(digits: string): string {
  return (digits.match(/.{1,4}/g) as string[]).join('-');
}
