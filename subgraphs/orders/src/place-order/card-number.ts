/** Digits as people type them: 13 to 19, with single spaces or dashes between, nothing of a word around them. */
const DIGITS = /(?<![A-Za-z0-9])\d(?:[ -]?\d){12,18}(?![A-Za-z0-9])/g;

/** True when a text holds what passes for a card number (ISO/IEC 7812, Luhn). Such a text is refused, never kept: cards are given to their provider alone. */
export function holdsCardNumber(text: string): boolean {
  return (text.match(DIGITS) ?? []).some(found => isLuhn(found.replace(/\D/g, '')));
}

function isLuhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}
