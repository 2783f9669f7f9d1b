import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { goodsIn, queryGoods, toListings } from './goods-query.ts';
import { invalidResponse } from './errors.ts';
import { settingsOf } from './settings.ts';
import { integerIn } from './wire.ts';

const LARGEST_PAGE = 30;
/** However many there are, JD turns pages up to the ten thousandth. */
const LAST_ITEM = 10_000;

/** Where the next page begins: items of page `page` (of `size`) up to `offset` were given already. */
interface Place {
  readonly page: number;
  readonly offset: number;
  readonly size: number;
}

export async function search(
  query: { readonly text: string; readonly first: number; readonly after?: string | undefined },
  call: Call,
): Promise<Page<ChannelListing>> {
  const place = query.after === undefined ? { page: 1, offset: 0, size: pageSize(query.first) } : readPlace(query.after);
  const answer = await queryGoods(call, {
    sceneId: settingsOf(call).sceneId,
    keyword: query.text,
    pageIndex: place.page,
    pageSize: place.size,
  });
  const found = goodsIn(answer);
  const chosen = found.slice(place.offset, place.offset + query.first);
  const items = toListings(chosen, call.now());
  const offset = place.offset + chosen.length;
  if (offset < found.length) return { items, next: writePlace({ ...place, offset }) };
  const total = integerIn(answer.result['totalCount']);
  const seen = place.page * place.size;
  const hasMore = found.length > 0 && (total === undefined ? found.length >= place.size : seen < total) && seen < LAST_ITEM;
  return hasMore ? { items, next: writePlace({ page: place.page + 1, offset: 0, size: place.size }) } : { items };
}

function pageSize(first: number): number {
  return Math.max(1, Math.min(LARGEST_PAGE, first));
}

function writePlace({ page, offset, size }: Place): string {
  return [page, offset, size].join('.');
}

function readPlace(text: string): Place {
  const match = /^([1-9]\d{0,4})\.(\d{1,2})\.([1-9]\d?)$/.exec(text);
  if (!match) throw invalidResponse('the search cursor is none of ours');
  return { page: Number(match[1]), offset: Number(match[2]), size: pageSize(Number(match[3])) };
}
