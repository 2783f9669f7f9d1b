import type { Product } from '../catalogue/product.ts';
import { toMicros } from '../decimal.ts';
import { currentPrice } from '../prices.ts';
import type { Shop } from '../shop.ts';
import { stockKeeper } from '../stock.ts';
import { boolParam, enumParam, idList, instantParam, intParam, wordList } from './params.ts';
import type { Paging } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

const STATUSES = ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish'] as const;
const ORDERS = ['date', 'id', 'include', 'title', 'slug', 'modified', 'popularity', 'rating', 'menu_order', 'price'] as const;
const ORDERS_SHOWN = [
  'date',
  'id',
  'include',
  'title',
  'slug',
  'modified',
  'popularity',
  'rating',
  'popularity',
  'rating',
  'menu_order',
  'price',
  'popularity',
  'rating',
];

/** The page a list request asks for. */
export function paging(request: RestRequest, minPerPage = 1): Paging {
  return {
    page: intParam(request, 'page', { fallback: 1, min: 1 }),
    perPage: intParam(request, 'per_page', { fallback: 10, min: minPerPage, max: 100 }),
    offset: request.param('offset') === undefined ? undefined : intParam(request, 'offset', { fallback: 0 }),
  };
}

/** The products a list request asks for, all pages, in its order. Unknown parameters are ignored, so a mistyped filter lists everything. */
export function listProducts(shop: Shop, request: RestRequest, among: Iterable<Product>, window: Paging): readonly Product[] {
  const keep = [...filters(shop, request)];
  const rows = [...among].filter(product => keep.every(accepts => accepts(product)));
  return inOrder(shop, request, rows, window);
}

function* filters(shop: Shop, request: RestRequest): Generator<(product: Product) => boolean> {
  const status = enumParam(request, 'status', STATUSES) ?? 'any';
  yield product => (status === 'any' ? product.status !== 'trash' : product.status === status);
  const skus = wordList(request, 'sku')?.map(sku => sku.toLowerCase());
  const type = enumParam(request, 'type', ['simple', 'grouped', 'external', 'variable'] as const);
  if (skus !== undefined) yield product => skus.includes(product.sku.toLowerCase());
  else if (request.param('search_sku') === undefined) yield product => product.type !== 'variation';
  if (type !== undefined) yield product => product.type === type;
  const partOfSku = request.param('search_sku')?.toLowerCase();
  if (partOfSku !== undefined) yield product => product.sku.toLowerCase().includes(partOfSku);
  const search = request.param('search');
  if (search !== undefined && search !== '') yield matcher(search);
  const stock = enumParam(request, 'stock_status', ['instock', 'outofstock', 'onbackorder'] as const);
  if (stock !== undefined) yield product => (stockKeeper(shop, product)?.stockStatus ?? product.stockStatus) === stock;
  const onSale = boolParam(request, 'on_sale');
  if (onSale !== undefined) yield product => currentPrice(shop, product).isOnSale === onSale;
  const [low, high] = [request.param('min_price'), request.param('max_price')];
  if (low !== undefined || high !== undefined) yield priceWithin(shop, low, high);
  yield* byReference(request);
  yield* byDate(shop, request);
}

function* byReference(request: RestRequest): Generator<(product: Product) => boolean> {
  const include = idList(request, 'include');
  if (include !== undefined) yield product => include.includes(product.id);
  const exclude = idList(request, 'exclude');
  if (exclude !== undefined) yield product => !exclude.includes(product.id);
  const categories = idList(request, 'category');
  if (categories !== undefined)
    yield product => product.categories.some(term => categories.includes(term.id) || categories.includes(term.parent ?? 0));
  const tags = idList(request, 'tag');
  if (tags !== undefined) yield product => product.tags.some(term => tags.includes(term.id));
  const slug = request.param('slug');
  if (slug !== undefined) yield product => product.slug === slug;
  const featured = boolParam(request, 'featured');
  if (featured !== undefined) yield product => product.featured === featured;
  const parents = idList(request, 'parent');
  if (parents !== undefined) yield product => parents.includes(product.parentId);
}

