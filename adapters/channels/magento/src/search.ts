import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { PAGE_SIZE, readProducts } from './catalogue.ts';

interface Query {
  readonly text: string;
  readonly first: number;
  readonly after?: string | undefined;
}

/** Where a search stands: the shop's pages are of products, ours of variants, so a place inside of a page is kept. */
interface Position {
  readonly size: number;
  readonly page: number;
  readonly skip: number;
}

/** The variants of what the shop's search finds, best first. */
export async function search({ text, first, after }: Query, call: Call): Promise<Page<ChannelListing>> {
  const words = text.trim();
  const begin = { size: Math.min(Math.max(Math.trunc(first), 1), PAGE_SIZE), page: 1, skip: 0 };
  let at: Position = readPosition(after) ?? begin;
  // A page whose products have nothing for sale is passed over; the shop's last page ends it.
  for (;;) {
    const ask = words === '' ? { filter: {} } : { search: words };
    const found = await readProducts({ label: 'search', ...ask, pageSize: at.size, currentPage: at.page }, call);
    const listings = found.products.flatMap(product => product.listings);
    const items = listings.slice(at.skip, at.skip + first);
    const passed = at.skip + items.length;
    if (passed < listings.length) at = { ...at, skip: passed };
    else if (found.more) at = { ...at, page: at.page + 1, skip: 0 };
    else return { items };
    if (items.length > 0) return { items, next: `${at.size}.${at.page}.${at.skip}` };
  }
}

function readPosition(after: string | undefined): Position | undefined {
  if (after === undefined) return undefined;
  const [size, page, skip] = /^(\d{1,3})\.(\d{1,6})\.(\d{1,6})$/.exec(after)?.slice(1).map(Number) ?? [];
  if (size !== undefined && page !== undefined && skip !== undefined) return { size, page, skip };
  throw new AdapterError('invalid-response', {
    message: 'magento: search: not a position that this adapter has given',
    outcome: 'not-done',
  });
}
