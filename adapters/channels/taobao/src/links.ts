import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { apiFor } from './apis.ts';
import { askTop } from './client.ts';
import { isNothingFound, toAdapterError } from './errors.ts';
import { settingsOf } from './settings.ts';
import { fieldsOf, rowsOf, textOf, webAddress, type Fields } from './wire.ts';

export interface PromotionLink {
  readonly url: string;
  readonly shareText?: string;
}

/**
 * Promotion links of items by link conversion (万能转链), item and coupon in one where there is a coupon. Items without one are left out; `undefined`
 * when this account may not convert.
 */
export async function convertLinks(
  externalIds: readonly string[],
  { adzoneId, key }: { readonly adzoneId: string; readonly key: string },
  call: Call,
): Promise<ReadonlyMap<string, PromotionLink> | undefined> {
  const method = apiFor('links', call);
  const { siteId, bizSceneId, relationId, specialId, keyAsExternalId } = settingsOf(call.connection);
  const items = keyAsExternalId
    ? { item_dto: JSON.stringify(externalIds.map(id => ({ item_id: id, external_id: key }))) }
    : { item_id_list: externalIds.join(',') };
  const answer = await askTop(
    method,
    { adzone_id: adzoneId, site_id: siteId, biz_scene_id: bizSceneId, relation_id: relationId, special_id: specialId, ...items },
    call,
  );
  if (!answer.ok) {
    if (answer.kind === 'not-granted') return undefined;
    if (isNothingFound(answer.error) || /item/i.test(answer.error.subCode)) return new Map();
    throw toAdapterError(answer.error, method, call.now());
  }
  const rows = rowsOf(fieldsOf(answer.body.fields['data'])['item_url_list'], 'item_url_list', '');
  const links = new Map<string, PromotionLink>();
  for (const { fields } of rows) {
    const asked = textOf(fields['input_item_id']) ?? (externalIds.length === 1 ? externalIds[0] : undefined);
    const link = bestLink(fieldsOf(fields['link_info_dto']));
    if (asked !== undefined && link) links.set(asked, link);
  }
  return links;
}

/** With coupon before without, short before long. */
function bestLink(info: Fields): PromotionLink | undefined {
  for (const kind of ['coupon', 'cps']) {
    const url = webAddress(info[`${kind}_short_url`]) ?? webAddress(info[`${kind}_long_url`]);
    const shareText = textOf(info[`${kind}_full_tpwd`]) ?? textOf(info[`${kind}_short_tpwd`]);
    if (url !== undefined) return { url, ...(shareText ? { shareText } : {}) };
  }
  return undefined;
}

/** The share text (淘口令) of a promotion link. A handoff is whole without it, so what goes wrong here is written down and left at that. */
export async function createShareText(url: string, call: Call): Promise<string | undefined> {
  const method = apiFor('shareText', call);
  try {
    const answer = await askTop(method, { url }, call);
    if (!answer.ok) throw toAdapterError(answer.error, method, call.now());
    const data = fieldsOf(answer.body.fields['data']);
    return textOf(data['model']) ?? textOf(data['password_simple']);
  } catch (error) {
    if (!(error instanceof AdapterError) || call.signal.aborted) throw error;
    call.log.warn('taobao: no share text', { reason: error.message });
    return undefined;
  }
}
