import { integerIn, LosslessNumber, stringifyLosslessJson, type Availability, type Call } from '@onebasket/adapter-sdk';
import { areaText, type AreaIds } from './area.ts';
import { inBatches, read } from './client.ts';
import { idIn, recordsIn } from './wire.ts';

export interface VopStock {
  readonly availability: Availability;
  /** Exact; absent where JD does not count. */
  readonly left?: number;
}

/** `stockStateId`. */
const AVAILABILITIES: ReadonlyMap<number | undefined, Availability> = new Map([
  [33, 'IN_STOCK'],
  // In transit to the warehouse, two to six days.
  [39, 'IN_STOCK'],
  // From another warehouse.
  [40, 'IN_STOCK'],
  [36, 'PREORDER'],
  [34, 'OUT_OF_STOCK'],
  [99, 'BACKORDER'],
]);

/** JD counts exactly when fewer than so many are asked for. */
const COUNTED_BELOW = 50;

/** Stock by SKU for so many pieces at one place. */
export async function stockOf(wanted: ReadonlyMap<string, number>, area: AreaIds, call: Call): Promise<ReadonlyMap<string, VopStock>> {
  const rows = await inBatches([...wanted.keys()], async batch => {
    const skuNums = batch.map(sku => ({ skuId: new LosslessNumber(sku), num: wanted.get(sku) ?? 1 }));
    const form = { skuNums: stringifyLosslessJson(skuNums) ?? '[]', area: areaText(area) };
    return recordsIn((await read(call, 'api/stock/getNewStockById', form)).result);
  });
  return new Map(
    rows.flatMap(row => {
      const sku = idIn(row['skuId']);
      return sku === undefined ? [] : [[sku, toStock(row, wanted.get(sku) ?? 1)] as const];
    }),
  );
}

/** One row of `getNewStockById`. Fewer than wanted are as good as none. */
export function toStock(row: Readonly<Record<string, unknown>>, wanted: number): VopStock {
  const availability = AVAILABILITIES.get(integerIn(row['stockStateId'])) ?? 'UNKNOWN';
  const remaining = integerIn(row['remainNum']);
  const left = remaining !== undefined && remaining >= 0 && wanted < COUNTED_BELOW ? remaining : undefined;
  if (left === undefined) return { availability };
  if (availability !== 'IN_STOCK') return availability === 'OUT_OF_STOCK' ? { availability, left } : { availability };
  return left < wanted ? { availability: 'OUT_OF_STOCK', left } : { availability, left };
}
