/** "12.5" → 1250n. Throws `TypeError` for anything that is no amount. */
export function toCents(value: unknown): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(String(value));
  if (!match) throw new TypeError(`an amount is wanted, not ${String(value)}`);
  const cents = BigInt(match[2] ?? '0') * 100n + BigInt((match[3] ?? '').padEnd(2, '0').slice(0, 2));
  return match[1] ? -cents : cents;
}

/** `percent` of an amount, to the next cent. */
export function share(cents: bigint, percent: number): bigint {
  return (cents * BigInt(Math.round(percent * 100)) + 5000n) / 10000n;
}

/** `Money`: a JSON number, as PHP writes floats. */
export function money(cents: bigint, currency: string) {
  return { value: Number(cents) / 100, currency };
}
