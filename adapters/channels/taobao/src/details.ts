import type { Call, RawRef } from '@onebasket/adapter-sdk';
import { apiFor } from './apis.ts';
import { askTop } from './client.ts';
import { isNothingFound, toAdapterError } from './errors.ts';
import { idsOf } from './mapper.ts';
import { settingsOf } from './settings.ts';
import { rowsOf, type Fields } from './wire.ts';

/** `taobao.tbk.item.info.upgrade.get` takes so many ids. */
const MOST_AT_ONCE = 20;

export interface Detail {
  readonly item: Fields;
  readonly raw: RawRef;
}

/** Items by the ids that were asked for; what the platform does not know (or no longer promotes) is left out. */
export async function readDetails(externalIds: readonly string[], call: Call): Promise<ReadonlyMap<string, Detail>> {
  // The list is joined by commas: an id with one would ask for something else.
  const ids = [...new Set(externalIds)].filter(id => /^[^,\s]+$/.test(id));
  const batches = Array.from({ length: Math.ceil(ids.length / MOST_AT_ONCE) }, (_, at) =>
    ids.slice(at * MOST_AT_ONCE, (at + 1) * MOST_AT_ONCE),
  );
  const found = await Promise.all(batches.map(batch => readBatch(batch, call)));
  return new Map(found.flatMap(details => [...details]));
}

async function readBatch(ids: readonly string[], call: Call): Promise<ReadonlyMap<string, Detail>> {
  const method = apiFor('detail', call);
  const { bizSceneId, relationId, ip } = settingsOf(call.connection);
  const answer = await askTop(method, { item_id: ids.join(','), biz_scene_id: bizSceneId, relation_id: relationId, ip }, call);
  if (!answer.ok) {
    // A no about how we asked is not one about the items.
    const isAboutItems = isNothingFound(answer.error) || /item/i.test(answer.error.subCode);
    if (answer.kind !== 'business' || !isAboutItems) throw toAdapterError(answer.error, method, call.now());
    // One bad id spoils a batch: each is asked alone.
    const alone = ids.length > 1 ? await Promise.all(ids.map(id => readBatch([id], call))) : [];
    return new Map(alone.flatMap(details => [...details]));
  }
  const { fields, pointer } = answer.body;
  const [list, wrapper] = 'results' in fields ? ['results', 'tbk_item_detail'] : ['tbk_item_detail', ''];
  const rows = rowsOf(fields[list], wrapper, `${pointer}/${list}`);
  const asked = new Set(ids);
  const details = new Map<string, Detail>();
  for (const row of rows) {
    // `input_item_iid` comes first: it says what was asked, `item_id` may be another spelling of the same item.
    const id = idsOf(row.fields).find(one => asked.has(one)) ?? (ids.length === 1 && rows.length === 1 ? ids[0] : undefined);
    if (id !== undefined && !details.has(id)) {
      details.set(id, { item: row.fields, raw: { digest: answer.digest, pointer: row.pointer } });
    }
  }
  return details;
}
