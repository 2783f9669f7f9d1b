import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { PAGE_SIZE, readProducts } from './catalogue.ts';
import { toExternalId } from './external-id.ts';
import { send, VendureError } from './graphql.ts';
import { getListings } from './listings.ts';
import { countAt, idAt, objectAt, objectsAt } from './wire.ts';

const SEARCH = /* GraphQL */ `
  query Search($input: SearchInput!) {
    search(input: $input) {
      totalItems
      items {
        productId
        productVariantId
      }
    }
  }
`;

/** The shop's search plugins take terms of up to two characters for no term at all and answer with the whole catalogue. */
const SHORTEST_TERM = 3;

interface Query {
  readonly text: string;
  readonly first: number;
  readonly after?: string | undefined;
}

/** Variants that answer to a text, best first, with price and stock re-read: those in the shop's index may be stale. */
export async function search(query: Query, call: Call): Promise<Page<ChannelListing>> {
  const text = query.text.trim();
  const take = Math.min(Math.max(Math.trunc(query.first), 1), PAGE_SIZE);
  const skip = readPosition(query.after);
  if (text.length > 0 && text.length < SHORTEST_TERM) return searchNames(text, take, skip, call);
  try {
    return await searchIndex(text, take, skip, call);
  } catch (error) {
    // Search is a plugin: a shop may have none.
    if (!(error instanceof VendureError) || error.vendorCode !== 'GRAPHQL_VALIDATION_FAILED') throw error;
    return searchNames(text, take, skip, call);
  }
}

async function searchIndex(term: string, take: number, skip: number, call: Call): Promise<Page<ChannelListing>> {
  const variables = { input: { term, groupByProduct: false, take, skip } };
  const { data } = await send(call, { api: 'shop', label: 'search', document: SEARCH, variables, effect: 'read' });
  const answer = objectAt(data, 'search');
  const found = objectsAt(answer, 'items');
  const ids = found.map(item => toExternalId({ productId: idAt(item, 'productId'), variantId: idAt(item, 'productVariantId') }));
  const listings = await getListings(ids, call);
  return page(
    listings.filter(listing => listing !== undefined),
    skip + found.length,
    found.length > 0 ? countAt(answer, 'totalItems') : 0,
  );
}

/** Products whose name or description has the text in it. Pages are of products, so a page may have more variants than asked for. */
async function searchNames(text: string, take: number, skip: number, call: Call): Promise<Page<ChannelListing>> {
  const { products, total } = await readProducts(call, {
    take,
    skip,
    ...(text === '' ? {} : { filter: { name: { contains: text }, description: { contains: text } }, filterOperator: 'OR' }),
  });
  return page(
    products.flatMap(product => product.listings),
    skip + products.length,
    products.length > 0 ? total : 0,
  );
}

function page(items: readonly ChannelListing[], position: number, total: number): Page<ChannelListing> {
  return position < total ? { items, next: String(position) } : { items };
}

function readPosition(after: string | undefined): number {
  if (after === undefined) return 0;
  if (!/^\d{1,9}$/.test(after)) {
    throw new AdapterError('invalid-response', {
      message: 'vendure: search: not a position that this adapter has given',
      outcome: 'not-done',
    });
  }
  return Number(after);
}
