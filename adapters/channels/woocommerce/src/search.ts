import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { mapperContext, readItems, toListings } from './catalogue.ts';
import { PAGE_SIZE, readPage } from './client.ts';
import { invalidResponse } from './errors.ts';
import { toExternalId } from './external-id.ts';
import { isListed, toListing } from './mapper.ts';
import { readProduct, type WireProduct } from './wire-product.ts';

interface Place {
  readonly page: number;
  /** Listings of that page already handed out: a variable product is several. */
  readonly offset: number;
  readonly size: number;
  /** The first product of the page before; 0 on the first page. */
  readonly before: number;
}

/** The shop's own word search, and the exact SKU, which that search does not look at. In the order of ids, so that pages neither overlap nor leave gaps. */
export async function search(
  query: { readonly text: string; readonly first: number; readonly after?: string | undefined },
  call: Call,
): Promise<Page<ChannelListing>> {
  const text = query.text.trim();
  const size = Math.max(1, Math.min(query.first, PAGE_SIZE));
  const place = query.after === undefined ? { page: 1, offset: 0, size, before: 0 } : readPlace(query.after);
  const [page, bySku] = await Promise.all([
    readPage(call, '/products', place.page, { status: 'publish', per_page: place.size, ...(text ? { search: text } : {}) }),
    /^[^\s,]{1,64}$/.test(text) ? productsBySku(call, text) : [],
  ]);
  const firsts = new Set(bySku.map(({ externalId }) => externalId));
  const rows = page.rows.map(row => readProduct(row, 'GET /products'));
  const before = rows[0]?.id ?? 0;
  // The page before once more: a server that does not turn pages.
  if (place.page > 1 && before === place.before) return { items: [] };
  const rest = (await toListings(call, rows.filter(isListed))).filter(({ externalId }) => !firsts.has(externalId));
  const found = place.page === 1 ? [...bySku, ...rest] : rest;
  const items = found.slice(place.offset, place.offset + query.first);
  const offset = place.offset + items.length;
  if (offset < found.length) return { items, next: writePlace({ ...place, offset }) };
  return page.hasMore ? { items, next: writePlace({ page: place.page + 1, offset: 0, size: place.size, before }) } : { items };
}

/** `sku=` also finds variations, which come with their parent's id, and is ignored by some servers: only what has that SKU counts. */
async function productsBySku(call: Call, sku: string): Promise<readonly ChannelListing[]> {
  const { rows } = await readPage(call, '/products', 1, { sku, status: 'publish', per_page: 10 });
  const matches = rows.map(row => readProduct(row, 'GET /products')).filter(product => product.sku?.toLowerCase() === sku.toLowerCase());
  const variations = matches.filter(
    (product): product is WireProduct & { parentId: number } => product.type === 'variation' && product.parentId !== undefined,
  );
  const items = await readItems(
    call,
    variations.map(({ id, parentId }) => toExternalId({ productId: parentId, variationId: id })),
  );
  const context = await mapperContext(call);
  return [
    ...(await toListings(
      call,
      matches.filter(product => product.type !== 'variation' && isListed(product)),
    )),
    ...[...items.values()]
      .filter(({ parent }) => parent && isListed(parent))
      .map(({ product, parent }) => toListing(product, parent, context)),
  ];
}

function writePlace({ page, offset, size, before }: Place): string {
  return [page, offset, size, before].join('.');
}

function readPlace(text: string): Place {
  const match = /^([1-9]\d{0,6})\.(\d{1,6})\.([1-9]\d{0,2})\.(\d{1,15})$/.exec(text);
  if (!match) throw invalidResponse('the search cursor is none of ours');
  return { page: Number(match[1]), offset: Number(match[2]), size: Math.min(PAGE_SIZE, Number(match[3])), before: Number(match[4]) };
}
