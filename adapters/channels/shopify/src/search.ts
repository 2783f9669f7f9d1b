import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { askStorefront } from './client.ts';
import { contextOf, sizesOf } from './context.ts';
import { unusable } from './errors.ts';
import { toListings } from './product.ts';
import { SEARCH } from './storefront-documents.ts';
import { isObject, nextOf, rowsOf } from './wire.ts';

/** Where a search goes on: after which product, and past how many variants of the one that follows. */
interface Place {
  readonly after?: string;
  readonly skip: number;
}

/** The shop's own search, in its order of relevance. It finds products: each gives all its variants, and a page may end in the middle of one. */
export async function search(
  query: { readonly text: string; readonly first: number; readonly after?: string | undefined },
  call: Call,
): Promise<Page<ChannelListing>> {
  const text = query.text.trim();
  if (text === '') return { items: [] };
  const place: Place = query.after === undefined ? { skip: 0 } : readPlace(query.after);
  const first = Math.max(1, Math.trunc(query.first) || 1);
  const { products, variants } = sizesOf(call);
  const variables = { query: text, first: Math.min(first, products), after: place.after ?? null, variants, ...contextOf(call) };
  const { data, digest } = await askStorefront({ label: 'search', document: SEARCH, variables, effect: 'read' }, call);
  const connection = data['search'];
  if (!isObject(connection)) throw unusable('was answered without a result', { label: 'search', effect: 'read' });

  const items: ChannelListing[] = [];
  let passed = place.after;
  for (const [at, row] of rowsOf(connection, '/data/search').entries()) {
    const skip = at === 0 ? place.skip : 0;
    const listings = toListings(row.fields, { raw: { digest, pointer: row.pointer } }).slice(skip);
    const room = first - items.length;
    items.push(...listings.slice(0, room));
    if (listings.length > room)
      return { items, next: writePlace({ ...(passed === undefined ? {} : { after: passed }), skip: skip + room }) };
    passed = row.cursor ?? passed;
  }
  const end = nextOf(connection);
  return end === undefined || end === place.after ? { items } : { items, next: writePlace({ after: end, skip: 0 }) };
}

function writePlace({ after = '', skip }: Place): string {
  return `${skip}.${after}`;
}

function readPlace(text: string): Place {
  const match = /^(\d{1,6})\.(.{0,2000})$/s.exec(text);
  if (!match) throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'shopify: the search cursor is none of ours' });
  return { skip: Number(match[1]), ...(match[2] ? { after: match[2] } : {}) };
}
