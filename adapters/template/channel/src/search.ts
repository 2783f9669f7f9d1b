import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { read } from './client.ts';
import { toListing } from './mapper.ts';
import { readProductsPage } from './wire.ts';

const MAX_PER_PAGE = 50;

export interface SearchQuery {
  readonly text: string;
  readonly first: number;
  /** "page:size", as the page before gave it: later pages keep the size of the first. */
  readonly after?: string | undefined;
}

export async function search({ text, first, after }: SearchQuery, call: Call): Promise<Page<ChannelListing>> {
  const [page = 1, size = 1] = after?.split(':').map(Number) ?? [1, Math.min(Math.max(first, 1), MAX_PER_PAGE)];
  const response = await read(call, '/products', { q: text, page: String(page), per_page: String(size) });
  const answer = readProductsPage(response.json(), 'Acme GET /products');
  // A shop that gives one page for ever would have us walk for ever.
  if (answer.page !== page)
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: `Acme GET /products gave page ${answer.page} for ${page}` });
  return {
    items: answer.products.map((product, at) => toListing(product, { digest: response.digest, pointer: `/products/${at}` })),
    ...(page < answer.pages ? { next: `${page + 1}:${size}` } : {}),
  };
}
