import type { Availability } from '@onebasket/adapter-sdk';

const BY_LEVEL: ReadonlyMap<string, Availability> = new Map([
  ['IN_STOCK', 'IN_STOCK'],
  ['LOW_STOCK', 'LOW_STOCK'],
  ['OUT_OF_STOCK', 'OUT_OF_STOCK'],
]);

/** What a `stockLevel` says. It is a text for display that each shop may choose: three words by default, a number in some shops. */
export function readStockLevel(level: string): { readonly availability: Availability; readonly stock?: number } {
  if (/^\d{1,9}$/.test(level)) {
    const stock = Number(level);
    return { availability: stock > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK', stock };
  }
  return { availability: BY_LEVEL.get(level) ?? 'UNKNOWN' };
}
