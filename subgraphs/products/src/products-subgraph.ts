import { defineSubgraph, type Subgraph, type SubgraphDeps } from '@onebasket/runtime';
import { FeedStates } from './feed/feed-state.ts';
import { Feeds } from './feed/feeds.ts';
import { FollowOthers } from './feed/follow-others.ts';
import { Catalogue } from './product/catalogue.ts';
import { makeProductLoaders, type ProductLoaders } from './product/product-loaders.ts';
import { channelAnswerResolvers, productConnectionResolvers } from './resolvers/connection.ts';
import type { ProductsDeps } from './resolvers/context.ts';
import { listingResolvers } from './resolvers/listing.ts';
import { mutationResolvers } from './resolvers/mutation.ts';
import { productResolvers } from './resolvers/product.ts';
import { queryResolvers } from './resolvers/query.ts';
import type { SearchIndex } from './search/index-port.ts';
import { OnlyChanges } from './search/only-changes.ts';
import { LiveSearch } from './search/live-search.ts';
import { SqliteSearchIndex } from './search/sqlite/sqlite-search-index.ts';

/**
 * The subgraph that owns products and listings: feeds in, matching, search out. `start` brings back what was stored, then lets the feeds run;
 * searches before the first walk has ended say so in their channel rows.
 */
export function createProductsSubgraph(deps: SubgraphDeps, given: { readonly index?: SearchIndex } = {}): Subgraph<ProductLoaders> {
  const { config, registry, clock, storage } = deps;
  const log = deps.log.child({ subgraph: 'products' });
  const index = new OnlyChanges(
    given.index ?? new SqliteSearchIndex({ displayCurrency: config.displayCurrency ?? 'CNY', rates: config.rates }),
  );
  const catalogue = new Catalogue(storage, index, { matching: config.products.matching.enabled, clock });
  // In the distributed mode several processes may share the store; embedded, this is the only one.
  const isSole = config.subgraphs === undefined;
  const states = new FeedStates(storage, clock, { isSole });
  const others = new FollowOthers({ catalogue, clock, log });
  const live = new LiveSearch({ catalogue, clock, log });
  const feeds = new Feeds({ catalogue, states, clock, log, channels: registry.channels(), intervalMs: config.products.feedIntervalMs });
  const parts: ProductsDeps = { config, registry, clock, catalogue, index, live, states };

  return defineSubgraph<ProductLoaders>({
    name: 'products',
    resolvers: {
      Query: queryResolvers(parts),
      Mutation: mutationResolvers(parts),
      ProductConnection: productConnectionResolvers(),
      ChannelAnswer: channelAnswerResolvers(parts),
      Product: productResolvers(parts),
      Listing: listingResolvers(parts),
    },
    makeLoaders: () => makeProductLoaders(catalogue),
    start: async () => {
      await storage.ready();
      await Promise.all(registry.channels().map(channel => states.load(channel.id)));
      if (!isSole) others.start();
      const count = await catalogue.restore();
      log.info('catalogue brought back', { listings: count });
      feeds.start();
    },
    stop: async () => {
      await Promise.all([feeds.stop(), others.stop()]);
      await index.close();
    },
  });
}
