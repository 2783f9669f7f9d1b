/**
 * A GTIN in its 14-digit form when the text is a GTIN-8, -12, -13 or -14 with a right check digit (GS1 General Specifications, 7.9);
 * `undefined` for anything else, all zeros and restricted in-store numbers (prefix 2 and 02, 04 of GTIN-13/12) included.
 */
export function toGtin14(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return undefined;
  const padded = digits.padStart(14, '0');
  let total = 0;
  for (let at = 0; at < 13; at++) total += Number(padded[at]) * (at % 2 === 0 ? 3 : 1);
  if ((10 - (total % 10)) % 10 !== Number(padded[13])) return undefined;
  if (digits.length >= 12 && /^0?(2|02|04)/.test(padded.slice(1)) && padded[0] === '0') return undefined;
  return padded;
}
