import type { TwinGoods } from './catalogue.ts';
import type { Service, ServiceResult } from './gateway.ts';

const LARGEST_PAGE = 30;
const MOST_IDS = 20;
const MOST_PROMOTED = 100;
const COUNT_CAP = 10_000;

/** `goods.query` and `goods.promotiongoodsinfo.query` over one catalogue. */
export function goodsServices(
  goods: () => readonly TwinGoods[],
  options: { readonly grantsScene2: boolean },
): Readonly<Record<string, Service>> {
  return {
    'jd.union.open.goods.query': ({ goodsReqDTO }) => queryGoods(goods(), fieldsOf(goodsReqDTO), options.grantsScene2),
    'jd.union.open.goods.promotiongoodsinfo.query': ({ skuIds }) => promotionInfo(goods(), typeof skuIds === 'string' ? skuIds : ''),
  };
}

function queryGoods(all: readonly TwinGoods[], query: Readonly<Record<string, unknown>>, grantsScene2: boolean): ServiceResult {
  const { sceneId, keyword, skuIds, itemIds } = query;
  if (sceneId !== 1 && sceneId !== 2) return refused(400, 'sceneId不能为空');
  if (sceneId === 2 && !grantsScene2) return refused(403, '无访问权限');
  if (skuIds !== undefined && sceneId !== 2) return refused(400, 'skuIds仅支持场景2');
  if (itemIds !== undefined && sceneId !== 1) return refused(400, 'itemIds仅支持场景1');
  for (const ids of [skuIds, itemIds])
    if (ids !== undefined && (!Array.isArray(ids) || ids.length > MOST_IDS)) return refused(400, '最多20个');
  const size = Number(query['pageSize'] ?? 20);
  if (!(size >= 1 && size <= LARGEST_PAGE)) return refused(400, 'pageSize最大30');
  const page = Number(query['pageIndex'] ?? 1);
  const found = all.filter(
    one =>
      (typeof keyword !== 'string' || one.skuName.includes(keyword)) &&
      (!Array.isArray(skuIds) || skuIds.includes(one.skuId)) &&
      (!Array.isArray(itemIds) || itemIds.includes(one.itemId)),
  );
  const fields = typeof query['fields'] === 'string' ? query['fields'].split(',') : [];
  const data = found.slice((page - 1) * size, page * size).map(one => view(one, sceneId, fields));
  const head = { code: 200, message: 'success', requestId: 'twin', totalCount: Math.min(found.length, COUNT_CAP) };
  // An empty result has no `data`.
  return data.length > 0 ? { ...head, data } : head;
}

/** Scene 1 tells the union's id and page, scene 2 the SKU's; some groups come only when asked for. */
function view(goods: TwinGoods, sceneId: 1 | 2, fields: readonly string[]): object {
  const { itemId, skuId, promotionLabelInfoList, stockState, ...rest } = goods;
  return {
    ...rest,
    ...(sceneId === 1
      ? { itemId, materialUrl: `jingfen.jd.com/detail/${itemId}.html` }
      : { skuId, materialUrl: `item.jd.com/${skuId}.html` }),
    ...(fields.includes('promotionLabelInfo') && promotionLabelInfoList !== undefined ? { promotionLabelInfoList } : {}),
    ...(fields.includes('stockState') && stockState !== undefined ? { stockState } : {}),
  };
}

function promotionInfo(all: readonly TwinGoods[], skuIds: string): ServiceResult {
  const ids = skuIds.split(',').filter(Boolean);
  if (ids.length === 0) return refused(400, 'skuIds不能为空');
  if (ids.length > MOST_PROMOTED) return refused(400, '最多100个');
  const data = all
    .filter(({ skuId }) => ids.includes(String(skuId)))
    .map(one => ({
      skuId: one.skuId,
      goodsName: one.skuName,
      unitPrice: one.priceInfo['price'] ?? -1,
      wlUnitPrice: one.priceInfo['lowestPrice'] ?? -1,
      imgUrl: `https://img14.360buyimg.com/n1/jfs/t1/${one.skuId}.jpg`,
      materialUrl: `http://item.jd.com/${one.skuId}.html`,
      isJdSale: one['owner'] === 'g' ? 1 : 0,
      isFreeShipping: 2,
      shopId: 45_000,
    }));
  return { code: 200, message: '接口成功', ...(data.length > 0 ? { data } : {}) };
}

function refused(code: number, message: string): ServiceResult {
  return { code, message, requestId: 'twin' };
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
