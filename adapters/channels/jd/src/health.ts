import type { Call } from '@onebasket/adapter-sdk';
import { queryGoods } from './goods-query.ts';
import { settingsOf } from './settings.ts';
import { integerIn } from './wire.ts';

/** One search with one result: address, key, signature and grant are right. */
export async function check(call: Call): Promise<{ readonly detail: string }> {
  const { sceneId } = settingsOf(call);
  const { result } = await queryGoods(call, { sceneId, keyword: '手机', pageIndex: 1, pageSize: 1 });
  return { detail: `signature accepted, ${integerIn(result['totalCount']) ?? 'some'} items for a common word in scene ${sceneId}` };
}
