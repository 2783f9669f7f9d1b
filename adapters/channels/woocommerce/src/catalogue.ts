import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import pMap from 'p-map';
import { categoryTree } from './categories.ts';
import { read, readAll, readOne, PAGE_SIZE } from './client.ts';
import { shopCurrency } from './currency.ts';
import { fromExternalId, type ProductRef } from './external-id.ts';
import { toListing, type MapperContext } from './mapper.ts';
import { settingsOf } from './settings.ts';
import { asList } from './wire.ts';
import { readProduct, type WireProduct } from './wire-product.ts';

/** Requests at once: small shops run on small machines. */
export const CONCURRENCY = 4;

/** One sellable thing as the shop has it now. */
export interface Item {
  readonly product: WireProduct;
  /** The variable product that a variation belongs to. */
  readonly parent?: WireProduct;
}

/** The items of these ids by id; one that the shop does not know is missing from the map. Products come in batches, variations through their parents. */
export async function readItems(call: Call, externalIds: readonly string[]): Promise<ReadonlyMap<string, Item>> {
  const refs = new Map(externalIds.flatMap(id => ((ref): [string, ProductRef][] => (ref ? [[id, ref]] : []))(fromExternalId(id))));
  const wantedByParent = Map.groupBy(
    [...refs.values()].filter(ref => ref.variationId !== undefined),
    ref => ref.productId,
  );
  const [products, variations] = await Promise.all([
    readProducts(call, [...new Set([...refs.values()].map(ref => ref.productId))]),
    pMap(wantedByParent, async ([parentId, wanted]) => [parentId, await readSomeVariations(call, parentId, wanted)] as const, {
      concurrency: CONCURRENCY,
    }),
  ]);
  const variationsByParent = new Map(variations);
  return new Map(
    [...refs].flatMap(([externalId, ref]): [string, Item][] => {
      const product = products.get(ref.productId);
      // A variation's number alone is not its id here: without its parent it cannot be ordered.
      if (!product || product.type === 'variation') return [];
      if (ref.variationId === undefined) return [[externalId, { product }]];
      const variation = variationsByParent.get(ref.productId)?.get(ref.variationId);
      return variation ? [[externalId, { product: variation, parent: product }]] : [];
    }),
  );
}

/** Products by id, whatever their status. */
export async function readProducts(call: Call, ids: readonly number[]): Promise<ReadonlyMap<number, WireProduct>> {
  if (ids.length === 1) {
    const body = await readOne(call, `/products/${ids[0]}`);
    return index(body === undefined ? [] : [readProduct(body, 'GET /products/{id}')]);
  }
  const found = new Map<number, WireProduct>();
  for (let at = 0; at < ids.length; at += PAGE_SIZE) {
    const batch = ids.slice(at, at + PAGE_SIZE);
    const answer = await read(call, '/products', { include: batch.join(','), per_page: PAGE_SIZE, orderby: 'id', order: 'asc' });
    const rows = asList(answer.body, 'GET /products').map(row => readProduct(row, 'GET /products'));
    for (const product of rows) if (batch.includes(product.id)) found.set(product.id, product);
    // A server that ignores `include` lists anything: what it left out is asked for one by one.
    if (rows.some(product => !batch.includes(product.id))) {
      const missing = batch.filter(id => !found.has(id));
      for (const [id, product] of await readOneByOne(call, missing)) found.set(id, product);
    }
  }
  return found;
}

async function readOneByOne(call: Call, ids: readonly number[]): Promise<readonly [number, WireProduct][]> {
  const bodies = await pMap(ids, id => readOne(call, `/products/${id}`), { concurrency: CONCURRENCY });
  return bodies.flatMap((body): [number, WireProduct][] =>
    body === undefined ? [] : [((product): [number, WireProduct] => [product.id, product])(readProduct(body, 'GET /products/{id}'))],
  );
}

async function readSomeVariations(call: Call, parentId: number, wanted: readonly ProductRef[]): Promise<ReadonlyMap<number, WireProduct>> {
  if (wanted.length > 1) return index(await readVariations(call, parentId));
  const body = await readOne(call, `/products/${parentId}/variations/${wanted[0]?.variationId}`);
  return index(body === undefined ? [] : [readVariation(body)]);
}

/** All variations of a variable product; none when it went away meanwhile. */
export async function readVariations(call: Call, parentId: number): Promise<readonly WireProduct[]> {
  const rows = await readAll(call, `/products/${parentId}/variations`, { orderby: 'id', order: 'asc' }, 'optional');
  return (rows ?? []).map(readVariation);
}

function readVariation(value: unknown): WireProduct {
  return { ...readProduct(value, 'GET /products/{id}/variations'), type: 'variation' };
}

function index(products: readonly WireProduct[]): ReadonlyMap<number, WireProduct> {
  return new Map(products.map(product => [product.id, product]));
}

/** What the mapper must know of the shop. */
export async function mapperContext(call: Call): Promise<MapperContext> {
  const { storefrontUrl } = settingsOf(call);
  const [currency, categories] = await Promise.all([shopCurrency(call), categoryTree(call)]);
  return {
    currency,
    categories,
    onOddity: what => call.log.warn('left out what makes no sense', { what }),
    ...(storefrontUrl === undefined ? {} : { storefrontUrl }),
  };
}

/** Each product as its listings: a simple one as itself, a variable one as its published variations, read now. */
export async function toListings(call: Call, products: readonly WireProduct[]): Promise<readonly ChannelListing[]> {
  const context = await mapperContext(call);
  const groups = await pMap(
    products,
    async product => {
      if (product.type !== 'variable') return [toListing(product, undefined, context)];
      const variations = await readVariations(call, product.id);
      return variations
        .filter(({ status }) => status === undefined || status === 'publish')
        .map(variation => toListing(variation, product, context));
    },
    { concurrency: CONCURRENCY },
  );
  return groups.flat();
}
