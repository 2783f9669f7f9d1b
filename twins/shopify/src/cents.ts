/** Shopify's decimal text of an amount with two decimals: whole amounts have one ("5.0"). */
export function toText(cents: bigint): string {
  const sign = cents < 0n ? '-' : '';
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2).replace(/0$/, '')}`;
}

/** Cents of decimal text or of a number; throws `RangeError` for anything else. */
export function toCents(amount: unknown): bigint {
  const match = /^(\d{1,15})(?:\.(\d{1,2})0*)?$/.exec(String(amount));
  if (!match) throw new RangeError(`${JSON.stringify(amount)} is no amount`);
  return BigInt(match[1] + (match[2] ?? '').padEnd(2, '0'));
}
