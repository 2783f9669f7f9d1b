import type { Goods } from './goods.ts';
import { PddError } from './pdd-error.ts';
import type { Parameters } from './parameters.ts';

const [FEWEST, MOST] = [10, 100];
/** Left out of search answers, as the platform does. */
const DETAIL_ONLY: ReadonlySet<string> = new Set(['goods_gallery_urls']);

type Order = (a: Goods, b: Goods) => number;
const orders: ReadonlyMap<number, Order> = new Map([
  [3, (a, b) => a.min_group_price - b.min_group_price],
  [4, (a, b) => b.min_group_price - a.min_group_price],
  [9, (a, b) => couponed(a) - couponed(b)],
  [10, (a, b) => couponed(b) - couponed(a)],
]);

/** `pdd.ddk.goods.search`. */
export function searchGoods(parameters: Parameters, shelf: readonly Goods[]): object {
  const keyword = parameters.text('keyword');
  const signs = parameters.list('goods_sign_list');
  if (keyword === undefined && signs === undefined && parameters.text('opt_id') === undefined)
    throw new PddError('parameter', 'keyword和opt_id至少填一个');
  const page = parameters.whole('page') ?? 1;
  const size = parameters.whole('page_size') ?? 100;
  if (page < 1 || size < FEWEST || size > MOST) throw new PddError('parameter', `page_size的范围为${FEWEST}到${MOST}`);
  const ranges = parameters.ranges('range_list');
  const order = orders.get(parameters.whole('sort_type') ?? 0);
  const found = shelf
    .filter(goods => signs === undefined || signs.includes(goods.goods_sign))
    .filter(goods => keyword === undefined || goods.goods_name.includes(keyword))
    .filter(goods => parameters.text('with_coupon') !== 'true' || goods['has_coupon'] === true)
    .filter(goods => ranges.every(range => range.from <= valueIn(goods, range.id) && valueIn(goods, range.id) <= range.to));
  const sorted = order ? [...found].sort(order) : found;
  return {
    goods_list: sorted.slice((page - 1) * size, page * size).map(withoutDetails),
    list_id: parameters.text('list_id') ?? `list-${Buffer.from(keyword ?? '').toString('hex')}`,
    search_id: `search-${page}`,
    total_count: found.length,
  };
}

function couponed(goods: Goods): number {
  const [off, from] = [Number(goods['coupon_discount'] ?? 0), Number(goods['coupon_min_order_amount'] ?? 0)];
  return goods.min_group_price - (goods.min_group_price >= from ? off : 0);
}

function valueIn(goods: Goods, rangeId: number): number {
  return rangeId === 0 ? goods.min_group_price : rangeId === 1 ? couponed(goods) : 0;
}

function withoutDetails(goods: Goods): object {
  return Object.fromEntries(Object.entries(goods).filter(([name]) => !DETAIL_ONLY.has(name)));
}
