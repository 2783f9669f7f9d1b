import { integerIn, type Call, type ChannelListing, type Page, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import pMap from 'p-map';
import { ask } from './client.ts';
import { readGroup } from './items.ts';
import { groupIdOf, toGroupListings, toListing } from './mapper.ts';
import { settingsOf } from './settings.ts';
import { entriesIn } from './wire.ts';

const MOST_PER_PAGE = 200;
/** No search gives more. */
const MOST_IN_ALL = 10_000;
const CONCURRENCY = 4;

interface Place {
  /** A multiple of `size`, which eBay insists on. */
  readonly offset: number;
  readonly size: number;
}

/** eBay's search by words among what can be bought at once, best match first unless settings say otherwise. */
export async function search(
  query: { readonly text: string; readonly first: number; readonly after?: string | undefined },
  call: Call,
): Promise<Page<ChannelListing>> {
  const text = query.text.trim();
  if (text === '') return { items: [] };
  const { filter, categoryIds, sort, expandVariations } = settingsOf(call.connection);
  const { offset, size } = query.after === undefined ? { offset: 0, size: pageSize(query.first) } : readPlace(query.after);
  const answer = await ask(
    {
      path: '/buy/browse/v1/item_summary/search',
      query: { q: text, limit: size, offset: offset || undefined, filter, category_ids: categoryIds, sort },
      label: 'GET /item_summary/search',
    },
    call,
  );
  if (!answer.ok) return { items: [] };
  const { body, digest } = answer;
  const total = integerIn(body['total']);
  const rows = entriesIn(body['itemSummaries']);
  if (total === undefined && !('itemSummaries' in body)) {
    throw new AdapterError('invalid-response', {
      outcome: 'not-done',
      message: 'ebay: GET /item_summary/search sent neither items nor a total',
    });
  }
  const found = rows.flatMap(([at, row]) => {
    const listing = toListing(row, { asOf: call.now(), raw: { digest, pointer: `/itemSummaries/${at}` } });
    return listing ? [{ row, listing }] : [];
  });
  const listings = expandVariations ? await expanded(found, call) : found.map(({ listing }) => listing);
  const items = [...new Map(listings.map(listing => [listing.externalId, listing])).values()];
  const next = offset + size;
  const hasMore = rows.length > 0 && next < MOST_IN_ALL && (total === undefined ? rows.length >= size : next < total);
  return hasMore ? { items, next: `${next}.${size}` } : { items };
}

/** Every variation in the place of the one that a summary shows. */
async function expanded(
  found: readonly { readonly row: WireRecord; readonly listing: ChannelListing }[],
  call: Call,
): Promise<readonly ChannelListing[]> {
  const all = await pMap(
    found,
    async ({ row, listing }) => {
      const groupId = groupIdOf(row);
      const group = groupId === undefined ? undefined : await readGroup(groupId, {}, call);
      const variations = group ? toGroupListings(group.body, { asOf: call.now(), digest: group.digest }) : [];
      return variations.length > 0 ? variations : [listing];
    },
    { concurrency: CONCURRENCY },
  );
  return all.flat();
}

function pageSize(first: number): number {
  return Math.max(1, Math.min(Math.trunc(first) || 1, MOST_PER_PAGE));
}

function readPlace(text: string): Place {
  const match = /^(\d{1,5})\.([1-9]\d{0,2})$/.exec(text);
  if (!match) throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'ebay: the search cursor is none of ours' });
  return { offset: Number(match[1]), size: pageSize(Number(match[2])) };
}
