import { toGtin14 } from '@onebasket/core';
import type { QuerySearchArgs } from '@onebasket/schema/resolvers/products';
import { GraphQLError } from 'graphql';
import { findByAddress } from '../listing/find-by-address.ts';
import { compareRows } from '../product/compare-products.ts';
import type { Product } from '../product/product.ts';
import { searchProducts } from '../search/search-products.ts';
import { badInput, readFirst } from '../search/search-request.ts';
import type { ProductsContext, ProductsDeps } from './context.ts';

const COMPARED = 20;
const READ_AT_ONCE = 250;

export function queryResolvers(deps: ProductsDeps): object {
  const { catalogue, index, registry } = deps;
  return {
    search: (_: unknown, args: QuerySearchArgs) => searchProducts(args, deps),
    product: async (_: unknown, { id }: { id: string }, { loaders }: ProductsContext) => (await loaders.product.load(id)) ?? null,
    listing: async (_: unknown, { id }: { id: string }, { loaders }: ProductsContext) => (await loaders.listing.load(id)) ?? null,
    productByGtin: async (_: unknown, { gtin }: { gtin: string }, { loaders }: ProductsContext) => {
      const gtin14 = toGtin14(gtin);
      if (gtin14 === undefined) throw badInput('gtin must be a GTIN of 8, 12, 13 or 14 digits with a right check digit', ['gtin']);
      const { docs } = await catalogue.listings.find({ index: 'byGtin', prefix: [gtin14], limit: 50 });
      const listing = docs.find(doc => !doc.gone) ?? docs[0];
      return listing ? ((await loaders.product.load(listing.productId)) ?? null) : null;
    },
    listingByUrl: async (_: unknown, { url }: { url: string }) => (await findByAddress(url, catalogue)) ?? null,
    compareProducts: async (_: unknown, { ids }: { ids: readonly string[] }, { loaders }: ProductsContext) => {
      if (ids.length === 0 || ids.length > COMPARED) throw badInput(`ids must name 1 to ${COMPARED} products; got ${ids.length}`, ['ids']);
      const products = await Promise.all(ids.map(id => loaders.product.load(id)));
      const missing = products.findIndex(product => !product);
      if (missing !== -1)
        throw new GraphQLError(`there is no product ${JSON.stringify(ids[missing]?.slice(0, 60))}`, {
          extensions: { code: 'NOT_FOUND', argument: `ids.${missing}` },
        });
      const known = products as readonly Product[];
      return { products: known, rows: compareRows(known) };
    },
    recommendations: async (_: unknown, args: { first: number }, { loaders }: ProductsContext) => {
      const first = readFirst(args.first);
      const channels = registry
        .channels()
        .filter(channel => !channel.paused)
        .map(channel => channel.id);
      const answer = await index.search(
        { text: '', filter: { availability: ['IN_STOCK', 'LOW_STOCK'] }, sort: 'NEWEST', channels, admit: [] },
        { first },
      );
      const products = await Promise.all(answer.hits.map(hit => loaders.product.load(hit.productId)));
      return products.flatMap((product, at) =>
        product ? [{ product, score: 1 - at / products.length, reasons: ['new and in stock'] }] : [],
      );
    },
    internalProducts: (_: unknown, { ids }: { ids: readonly string[] }, { loaders }: ProductsContext) =>
      Promise.all(bounded(ids).map(async id => (await loaders.product.load(id)) ?? null)),
    internalListings: (_: unknown, { ids }: { ids: readonly string[] }, { loaders }: ProductsContext) =>
      Promise.all(bounded(ids).map(async id => (await loaders.listing.load(id)) ?? null)),
  };
}

function bounded(ids: readonly string[]): readonly string[] {
  if (ids.length > READ_AT_ONCE) throw badInput(`at most ${READ_AT_ONCE} ids at once; got ${ids.length}`, ['ids']);
  return ids;
}
