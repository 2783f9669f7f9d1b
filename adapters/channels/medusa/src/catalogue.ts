import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { askStore, type Success } from './client.ts';
import { unexpected, type Denial } from './errors.ts';
import { settingsOf } from './manifest.ts';
import { toListings } from './product.ts';
import { homeRegion } from './region.ts';
import { integerAt, objectsAt, requiredTextAt } from './wire.ts';

/** What listings are made of. Prices have to be named first; without being asked for the shop tells neither prices nor stock. */
const FIELDS = [
  '*variants.calculated_price',
  '+variants.inventory_quantity',
  '+metadata',
  '*categories',
  '*categories.parent_category',
].join(',');

/** One product as read: its id and its variants as listings. */
export interface ReadProduct {
  readonly id: string;
  readonly listings: readonly ChannelListing[];
}

/** A page of the product list, and how many there are in all. */
export interface ProductPage {
  readonly products: readonly ReadProduct[];
  readonly total: number;
}

/** Reads products with the prices of the home region. `filter` narrows: `["q", "kettle"]`, `["variants[id][]", "variant_1"]`. */
export async function readProducts(
  page: { readonly limit: number; readonly offset: number; readonly filter?: readonly (readonly [string, string])[] },
  label: string,
  call: Call,
): Promise<ProductPage> {
  const answer = await askProducts(page, label, call);
  if (!answer.ok) throw unexpected(answer, label);
  return toProductPage(answer, call);
}

/** As `readProducts`; `undefined` when the shop's version does not know the filter. */
export async function readProductsWhere(
  page: Parameters<typeof readProducts>[0],
  label: string,
  call: Call,
): Promise<ProductPage | undefined> {
  const answer = await askProducts(page, label, call);
  return answer.ok ? toProductPage(answer, call) : undefined;
}

async function askProducts(
  { limit, offset, filter = [] }: Parameters<typeof readProducts>[0],
  label: string,
  call: Call,
): Promise<Success | Denial> {
  const { region, country } = await homeRegion(call);
  const query: (readonly [string, string])[] = [
    ['fields', FIELDS],
    ['region_id', region.id],
    ...(country === undefined ? [] : [['country_code', country.toLowerCase()] as const]),
    ['limit', String(limit)],
    ['offset', String(offset)],
    ...filter,
  ];
  return askStore({ method: 'GET', path: '/store/products', query, label }, call);
}

function toProductPage({ body, digest }: Success, call: Call): ProductPage {
  const products = objectsAt(body, 'products').map((product, at) => ({
    id: requiredTextAt(product, 'id'),
    listings: toListings(product, { digest, pointer: `/products/${at}` }, settingsOf(call)),
  }));
  return { products, total: integerAt(body, 'count') ?? products.length };
}
