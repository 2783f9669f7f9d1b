import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { customParameters } from './attribution.ts';
import { readPdd } from './client.ts';
import { externalIdOf, toListing } from './mapper.ts';
import { readPlace, writePlace, type Place } from './search-place.ts';
import { settingsOf } from './settings.ts';
import { countIn, entriesIn, textIn } from './wire.ts';

/** The page sizes that DDK is known to take. */
const [SMALLEST, LARGEST] = [20, 100];

/** `pdd.ddk.goods.search`. A page of ours may be a part of a page of DDK's, which has at least twenty products. */
export async function search(
  { text, first, after }: { readonly text: string; readonly first: number; readonly after?: string | undefined },
  call: Call,
): Promise<Page<ChannelListing>> {
  const settings = settingsOf(call);
  const place: Place = readPlace(after) ?? { page: 1, skip: 0, size: Math.min(LARGEST, Math.max(SMALLEST, first)) };
  const { data, digest, pointer } = await readPdd(
    'pdd.ddk.goods.search',
    {
      keyword: text,
      page: place.page,
      page_size: place.size,
      list_id: place.listId,
      pid: settings.pid,
      custom_parameters: customParameters(settings),
    },
    call,
  );
  const found = entriesIn(data['goods_list']);
  const items = found.slice(place.skip, place.skip + first).flatMap(({ at, it }): readonly ChannelListing[] => {
    const externalId = externalIdOf(it);
    if (externalId === undefined) return [];
    return [toListing(it, externalId, { asOf: call.now(), raw: { digest, pointer: `${pointer}/goods_list/${at}` } })];
  });
  const next = nextPlace(place, first, found.length, countIn(data['total_count']), textIn(data['list_id']));
  return { items, ...(next ? { next: writePlace(next) } : {}) };
}

function nextPlace(place: Place, first: number, found: number, total: number | undefined, listId: string | undefined): Place | undefined {
  const list = listId ?? place.listId;
  const kept = { size: place.size, ...(list === undefined ? {} : { listId: list }) };
  if (place.skip + first < found) return { ...kept, page: place.page, skip: place.skip + first };
  const hasMore = found > 0 && (total === undefined ? found >= place.size : place.page * place.size < total);
  return hasMore ? { ...kept, page: place.page + 1, skip: 0 } : undefined;
}