function* byDate(shop: Shop, request: RestRequest): Generator<(product: Product) => boolean> {
  const after = instantParam(request, shop.clock, 'after');
  if (after !== undefined) yield product => product.createdAt > after;
  const before = instantParam(request, shop.clock, 'before');
  if (before !== undefined) yield product => product.createdAt < before;
  const modifiedAfter = instantParam(request, shop.clock, 'modified_after');
  if (modifiedAfter !== undefined) yield product => product.modifiedAt > modifiedAfter;
  const modifiedBefore = instantParam(request, shop.clock, 'modified_before');
  if (modifiedBefore !== undefined) yield product => product.modifiedAt < modifiedBefore;
}

function priceWithin(shop: Shop, low: string | undefined, high: string | undefined): (product: Product) => boolean {
  return product => {
    const { price } = currentPrice(shop, product);
    if (price === '') return false;
    const micros = toMicros(price);
    return (low === undefined || micros >= toMicros(low)) && (high === undefined || micros <= toMicros(high));
  };
}

const STOP_WORDS = new Set(
  'about an are as at be by com for from how in is it of on or that the this to was what when where who will with www'.split(' '),
);

/** WordPress' search: every word in the name, the excerpt or the text, accents and case ignored; the SKU is not looked at. */
export function matcher(search: string): (product: Product) => boolean {
  const words = fold(search)
    .split(/[\s,+]+/)
    .filter(word => word !== '' && !STOP_WORDS.has(word) && !/^[a-z]$/.test(word));
  const wanted = words.length === 0 ? [fold(search)] : words;
  return product => {
    const text = fold(`${product.name}\n${product.shortDescription}\n${product.description}`).replace(/&amp;/g, '&');
    return wanted.every(word => text.includes(word));
  };
}

/** Without case and accents, as the database compares. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 's')
    .toLowerCase();
}

type Compare = (a: Product, b: Product) => number;

function inOrder(shop: Shop, request: RestRequest, rows: Product[], window: Paging): readonly Product[] {
  const orderBy = enumParam(request, 'orderby', ORDERS, ORDERS_SHOWN) ?? 'date';
  const isUp = (enumParam(request, 'order', ['asc', 'desc'] as const) ?? 'desc') === 'asc';
  const include = idList(request, 'include');
  const up = (compare: Compare): Compare => (isUp ? compare : (a, b) => compare(b, a));
  const byId: Compare = (a, b) => a.id - b.id;
  // Date and modified have no tie-break in the database: what comes first among products of one second differs from page to page.
  const unsettled: Compare = (a, b) => scatter(a.id, window) - scatter(b.id, window) || byId(a, b);
  const compare: Record<(typeof ORDERS)[number], Compare> = {
    id: up(byId),
    date: (a, b) => up((a, b) => a.createdAt - b.createdAt)(a, b) || unsettled(a, b),
    modified: (a, b) => up((a, b) => a.modifiedAt - b.modifiedAt)(a, b) || unsettled(a, b),
    title: (a, b) => up((a, b) => compareText(fold(a.name), fold(b.name)))(a, b) || byId(a, b),
    slug: (a, b) => up((a, b) => compareText(a.slug, b.slug))(a, b) || byId(a, b),
    menu_order: (a, b) => up((a, b) => a.menuOrder - b.menuOrder)(a, b) || compareText(fold(a.name), fold(b.name)),
    price: (a, b) => up((a, b) => comparePrice(shop, a, b))(a, b) || byId(a, b),
    popularity: (a, b) => b.totalSales - a.totalSales || byId(b, a),
    rating: (a, b) => byId(b, a),
    include: include === undefined ? unsettled : (a, b) => include.indexOf(a.id) - include.indexOf(b.id),
  };
  return rows.sort(compare[orderBy]);
}

function comparePrice(shop: Shop, a: Product, b: Product): number {
  const [left, right] = [toMicros(currentPrice(shop, a).price), toMicros(currentPrice(shop, b).price)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function scatter(id: number, { page, perPage, offset }: Paging): number {
  const salt = (offset ?? page) * 7919 + perPage * 104_729;
  return (Math.imul(id ^ salt, 0x9e3779b1) ^ Math.imul(salt, id | 1)) >>> 0;
}
