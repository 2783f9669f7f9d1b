import pMap from 'p-map';
import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { customParameters } from './attribution.ts';
import { readPdd } from './client.ts';
import { toListing } from './mapper.ts';
import { settingsOf } from './settings.ts';
import { entriesIn } from './wire.ts';

/** DDK tells the details of one product at a time; so many are asked for at once. */
const AT_ONCE = 4;

/** `pdd.ddk.goods.detail` for each id, once for those that are there twice; `undefined` for what DDK no longer sells. */
export async function readDetails(externalIds: readonly string[], call: Call): Promise<ReadonlyMap<string, ChannelListing | undefined>> {
  const settings = settingsOf(call);
  const found = await pMap(
    new Set(externalIds),
    async (externalId): Promise<readonly [string, ChannelListing | undefined]> => {
      const { data, digest, pointer } = await readPdd(
        'pdd.ddk.goods.detail',
        { ...goodsParameter(externalId, 'one'), pid: settings.pid, custom_parameters: customParameters(settings) },
        call,
      );
      const [goods] = entriesIn(data['goods_details']);
      if (!goods) return [externalId, undefined];
      const raw = { digest, pointer: `${pointer}/goods_details/${goods.at}` };
      // The sign differs from answer to answer at times; it was asked for by this one.
      return [externalId, toListing(goods.it, externalId, { asOf: call.now(), raw })];
    },
    { concurrency: AT_ONCE },
  );
  return new Map(found);
}

/** How a product is named in a request. An id of digits is a `goods_id` from an answer that had no `goods_sign`. */
export function goodsParameter(externalId: string, as: 'one' | 'list'): Readonly<Record<string, string | readonly string[]>> {
  if (/^\d+$/.test(externalId)) return { goods_id_list: [externalId] };
  return as === 'one' ? { goods_sign: externalId } : { goods_sign_list: [externalId] };
}

/** In the order asked. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const details = await readDetails(externalIds, call);
  return externalIds.map(externalId => details.get(externalId));
}
