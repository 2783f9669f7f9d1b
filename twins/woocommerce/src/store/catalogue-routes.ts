import type { Product } from '../catalogue/product.ts';
import { formatMicros, toMicros } from '../decimal.ts';
import { currentPrice } from '../prices.ts';
import { enumParam, idList, intParam } from '../rest/params.ts';
import { fold, listProducts } from '../rest/product-list.ts';
import { termsOf } from '../rest/product-routes.ts';
import { one, page, type RestResult } from '../rest/rest-answer.ts';
import type { RestRequest } from '../rest/rest-request.ts';
import { currencyFacts } from '../settings.ts';
import type { Shop } from '../shop.ts';
import { WooError } from '../woo-error.ts';
import { titleEntities } from '../html.ts';
import { currencyFields, minor } from './money.ts';
import { storeProductView } from './product-view.ts';

const ORDERS = [
  'date',
  'modified',
  'id',
  'include',
  'title',
  'slug',
  'price',
  'popularity',
  'rating',
  'menu_order',
  'comment_count',
] as const;

/** `GET /products` and below; `undefined` when the path is another. */
export function catalogueRoute(shop: Shop, request: RestRequest, path: string): RestResult | undefined {
  if (path === '/products') return list(shop, request);
  if (path === '/products/categories') {
    const rows = termsOf(shop, product => (isPublic(product) ? product.categories : []));
    return page(request, rows, window(request), ({ term, count }) => ({
      id: term.id,
      name: titleEntities(term.name),
      slug: term.slug,
      description: '',
      parent: term.parent ?? 0,
      count,
      image: null,
      review_count: 0,
      permalink: `${request.home}/product-category/${term.slug}/`,
    }));
  }
  if (path === '/products/collection-data') return one(priceSpan(shop));
  const reference = /^\/products\/([^/]+)$/.exec(path)?.[1];
  if (reference === undefined) return undefined;
  return one(storeProductView(shop, productBy(shop, reference), request.home));
}

function productBy(shop: Shop, reference: string): Product {
  if (/^\d+$/.test(reference)) {
    const product = shop.products.get(Number(reference));
    if (product === undefined || product.status === 'trash')
      throw new WooError(404, 'woocommerce_rest_product_invalid_id', 'Invalid product ID.');
    return product;
  }
  const product = [...shop.products.values()].find(product => product.slug === reference);
  if (product === undefined) throw new WooError(404, 'woocommerce_rest_product_invalid_slug', 'Invalid product slug.');
  return product;
}

/** Published and not hidden products; `search` is one phrase in name or SKU, prices are minor units, `per_page=0` is everything. */
function list(shop: Shop, request: RestRequest): RestResult {
  enumParam(request, 'orderby', ORDERS);
  const paging = window(request);
  const wantsVariations = request.param('type') === 'variation';
  const skus = request.param('sku');
  const visibility = request.param('catalog_visibility');
  const among = [...shop.products.values()].filter(product => {
    if (!isPublic(product) || (product.type === 'variation') !== (wantsVariations || (skus !== undefined && product.type === 'variation')))
      return false;
    return visibility === undefined || visibility === 'any' || product.catalogVisibility === visibility;
  });
  const phrase = fold(request.param('search') ?? '');
  const found = among.filter(product => phrase === '' || fold(product.name).includes(phrase) || fold(product.sku).includes(phrase));
  const rows = listProducts(shop, translated(shop, request, wantsVariations), found, paging);
  return page(request, rows, paging, product => storeProductView(shop, product, request.home));
}

/** The same question in REST v3's terms. */
function translated(shop: Shop, request: RestRequest, wantsVariations: boolean): RestRequest {
  const { decimals } = currencyFacts(shop.settings.currency);
  const param = (name: string): string | undefined => {
    const value = request.param(name);
    if (name === 'search' || name === 'type' || (name === 'orderby' && value === 'comment_count')) return undefined;
    if (name === 'search_sku' && wantsVariations) return '';
    if (name === 'stock_status') return value?.split(',')[0];
    if ((name === 'min_price' || name === 'max_price') && value !== undefined)
      return formatMicros(toMicros(value) / 10n ** BigInt(decimals), decimals);
    return value;
  };
  return { ...request, param };
}

function window(request: RestRequest): { readonly page: number; readonly perPage: number } {
  idList(request, 'include');
  return {
    page: intParam(request, 'page', { fallback: 1, min: 1 }),
    perPage: intParam(request, 'per_page', { fallback: 10, min: 0, max: 100 }),
  };
}

function isPublic(product: Product): boolean {
  return product.status === 'publish';
}

function priceSpan(shop: Shop): object {
  const prices = [...shop.products.values()].filter(isPublic).map(product => toMicros(currentPrice(shop, product).price));
  const lowest = prices.reduce((a, b) => (b < a ? b : a), prices[0] ?? 0n);
  const highest = prices.reduce((a, b) => (b > a ? b : a), 0n);
  return {
    price_range: { min_price: minor(shop, lowest), max_price: minor(shop, highest), ...currencyFields(shop) },
    attribute_counts: null,
    rating_counts: null,
    stock_status_counts: null,
  };
}
