import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { readProducts } from './catalogue.ts';

/** The shop finds products, by title, description, SKU and GTIN; a page of listings may end in the middle of one. */
export async function search(
  { text, first, after }: { readonly text: string; readonly first: number; readonly after?: string | undefined },
  call: Call,
): Promise<Page<ChannelListing>> {
  const from = readPosition(after);
  const filter = [['q', text]] as const;
  const { products, total } = await readProducts({ limit: first, offset: from.product, filter }, 'search', call);
  const items: ChannelListing[] = [];
  for (const [at, { listings }] of products.entries()) {
    const skip = at === 0 ? from.variant : 0;
    for (const [variant, listing] of listings.entries()) {
      if (variant < skip) continue;
      if (items.length === first) return { items, next: `${from.product + at}.${variant}` };
      items.push(listing);
    }
  }
  const next = from.product + products.length;
  return products.length > 0 && next < total ? { items, next: `${next}.0` } : { items };
}

function readPosition(after: string | undefined): { readonly product: number; readonly variant: number } {
  if (after === undefined) return { product: 0, variant: 0 };
  const match = /^(\d{1,9})\.(\d{1,9})$/.exec(after);
  if (!match)
    throw new AdapterError('invalid-response', {
      message: 'medusa: search: not a position that this adapter has given',
      outcome: 'not-done',
    });
  return { product: Number(match[1]), variant: Number(match[2]) };
}
