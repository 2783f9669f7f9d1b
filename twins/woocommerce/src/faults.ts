import type { FaultRule, TwinRequest, TwinResponse } from '@onebasket/twin-kit';
import type { Product } from './catalogue/product.ts';
import { formatMicros, toMicros } from './decimal.ts';
import type { Shop } from './shop.ts';
import { setQuantity } from './stock.ts';

type Json = Record<string, unknown>;

const PRICES = ['price', 'regular_price', 'sale_price'];
const WORDS = { status: 'wc-mystery', stock_status: 'somewhere', type: 'hologram' };

/** Faults that happen before the work: goods sell out or change their price in the moment they are ordered; pages that never end. */
export function playBefore(shop: Shop, rule: FaultRule, request: TwinRequest): TwinRequest {
  if (rule.kind === 'looping-pages') return withoutPage(request);
  if (request.method !== 'POST') return request;
  if (rule.kind === 'sold-out') for (const product of orderedProducts(shop, request)) setQuantity(shop, product, 0);
  if (rule.kind === 'price-flip') for (const product of orderedProducts(shop, request)) raisePrice(shop, product);
  return request;
}

/** Faults in what is said: the answer's JSON is bent, the shop itself is as before. */
export function playAfter(rule: FaultRule, request: TwinRequest, response: TwinResponse): TwinResponse {
  switch (rule.kind) {
    case 'looping-pages':
      return { ...response, headers: { ...response.headers, 'x-wp-total': '1000000', 'x-wp-totalpages': '10000' } };
    case 'unknown-value':
      return bend(response, thing =>
        replaceStrings(thing, Object.fromEntries(Object.entries(WORDS).map(([key, word]) => [key, rule.value ?? word]))),
      );
    case 'wrong-currency':
      return bend(response, thing =>
        replaceStrings(thing, {
          currency: rule.value ?? 'XTS',
          currency_code: rule.value ?? 'XTS',
          ...(thing['symbol'] === undefined ? {} : { code: rule.value ?? 'XTS' }),
        }),
      );
    case 'negative-price':
      return bend(response, thing => changeAmounts(thing, text => (text.startsWith('-') ? text : `-${text}`)));
    case 'price-flip':
      return request.method === 'GET' ? bend(response, thing => changeAmounts(thing, raised)) : response;
    case 'sold-out':
      return request.method === 'GET' ? bend(response, soldOut) : response;
    default:
      return response;
  }
}

function withoutPage(request: TwinRequest): TwinRequest {
  const query = new URLSearchParams(request.query);
  query.delete('page');
  // The raw query keeps the page, so that the signature over it still fits.
  return { ...request, query };
}

function orderedProducts(shop: Shop, request: TwinRequest): Product[] {
  const ids = [...request.body.toString('utf8').matchAll(/"(?:variation_id|product_id|id)"\s*:\s*(\d+)/g)].map(match => Number(match[1]));
  return ids.flatMap(id => shop.products.get(id) ?? []);
}

function raisePrice(shop: Shop, product: Product): void {
  product.regularPrice = product.regularPrice === '' ? '' : raised(product.regularPrice);
  product.salePrice = product.salePrice === '' ? '' : raised(product.salePrice);
  shop.saveProduct(product);
}

function raised(text: string): string {
  const places = text.includes('.') ? (text.split('.')[1] ?? '').length : 0;
  return formatMicros((toMicros(text) * 11n) / 10n, places);
}

function bend(response: TwinResponse, change: (thing: Json) => Json): TwinResponse {
  if (typeof response.body !== 'string' || response.status >= 400) return response;
  try {
    return { ...response, body: JSON.stringify(everyObject(JSON.parse(response.body), change)) };
  } catch {
    return response;
  }
}

function everyObject(value: unknown, change: (thing: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map(item => everyObject(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(change(value as Json)).map(([key, inner]) => [key, everyObject(inner, change)]));
}

function replaceStrings(thing: Json, words: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(
    Object.entries(thing).map(([key, value]) => [key, typeof value === 'string' && words[key] !== undefined ? words[key] : value]),
  );
}

function changeAmounts(thing: Json, change: (text: string) => string): Json {
  return Object.fromEntries(
    Object.entries(thing).map(([key, value]) => [
      key,
      PRICES.includes(key) && typeof value === 'string' && /^-?\d/.test(value) ? change(value) : value,
    ]),
  );
}

function soldOut(thing: Json): Json {
  if (thing['stock_status'] !== undefined)
    return { ...thing, stock_status: 'outofstock', stock_quantity: thing['stock_quantity'] === null ? null : 0 };
  return thing['is_in_stock'] === undefined ? thing : { ...thing, is_in_stock: false };
}
