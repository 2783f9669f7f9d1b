import { blankProduct, slugOf, type Product, type StockStatus, type Term } from '../catalogue/product.ts';
import { cleanPrice } from '../decimal.ts';
import { titleEntities } from '../html.ts';
import { writeMeta } from '../orders/write-order.ts';
import type { Shop } from '../shop.ts';
import { setQuantity } from '../stock.ts';
import { notInEnum, WooError } from '../woo-error.ts';
import { batch } from './batch.ts';
import { boolField, boolParam, idList, intField, objectList, textField } from './params.ts';
import { listProducts, paging } from './product-list.ts';
import { permalink, productView, variationView } from './product-view.ts';
import { links, one, page } from './rest-answer.ts';
import type { JsonObject } from './rest-request.ts';
import { many, single, type Route } from './routes.ts';

const STOCK_STATUSES: readonly StockStatus[] = ['instock', 'outofstock', 'onbackorder'];
const WRITE_STATUSES = ['draft', 'pending', 'private', 'publish', 'future'] as const;

/** `/products` and everything below it. */
export const productRoutes: readonly Route[] = [
  many('/wc/v3/products', {
    GET: ({ shop, request }) => {
      const window = paging(request);
      return page(request, listProducts(shop, request, shop.products.values(), window), window, product =>
        productView(shop, product, request.home),
      );
    },
    POST: ({ shop, request }) => {
      const product = createProduct(shop, request.body);
      return one(editView(shop, product, request.home), 201, { location: `${request.home}/wp-json/wc/v3/products/${product.id}` });
    },
  }),
  many('/wc/v3/products/batch', {
    POST: ({ shop, request }) =>
      batch(request, {
        create: item => editView(shop, createProduct(shop, item), request.home),
        update: (id, item) => editView(shop, updateProduct(shop, known(shop, id, 400), item), request.home),
        remove: id => editView(shop, removeProduct(shop, known(shop, id, 404), true), request.home),
      }),
  }),
  many('/wc/v3/products/categories', {
    GET: ({ shop, request }) => {
      const parent = idList(request, 'parent')?.[0];
      const rows = termsOf(shop, product => product.categories).filter(({ term }) => parent === undefined || (term.parent ?? 0) === parent);
      return page(request, rows, paging(request), row => categoryView(row, request.home));
    },
  }),
  single('/wc/v3/products/#', {
    GET: ({ shop, request, ids }) => one(productView(shop, known(shop, ids[0], 404), request.home)),
    PUT: ({ shop, request, ids }) => one(editView(shop, updateProduct(shop, known(shop, ids[0], 400), request.body), request.home)),
    DELETE: ({ shop, request, ids }) => {
      const product = known(shop, ids[0], 404);
      const before = editView(shop, product, request.home);
      removeProduct(shop, product, boolParam(request, 'force') === true);
      return one(before);
    },
  }),
  many('/wc/v3/products/#/variations', {
    GET: ({ shop, request, ids }) => {
      const window = paging(request);
      const rows = listProducts(shop, withSku(request), shop.variationsOf(ids[0] ?? 0), window);
      const wanted = request.param('sku')?.toLowerCase().split(',');
      return page(request, wanted === undefined ? rows : rows.filter(row => wanted.includes(row.sku.toLowerCase())), window, row =>
        variationView(shop, row, request.home),
      );
    },
  }),
  single('/wc/v3/products/#/variations/#', {
    GET: ({ shop, request, ids }) => one(variationView(shop, knownVariation(shop, ids, 404), request.home)),
    PUT: ({ shop, request, ids }) =>
      one(variationView(shop, updateProduct(shop, knownVariation(shop, ids, 404), request.body), request.home)),
  }),
];

/** Lists leave variations out unless a SKU is asked for; below their parent they are the list. */
function withSku<T extends { param(name: string): string | undefined }>(request: T): T {
  return {
    ...request,
    param: (name: string) =>
      name === 'search_sku' ? (request.param('search_sku') ?? '') : name === 'sku' ? undefined : request.param(name),
  };
}

function known(shop: Shop, id = 0, status: 400 | 404): Product {
  const product = shop.products.get(id);
  if (product === undefined) throw new WooError(status, 'woocommerce_rest_product_invalid_id', 'Invalid ID.');
  return product;
}

function knownVariation(shop: Shop, [parentId, id]: readonly number[], status: 400 | 404): Product {
  const variation = shop.products.get(id ?? 0);
  if (variation === undefined || variation.type !== 'variation' || variation.parentId !== parentId) {
    throw new WooError(status, 'woocommerce_rest_product_variation_invalid_id', 'Invalid ID.');
  }
  return variation;
}

/** Answers to writes say two things more. */
function editView(shop: Shop, product: Product, home: string): Record<string, unknown> {
  const slug = product.slug.replace(/__trashed$/, '');
  return {
    ...productView(shop, product, home),
    permalink_template: permalink(shop, { ...product, slug: '%product%' }, home).replace('%25product%25', '%product%'),
    generated_slug: slug,
  };
}

