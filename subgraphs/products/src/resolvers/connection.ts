import type { ChannelRow } from '../search/channel-rows.ts';
import type { SearchResult } from '../search/search-products.ts';
import type { Product } from '../product/product.ts';
import { channelOf } from './channel.ts';
import type { ProductsContext, ProductsDeps } from './context.ts';

interface LoadedEdge {
  readonly cursor: string;
  readonly score: number;
  readonly node: Product;
}

/** A product that went away since the answer was made is left out; the place after it stays where it was. */
async function loadEdges({ edges }: SearchResult, { loaders }: ProductsContext): Promise<LoadedEdge[]> {
  const nodes = await Promise.all(edges.map(edge => loaders.product.load(edge.productId)));
  return edges.flatMap(({ cursor, score }, at) => (nodes[at] ? [{ cursor, score, node: nodes[at] }] : []));
}

export function productConnectionResolvers(): object {
  return {
    edges: (result: SearchResult, _: unknown, context: ProductsContext) => loadEdges(result, context),
    nodes: async (result: SearchResult, _: unknown, context: ProductsContext) => (await loadEdges(result, context)).map(edge => edge.node),
    pageInfo: (result: SearchResult) => ({ hasNextPage: result.hasNextPage, endCursor: result.edges.at(-1)?.cursor ?? null }),
  };
}

export function channelAnswerResolvers({ registry }: ProductsDeps): object {
  return { channel: (row: ChannelRow) => channelOf(registry, row.channelId) };
}
