import type { Product } from './options.ts';
import { envelope } from './profile.ts';
import { isJson, No, textOf, type Json, type Merchant } from './state.ts';

const DEFAULT_LIMIT = 10;
const MOST_IDS = 50;

/** Products whose title, brand or category has all the words. */
export function searchCatalogue(merchant: Merchant, body: Json, home: string): Json {
  const query = textOf(body['query']);
  if (query === undefined && !isJson(body['filters'])) throw new No(400, 'invalid_request', 'a query or filters are needed');
  const words = (query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...merchant.products.values()].filter(product => words.every(word => textsOf(product).includes(word)));
  const pagination = isJson(body['pagination']) ? body['pagination'] : {};
  const limit = typeof pagination['limit'] === 'number' ? pagination['limit'] : DEFAULT_LIMIT;
  const from = Number(Buffer.from(textOf(pagination['cursor']) ?? '', 'base64url').toString('utf8') || 0);
  const hasNext = from + limit < found.length;
  return {
    ucp: envelope(merchant, 'catalog.search'),
    products: found.slice(from, from + limit).map(product => productView(merchant, product, home)),
    pagination: {
      has_next_page: hasNext,
      total_count: found.length,
      ...(hasNext ? { cursor: Buffer.from(String(from + limit)).toString('base64url') } : {}),
    },
  };
}

/** Products by the ids of products or variants; unknown ids make the list shorter and are named. */
export function lookupCatalogue(merchant: Merchant, body: Json, home: string): Json {
  const ids = Array.isArray(body['ids']) ? [...new Set(body['ids'].map(String))] : [];
  if (ids.length === 0) throw new No(400, 'invalid_request', 'ids are needed');
  if (ids.length > MOST_IDS) throw new No(400, 'request_too_large', `at most ${MOST_IDS} ids`);
  const products = [...merchant.products.values()].flatMap(product => {
    const inputs = ids.flatMap(id =>
      id === product.id ? [{ id, match: 'exact' }] : id === parentOf(product) ? [{ id, match: 'featured' }] : [],
    );
    return inputs.length === 0 ? [] : [productView(merchant, product, home, inputs)];
  });
  const known = new Set([...merchant.products.values()].flatMap(product => [product.id, parentOf(product)]));
  const messages = ids.filter(id => !known.has(id)).map(id => ({ type: 'info', code: 'not_found', content: id }));
  return { ucp: envelope(merchant, 'catalog.lookup'), products, ...(messages.length === 0 ? {} : { messages }) };
}

/** One product in full. Throws `No` with status 200 when there is none: that is an outcome, not a fault of the request. */
export function productOf(merchant: Merchant, body: Json, home: string): Json {
  const product = [...merchant.products.values()].find(one => one.id === body['id'] || parentOf(one) === body['id']);
  if (!product) throw new No(200, 'not_found', `Product not found: ${String(body['id'])}`);
  return { ucp: envelope(merchant, 'catalog.lookup'), product: productView(merchant, product, home) };
}

function productView(merchant: Merchant, product: Product, home: string, inputs?: readonly Json[]): Json {
  const price = { amount: merchant.price.get(product.id) ?? product.price, currency: merchant.currency };
  const isThere = (merchant.stock.get(product.id) ?? 0) > 0;
  return {
    id: parentOf(product),
    handle: product.id.replaceAll('_', '-'),
    title: product.title,
    ...(product.brand === undefined ? {} : { brand: product.brand }),
    description: { plain: `${product.title}, fresh from our shop.` },
    url: `${home}/products/${product.id}`,
    ...(product.category === undefined
      ? {}
      : {
          categories: [
            { value: '985', taxonomy: 'google_product_category' },
            { value: product.category, taxonomy: 'merchant' },
          ],
        }),
    price_range: { min: price, max: price },
    media: [{ type: 'image', url: product.image ?? `${home}/images/${product.id}.jpg`, alt_text: product.title }],
    rating: { value: 4.5, scale_max: 5, count: 128 },
    variants: [
      {
        id: product.id,
        sku: product.id.toUpperCase(),
        title: 'Default Title',
        description: { plain: product.title },
        price,
        ...(product.listPrice === undefined ? {} : { list_price: { amount: product.listPrice, currency: merchant.currency } }),
        ...(product.gtin === undefined ? {} : { barcodes: [{ type: 'EAN', value: product.gtin }] }),
        availability: { available: isThere, status: isThere ? 'in_stock' : 'out_of_stock' },
        options: [],
        ...(inputs === undefined ? {} : { inputs }),
      },
    ],
  };
}

function parentOf({ id }: Product): string {
  return `prod_${id}`;
}

function textsOf({ title, brand, category }: Product): string {
  return `${title} ${brand ?? ''} ${category ?? ''}`.toLowerCase();
}