function createProduct(shop: Shop, body: JsonObject): Product {
  const product = blankProduct(shop.nextPostId(), shop.clock.second());
  writeProduct(shop, product, body);
  product.slug = freeSlug(shop, slugOf(product.name));
  shop.saveProduct(product, 'created');
  return product;
}

function updateProduct(shop: Shop, product: Product, body: JsonObject): Product {
  writeProduct(shop, product, body);
  shop.saveProduct(product);
  return product;
}

function writeProduct(shop: Shop, product: Product, body: JsonObject): void {
  const text = (key: string) => textField(body, key, key);
  const sku = text('sku');
  if (sku !== undefined && sku !== '') {
    const owner = shop.bySku(sku);
    if (owner !== undefined && owner.id !== product.id) {
      throw new WooError(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', {
        status: 400,
        resource_id: owner.id,
        unique_sku: `${sku}-1`,
      });
    }
  }
  const stockStatus = text('stock_status');
  if (stockStatus !== undefined && !STOCK_STATUSES.includes(stockStatus as StockStatus))
    throw notInEnum('stock_status', 'stock_status', STOCK_STATUSES);
  const status = text('status');
  if (status !== undefined && !WRITE_STATUSES.includes(status as (typeof WRITE_STATUSES)[number]))
    throw notInEnum('status', 'status', WRITE_STATUSES);
  const quantity = intField(body, 'stock_quantity', 'stock_quantity');
  const regular = text('regular_price');
  const sale = text('sale_price');
  product.name = text('name') ?? product.name;
  product.sku = sku ?? product.sku;
  product.globalUniqueId = text('global_unique_id')?.replace(/[^0-9-]/g, '') ?? product.globalUniqueId;
  product.description = text('description') ?? product.description;
  product.shortDescription = text('short_description') ?? product.shortDescription;
  product.status = (status as Product['status'] | undefined) ?? product.status;
  if (regular !== undefined) product.regularPrice = cleanPrice(regular);
  if (sale !== undefined) product.salePrice = cleanPrice(sale);
  if (text('date_on_sale_from') !== undefined) product.saleFrom = shop.clock.parse(text('date_on_sale_from') ?? '', false) ?? null;
  if (text('date_on_sale_to') !== undefined) product.saleTo = shop.clock.parse(text('date_on_sale_to') ?? '', false) ?? null;
  const manages = boolField(body, 'manage_stock');
  if (manages !== undefined) product.manageStock = manages;
  if (manages === false) product.stockQuantity = null;
  product.backorders = (text('backorders') as Product['backorders'] | undefined) ?? product.backorders;
  // Without managed stock a quantity is dropped without a word; with it, the status follows the quantity whatever was sent.
  if (product.manageStock === true) setQuantity(shop, product, quantity ?? product.stockQuantity ?? 0);
  else if (stockStatus !== undefined) product.stockStatus = stockStatus as StockStatus;
  const meta = { meta: [...product.meta] };
  writeMeta(shop, meta, objectList(body, 'meta_data') ?? []);
  product.meta = meta.meta;
}

function removeProduct(shop: Shop, product: Product, isForGood: boolean): Product {
  if (isForGood) {
    shop.deleteProduct(product.id);
    return product;
  }
  if (product.status === 'trash') throw new WooError(410, 'woocommerce_rest_already_trashed', 'The product has already been deleted.');
  product.status = 'trash';
  product.slug = `${product.slug}__trashed`;
  shop.saveProduct(product);
  return product;
}

function freeSlug(shop: Shop, wanted: string): string {
  const taken = new Set([...shop.products.values()].map(product => product.slug));
  let slug = wanted;
  for (let number = 2; taken.has(slug); number++) slug = `${wanted}-${number}`;
  return slug;
}

interface CountedTerm {
  readonly term: Term;
  readonly count: number;
}

/** Terms in use with the number of products, by name. */
export function termsOf(shop: Shop, read: (product: Product) => readonly Term[]): readonly CountedTerm[] {
  const counted = new Map<number, CountedTerm>();
  for (const product of shop.products.values()) {
    for (const term of read(product)) counted.set(term.id, { term, count: (counted.get(term.id)?.count ?? 0) + 1 });
  }
  return [...counted.values()].sort((a, b) => a.term.name.localeCompare(b.term.name));
}

function categoryView({ term, count }: CountedTerm, home: string): object {
  const base = `${home}/wp-json/wc/v3/products/categories`;
  const up = term.parent ? { up: `${base}/${term.parent}` } : undefined;
  return {
    id: term.id,
    name: titleEntities(term.name),
    slug: term.slug,
    parent: term.parent ?? 0,
    description: '',
    display: 'default',
    image: null,
    menu_order: 0,
    count,
    _links: links(`${base}/${term.id}`, base, up),
  };
}
