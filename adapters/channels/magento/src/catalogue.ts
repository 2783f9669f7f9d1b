import { currencyIn, known, needed, textIn, type Call, type ChannelListing, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { featuresOf } from './features.ts';
import { send } from './graphql.ts';
import { settingsOf, shopUrl } from './manifest.ts';
import { toListings, type ListingContext } from './mapper.ts';
import { productFields } from './product-fields.ts';
import { isRecord, neededRecord, piecesIn, recordAt } from './wire.ts';

/** How many products are asked for at once: a page with all variants stays below the host's limit for an answer. */
export const PAGE_SIZE = 50;

export interface ProductQuery {
  readonly label: string;
  readonly search?: string;
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly sort?: Readonly<Record<string, 'ASC' | 'DESC'>>;
  readonly pageSize: number;
  /** From 1. */
  readonly currentPage: number;
}

/** One product of a page. `isBroken` when its data makes no sense: it is there all the same, so it has no listings but is not gone. */
export interface ReadProduct {
  readonly sku: string;
  readonly listings: readonly ChannelListing[];
  readonly isBroken?: true;
}

export interface ProductPage {
  readonly products: readonly ReadProduct[];
  readonly total: number | undefined;
  readonly more: boolean;
}

/** One page of the shop's products. Asking beyond the last page is an error there, so the caller asks only while there is `more`. */
export async function readProducts(query: ProductQuery, call: Call): Promise<ProductPage> {
  const features = await featuresOf(call);
  const { label, ...variables } = query;
  const document = `
    query Products($search: String, $filter: ProductAttributeFilterInput, $sort: ProductAttributeSortInput, $pageSize: Int, $currentPage: Int) {
      products(search: $search, filter: $filter, sort: $sort, pageSize: $pageSize, currentPage: $currentPage) {
        total_count
        page_info { current_page page_size total_pages }
        items { ${productFields(features, settingsOf(call))} }
      }
    }`;
  const { data, response } = await send(call, { label, document, variables, effect: 'read' });
  return toPage(neededRecord(data, 'products', label), query, response.digest, call);
}

/** Products by SKU, however many; those that are not shown by themselves are missing. */
export async function readProductsBySku(skus: Iterable<string>, call: Call): Promise<ReadonlyMap<string, ReadProduct>> {
  const wanted = [...new Set(skus)];
  const found = new Map<string, ReadProduct>();
  for (let from = 0; from < wanted.length; from += PAGE_SIZE) {
    const part = wanted.slice(from, from + PAGE_SIZE);
    const query = { label: 'products by sku', filter: { sku: { in: part } }, pageSize: part.length, currentPage: 1 };
    for (const product of (await readProducts(query, call)).products) found.set(product.sku, product);
  }
  return found;
}

function toPage(page: WireRecord, { label, pageSize, currentPage }: ProductQuery, digest: string, call: Call): ProductPage {
  const info = recordAt(page, 'page_info');
  const came = piecesIn(info['current_page']);
  if (came !== undefined && came !== currentPage) throw unreadable(`${label}: page ${came} came, ${currentPage} was asked for`);
  const items = page['items'];
  if (!Array.isArray(items)) throw unreadable(`${label}: no list of products`);
  const total = piecesIn(page['total_count']);
  const pages = piecesIn(info['total_pages']) ?? (total === undefined ? undefined : Math.ceil(total / pageSize));
  const more = pages === undefined ? items.length >= pageSize : currentPage < pages;
  // Taking this for the end, or going on for ever, would both be wrong.
  if (items.length === 0 && more) throw unreadable(`${label}: an empty page before the last`);
  const products = readEach(items, index => ({ ...contextOf(call), raw: { digest, pointer: `/data/products/items/${index}` } }), call);
  return { products, total, more };
}

/** One product that cannot be read must not stop all others; a page of which nothing can be read is no answer. */
function readEach(items: readonly unknown[], contextAt: (index: number) => ListingContext, call: Call): readonly ReadProduct[] {
  let broken: AdapterError | undefined;
  let readable = 0;
  const products = items.flatMap((item, index): ReadProduct[] => {
    // A product that is hidden from this store view comes as null.
    if (!isRecord(item)) return [];
    try {
      const listings = toListings(item, contextAt(index));
      readable++;
      return [{ sku: needed(textIn(item['sku']), 'magento: sku'), listings }];
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      broken = error;
      call.log.warn('a product cannot be read and is left out', { reason: error.message });
      const sku = textIn(item['sku']);
      return sku === undefined ? [] : [{ sku, listings: [], isBroken: true }];
    }
  });
  if (broken !== undefined && readable === 0) throw broken;
  return products;
}

function contextOf(call: Call): ListingContext {
  const { storefrontUrl, currency, gtinAttribute, brandAttribute } = settingsOf(call);
  return { storefrontUrl: storefrontUrl ?? shopUrl(call), ...known({ currency: currencyIn(currency), gtinAttribute, brandAttribute }) };
}

function unreadable(what: string): AdapterError {
  return new AdapterError('invalid-response', { message: `magento: ${what}`, outcome: 'not-done' });
}
