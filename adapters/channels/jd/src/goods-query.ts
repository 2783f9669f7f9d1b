import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { callUnion, rawRef, type UnionAnswer } from './client.ts';
import { toListing } from './mapper.ts';
import { settingsOf } from './settings.ts';
import { isRecord, recordsIn, type Wire } from './wire.ts';

const METHOD = 'jd.union.open.goods.query';
/** Groups of an item that are left out unless they are asked for. */
const FIELDS = 'promotionLabelInfo,stockState,purchasePriceInfo,freeShippingInfo,skuLabelInfo';

/** One item with its place in the answer. */
export interface FoundGoods {
  readonly goods: Wire;
  readonly answer: UnionAnswer;
  readonly path: string;
}

/** `goods.query`, with the account's own region and promotion id. */
export async function queryGoods(call: Call, query: Readonly<Record<string, unknown>>): Promise<UnionAnswer> {
  const { area, pid } = settingsOf(call);
  return callUnion(call, METHOD, {
    goodsReqDTO: { ...query, fields: FIELDS, ...(area === undefined ? {} : { area }), ...(pid === undefined ? {} : { pid }) },
  });
}

/** The items of an answer; an empty result may have no `data` at all. */
export function goodsIn(answer: UnionAnswer): readonly FoundGoods[] {
  const { data } = answer.result;
  const isPlainList = Array.isArray(data) && data.every(item => isRecord(item));
  return recordsIn(data).map((goods, at) => ({ goods, answer, path: isPlainList ? `/data/${at}` : '/data' }));
}

export function toListings(found: readonly FoundGoods[], asOf: Date): readonly ChannelListing[] {
  return found.flatMap(({ goods, answer, path }) => toListing(goods, { asOf, raw: rawRef(answer, path) }) ?? []);
}
