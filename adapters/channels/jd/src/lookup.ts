import { LosslessNumber, type Call, type ChannelListing } from '@onebasket/adapter-sdk';
import { callUnion } from './client.ts';
import { isNotGranted } from './errors.ts';
import { goodsIn, queryGoods, toListings, type FoundGoods } from './goods-query.ts';
import { isShippedFree } from './prices.ts';
import { priceIn } from './yuan.ts';
import { filledIn, integerIn, type Wire } from './wire.ts';

const GOODS_AT_ONCE = 20;
const PROMOTED_AT_ONCE = 100;

/** What is known of one item. */
export interface KnownItem {
  readonly listing: ChannelListing;
  readonly isShippedFree: boolean;
}

/**
 * Items by their ids: SKU numbers are asked for in scene 2, the union's own ids in scene 1, twenty at a time. Where scene 2 is not granted, SKUs are read from
 * the service that everybody may use, which knows no coupons. Ids that JD does not promote are missing.
 */
export async function lookUp(externalIds: readonly string[], call: Call): Promise<ReadonlyMap<string, KnownItem>> {
  const ids = [...new Set(externalIds)];
  const skus = ids.filter(id => /^\d{1,18}$/.test(id));
  const itemIds = ids.filter(id => !/^\d*$/.test(id) && id.length <= 200);
  const found = [...(await bySku(skus, call)), ...(await byItemId(itemIds, call))];
  const known = new Map<string, KnownItem>();
  for (const one of found) {
    const [listing] = toListings([one], call.now());
    if (listing === undefined) continue;
    const item = { listing, isShippedFree: isShippedFree(one.goods) };
    // An item answers to the id it was asked by, whichever of its two that is.
    for (const id of idsOf(one.goods)) if (ids.includes(id)) known.set(id, { ...item, listing: { ...listing, externalId: id } });
  }
  return known;
}

async function bySku(skus: readonly string[], call: Call): Promise<readonly FoundGoods[]> {
  try {
    return await inBatches(skus, GOODS_AT_ONCE, async batch =>
      goodsIn(
        await queryGoods(call, { sceneId: 2, skuIds: batch.map(sku => new LosslessNumber(sku)), pageIndex: 1, pageSize: batch.length }),
      ),
    );
  } catch (error) {
    if (!isNotGranted(error)) throw error;
    return inBatches(skus, PROMOTED_AT_ONCE, batch => promoted(batch, call));
  }
}

function byItemId(itemIds: readonly string[], call: Call): Promise<readonly FoundGoods[]> {
  return inBatches(itemIds, GOODS_AT_ONCE, async batch =>
    goodsIn(await queryGoods(call, { sceneId: 1, itemIds: batch, pageIndex: 1, pageSize: batch.length })),
  );
}

async function promoted(skus: readonly string[], call: Call): Promise<readonly FoundGoods[]> {
  const answer = await callUnion(call, 'jd.union.open.goods.promotiongoodsinfo.query', { skuIds: skus.join(',') });
  return goodsIn(answer).map(found => ({ ...found, goods: fromPromotionInfo(found.goods) }));
}

/** A row of `promotiongoodsinfo.query` in the form of `goods.query`. */
export function fromPromotionInfo(row: Wire): Wire {
  const { goodsName, unitPrice, wlUnitPrice, shopId, isFreeShipping } = row;
  const isJdSale = integerIn(row['isJdSale']);

  return {
    ...row,
    skuName: goodsName,
    priceInfo: { price: priceIn(unitPrice) ? unitPrice : wlUnitPrice },
    shopInfo: { shopId },
    specInfo: { isFreeShipping },
    ...(isJdSale === undefined ? {} : { owner: isJdSale === 1 ? 'g' : 'p' }),
  };
}

function idsOf(goods: Wire): readonly string[] {
  return ['skuId', 'itemId', 'oriItemId'].flatMap(name => filledIn(goods[name]) ?? []);
}

async function inBatches<T>(
  ids: readonly string[],
  size: number,
  ask: (batch: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let at = 0; at < ids.length; at += size) found.push(...(await ask(ids.slice(at, at + size))));
  return found;
}
