import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { apiFor } from './apis.ts';
import { askTop } from './client.ts';
import { isNothingFound, toAdapterError } from './errors.ts';
import { toListing } from './mapper.ts';
import { settingsOf } from './settings.ts';
import { countOf, rowsOf, textOf } from './wire.ts';

const MOST_PER_PAGE = 100;

interface Place {
  readonly page: number;
  readonly size: number;
  /** `page_result_key`, which some materials want back. */
  readonly key: string;
}

/** The platform's search by words, in its own order. */
export async function search(
  query: { readonly text: string; readonly first: number; readonly after?: string | undefined },
  call: Call,
): Promise<Page<ChannelListing>> {
  const text = query.text.trim();
  if (text === '') return { items: [] };
  const size = Math.max(1, Math.min(Math.trunc(query.first) || 1, MOST_PER_PAGE));
  const place = query.after === undefined ? { page: 1, size, key: '' } : readPlace(query.after);
  const method = apiFor('search', call);
  const { adzoneId, siteId, bizSceneId, materialId, relationId, specialId, ip } = settingsOf(call.connection);
  const answer = await askTop(
    method,
    {
      adzone_id: adzoneId,
      site_id: siteId,
      q: text,
      page_no: place.page,
      page_size: place.size,
      page_result_key: place.key,
      biz_scene_id: bizSceneId,
      material_id: materialId,
      relation_id: relationId,
      special_id: specialId,
      ip,
    },
    call,
  );
  if (!answer.ok) {
    if (answer.kind === 'business' && isNothingFound(answer.error)) return { items: [] };
    throw toAdapterError(answer.error, method, call.now());
  }
  const { fields, pointer } = answer.body;
  const rows = rowsOf(fields['result_list'], 'map_data', `${pointer}/result_list`);
  const total = countOf(fields['total_results']);
  if (rows.length === 0 && total === undefined && !('result_list' in fields)) {
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: `taobao: ${method} answered neither items nor a total` });
  }
  const byId = new Map<string, ChannelListing>();
  for (const row of rows) {
    const listing = toListing(row.fields, { asOf: call.now(), raw: { digest: answer.digest, pointer: row.pointer } });
    if (listing && !byId.has(listing.externalId)) byId.set(listing.externalId, listing);
  }
  const items = [...byId.values()];
  const hasMore = rows.length > 0 && (total === undefined ? rows.length >= place.size : place.page * place.size < total);
  return hasMore
    ? { items, next: writePlace({ ...place, page: place.page + 1, key: textOf(fields['page_result_key']) ?? '' }) }
    : { items };
}

function writePlace({ page, size, key }: Place): string {
  return `${page}.${size}.${key}`;
}

function readPlace(text: string): Place {
  const match = /^([1-9]\d{0,5})\.([1-9]\d{0,2})\.(.{0,2000})$/s.exec(text);
  if (!match) throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'taobao: the search cursor is none of ours' });
  return { page: Number(match[1]), size: Math.min(MOST_PER_PAGE, Number(match[2])), key: match[3] ?? '' };
}
