import { textIn, type Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { PAGE_SIZE } from './catalogue.ts';
import { restGet, searchCriteria } from './rest.ts';
import { utcText } from './utc.ts';
import { neededRecords, piecesIn } from './wire.ts';

/** SKUs of products that were touched after an instant, oldest first, a page of them. Prices by rule, stock and what was deleted leave no stamp. */
export async function changedSkus(
  since: Date,
  page: number,
  call: Call,
): Promise<{ readonly skus: readonly string[]; readonly more: boolean }> {
  const conditions = [{ field: 'updated_at', value: utcText(since), type: 'gt' }];
  const query = {
    ...searchCriteria(conditions, { pageSize: PAGE_SIZE, page, sort: 'updated_at' }),
    fields: 'items[sku,updated_at],total_count',
  };
  const found = await restGet('products', query, 'feed: changes', call);
  if (!found)
    throw new AdapterError('invalid-response', { message: 'magento: feed: the merchant’s products are not there', outcome: 'not-done' });
  const items = neededRecords(found, 'items', 'feed: changes');
  const total = piecesIn(found['total_count']) ?? 0;
  // Asked beyond its end REST gives its last page again; the count ends it.
  return { skus: items.flatMap(item => textIn(item['sku']) ?? []), more: page * PAGE_SIZE < total };
}
