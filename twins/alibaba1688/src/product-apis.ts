import { detailView, searchView } from './offers.ts';
import type { Parameters } from './parameters.ts';
import type { World } from './world.ts';

/** `product.search.keywordQuery`. */
export function searchOffers(parameters: Parameters, { offers }: World): object {
  const query = parameters.object('offerQueryParam');
  const { keyword, country } = query;
  const [page, size] = [Number(query['beginPage'] ?? 1), Number(query['pageSize'] ?? 20)];
  if (typeof keyword !== 'string' || keyword === '' || country === undefined || !(page >= 1) || !(size >= 1 && size <= 50))
    return { result: { success: false, code: '400', message: 'keyword, country, beginPage, pageSize' } };
  const found = [...offers.values()].filter(({ subject, status }) => status === 'published' && subject.includes(keyword));
  const data = found.slice((page - 1) * size, page * size).map(searchView);
  const totals = { totalRecords: found.length, totalPage: Math.ceil(found.length / size), pageSize: size, currentPage: page };
  return { result: { success: true, code: '200', message: '成功', result: { ...totals, data } } };
}

/** `product.search.queryProductDetail`. */
export function offerDetail(parameters: Parameters, { offers }: World): object {
  const query = parameters.object('offerDetailParam');
  const offer = offers.get(Number(query['offerId']));
  if (!offer) return { result: { success: false, code: 'OFFER_NOT_EXIST', message: '商品不存在' } };
  return { result: { success: true, code: '200', message: '成功', result: detailView(offer) } };
}
