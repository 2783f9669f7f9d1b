import { integerIn, type Call, type ChannelListing, type Page } from '@onebasket/adapter-sdk';
import { rawRef, read } from './client.ts';
import { invalidResponse } from './errors.ts';
import { hitToListing } from './mapper.ts';
import { pricesOf } from './prices.ts';
import { idIn, partIn, recordsIn } from './wire.ts';

const LARGEST_PAGE = 50;

/** Where the next page begins: `offset` hits of page `page` (of `size`) were given already. */
interface Place {
  readonly page: number;
  readonly offset: number;
  readonly size: number;
}

/** JD's search over the buyer's pool. It tells no prices: those are read for the page that is shown. */
export async function search(
  query: { readonly text: string; readonly first: number; readonly after?: string | undefined },
  call: Call,
): Promise<Page<ChannelListing>> {
  const place = query.after === undefined ? { page: 1, offset: 0, size: pageSize(query.first) } : readPlace(query.after);
  const answer = await read(call, 'api/search/search', { keyword: query.text, pageIndex: place.page, pageSize: place.size });
  const result = partIn(answer.result);
  const hits = recordsIn(result['hitResult']);
  const shown = hits.slice(place.offset, place.offset + query.first);
  const skus = shown.flatMap(hit => idIn(hit['wareId']) ?? []);
  const prices = skus.length > 0 ? await pricesOf(skus, call) : new Map();
  const items = shown.flatMap(
    (hit, at) =>
      hitToListing(hit, { price: prices.get(idIn(hit['wareId']) ?? ''), raw: rawRef(answer, `/hitResult/${place.offset + at}`) }) ?? [],
  );
  const offset = place.offset + shown.length;
  if (offset < hits.length) return { items, next: writePlace({ ...place, offset }) };
  const pages = integerIn(result['pageCount']);
  const total = integerIn(result['resultCount']);
  const isLast =
    pages !== undefined ? place.page >= pages : total !== undefined ? place.page * place.size >= total : hits.length < place.size;
  return hits.length === 0 || isLast ? { items } : { items, next: writePlace({ page: place.page + 1, offset: 0, size: place.size }) };
}

function pageSize(first: number): number {
  return Math.max(1, Math.min(LARGEST_PAGE, first));
}

function writePlace({ page, offset, size }: Place): string {
  return [page, offset, size].join('.');
}

function readPlace(text: string): Place {
  const match = /^([1-9]\d{0,5})\.(\d{1,2})\.([1-9]\d?)$/.exec(text);
  if (!match) throw invalidResponse('the search cursor is none of ours');
  return { page: Number(match[1]), offset: Number(match[2]), size: pageSize(Number(match[3])) };
}
