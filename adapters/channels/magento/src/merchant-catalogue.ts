import { textIn, type Call, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { PAGE_SIZE } from './catalogue.ts';
import { hasToken, restGet, searchCriteria } from './rest.ts';
import { utcText } from './utc.ts';
import { neededRecords, piecesIn } from './wire.ts';

/** A page of SKUs from the merchant's side. */
export interface SkuPage {
  readonly skus: readonly string[];
  /** The id of the last of them. */
  readonly lastId: string | undefined;
  readonly total: number;
}

/** Enabled, and with a page of its own: visible in the catalogue, the search or both. */
const SHOWN = [
  { field: 'status', value: '1' },
  { field: 'visibility', value: '2,3,4', type: 'in' },
];

/** Products after an id, in the order of ids: nothing that is sold or changed in the meantime moves them. `undefined` where the merchant's side does not tell. */
export function skusAfter(id: string, call: Call): Promise<SkuPage | undefined> {
  const conditions = [{ field: 'entity_id', value: id, type: 'gt' }, ...SHOWN];
  return ask(searchCriteria(conditions, { pageSize: PAGE_SIZE, sort: 'entity_id' }), 'feed: products by id', call);
}

/**
 * Products that were touched after an instant, oldest first; `undefined` where the merchant's side does not tell. Prices by rule, stock and what was deleted
 * leave no stamp.
 */
export async function changedSkus(
  since: Date,
  page: number,
  call: Call,
): Promise<{ readonly skus: readonly string[]; readonly more: boolean } | undefined> {
  const conditions = [{ field: 'updated_at', value: utcText(since), type: 'gt' }];
  const found = await ask(searchCriteria(conditions, { pageSize: PAGE_SIZE, page, sort: 'updated_at' }), 'feed: changes', call);
  // Asked beyond its end REST gives its last page again; the count ends it.
  return found && { skus: found.skus, more: page * PAGE_SIZE < found.total };
}

async function ask(query: Readonly<Record<string, string>>, what: string, call: Call): Promise<SkuPage | undefined> {
  const found = await askProducts(query, what, call);
  if (!found) return undefined;
  const items = neededRecords(found, 'items', what);
  const [last] = items.slice(-1);
  return {
    skus: items.flatMap(item => textIn(item['sku']) ?? []),
    lastId: last && textIn(last['id']),
    total: piecesIn(found['total_count']) ?? items.length,
  };
}

/** An integration that may see orders need not be one that may see products. */
async function askProducts(query: Readonly<Record<string, string>>, what: string, call: Call): Promise<WireRecord | undefined> {
  if (!hasToken(call)) return undefined;
  try {
    return await restGet('products', { ...query, fields: 'items[id,sku,updated_at],total_count' }, what, call);
  } catch (error) {
    if (!(error instanceof AdapterError) || error.code !== 'unauthorized') throw error;
    call.log.info('the integration may not read products: the catalogue is walked as a guest', { reason: error.message });
    return undefined;
  }
}
