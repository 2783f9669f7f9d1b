import { graphqlError } from './graphql.ts';
import type { TwinProduct } from './options.ts';
import { productView, type ViewContext } from './product-view.ts';

/** The arguments of `products`. */
export interface ProductsArgs {
  readonly search?: string | null;
  readonly filter?: {
    readonly sku?: { readonly eq?: string; readonly in?: readonly string[] };
    readonly name?: { readonly match?: string };
  } | null;
  readonly sort?: { readonly name?: 'ASC' | 'DESC' } | null;
  readonly pageSize: number;
  readonly currentPage: number;
}

/** Only products with a page of their own are found; a page beyond the last is an error. */
export function products({ search, filter, sort, pageSize, currentPage }: ProductsArgs, context: ViewContext) {
  if (search == null && filter == null) throw graphqlError('input', "'search' or 'filter' input argument is required.");
  if (pageSize < 1) throw graphqlError('input', 'pageSize value must be greater than 0.');
  const found = context.catalogue.all().filter(product => matchesSearch(product, search) && matchesFilter(product, filter));
  if (sort?.name) found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) * (sort.name === 'ASC' ? 1 : -1));
  const pages = Math.ceil(found.length / pageSize);
  if (currentPage > pages && found.length > 0) {
    throw graphqlError('input', `currentPage value ${currentPage} specified is greater than the ${pages} page(s) available.`);
  }
  return {
    total_count: found.length,
    page_info: { current_page: currentPage, page_size: pageSize, total_pages: pages },
    items: found.slice((currentPage - 1) * pageSize, currentPage * pageSize).map(product => productView(product, context)),
  };
}

function matchesSearch(product: TwinProduct, search: string | null | undefined): boolean {
  if (search == null) return true;
  const text = `${product.name} ${product.sku} ${product.description ?? ''}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}

function matchesFilter({ sku, name }: TwinProduct, filter: ProductsArgs['filter']): boolean {
  const wanted = filter?.sku?.in ?? (filter?.sku?.eq === undefined ? undefined : [filter.sku.eq]);
  if (wanted && !wanted.includes(sku)) return false;
  const match = filter?.name?.match;
  return match === undefined || name.toLowerCase().includes(match.toLowerCase());
}
