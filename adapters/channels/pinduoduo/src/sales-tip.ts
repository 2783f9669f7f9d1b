/** How many were sold as the platform tells it: "195", "5.8万", "已拼10万+件". */
export interface Sales {
  /** At least so many. */
  readonly count: number;
  /** Rounded by the platform. */
  readonly isApproximate: boolean;
}

const TEN_THOUSAND = 10_000n;

/** `undefined` for words without a number. */
export function parseSalesTip(tip: string | undefined): Sales | undefined {
  const match = /(\d{1,9})(?:\.(\d{1,4}))?\s*(万)?\s*(\+)?/.exec((tip ?? '').replaceAll(',', ''));
  if (!match) return undefined;
  const [, whole = '', fraction = '', tenThousands, plus] = match;
  const count = tenThousands ? (BigInt(whole + fraction) * TEN_THOUSAND) / 10n ** BigInt(fraction.length) : BigInt(whole);
  return { count: Number(count), isApproximate: tenThousands !== undefined || plus !== undefined };
}
