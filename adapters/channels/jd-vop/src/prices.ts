import type { Call } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';
import { inBatches, read } from './client.ts';
import { idIn, priceIn, recordsIn } from './wire.ts';

/** What a SKU costs, tax included. -1 and what is left out are unknown. */
export interface VopPrice {
  /** Agreed in the contract: what the buyer pays. */
  readonly contract?: Money;
  /** What anybody pays at JD. */
  readonly jd?: Money;
  readonly market?: Money;
}

/** `nakedPrice` is not asked for: with it JD writes the price without tax into `price`. */
const EXTENSIONS = 'Price,marketPrice,containsTax';

/** Prices by SKU; what is not in the buyer's pool is missing. */
export async function pricesOf(skus: readonly string[], call: Call): Promise<ReadonlyMap<string, VopPrice>> {
  const rows = await inBatches(skus, async batch =>
    recordsIn((await read(call, 'api/price/getSellPrice', { sku: batch.join(','), queryExts: EXTENSIONS })).result),
  );
  return new Map(
    rows.flatMap(row => {
      const sku = idIn(row['skuId']);
      return sku === undefined ? [] : [[sku, toPrice(row)] as const];
    }),
  );
}

/** One row of `getSellPrice`. */
export function toPrice(row: Readonly<Record<string, unknown>>): VopPrice {
  const contract = priceIn(row['price']);
  const jd = priceIn(row['jdPrice']);
  const market = priceIn(row['marketPrice']);
  return { ...(contract ? { contract } : {}), ...(jd ? { jd } : {}), ...(market ? { market } : {}) };
}
