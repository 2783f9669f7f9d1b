/** Fen as yuan text: 1850 → "18.50". */
export function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

/** Fen as the yuan number that order views have: 615 → 6.15. */
export function yuanNumber(fen: number): number {
  return Number(yuan(fen));
}
