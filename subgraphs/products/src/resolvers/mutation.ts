import { requireStaff } from '@onebasket/runtime';
import type {
  MutationInternalRefreshListingArgs,
  MutationMergeProductsArgs,
  MutationSplitListingArgs,
} from '@onebasket/schema/resolvers/products';
import { GraphQLError } from 'graphql';
import { refreshListing } from '../listing/refresh-listing.ts';
import { mergeProducts, splitListing } from '../matching/rule-products.ts';
import { badInput } from '../search/search-request.ts';
import type { ProductsContext, ProductsDeps } from './context.ts';

export function mutationResolvers({ catalogue, clock, registry }: ProductsDeps): object {
  return {
    mergeProducts: async (_: unknown, { input }: MutationMergeProductsArgs, context: ProductsContext) => {
      requireStaff(context.viewer);
      const id = await mergeProducts(input.productIds, catalogue, { viewer: context.viewer, note: input.note, clock });
      return context.loaders.product.load(id);
    },
    splitListing: async (_: unknown, { input }: MutationSplitListingArgs, context: ProductsContext) => {
      requireStaff(context.viewer);
      const id = await splitListing(input.listingId, catalogue, { viewer: context.viewer, note: input.note, clock });
      return context.loaders.product.load(id);
    },
    internalRefreshListing: async (_: unknown, { channelId, externalId }: MutationInternalRefreshListingArgs, context: ProductsContext) => {
      if (context.viewer.kind !== 'SERVICE') throw new GraphQLError('not allowed', { extensions: { code: 'FORBIDDEN' } });
      const channel = registry.channel(channelId);
      if (!channel) throw badInput(`there is no channel ${JSON.stringify(channelId.slice(0, 60))}`, ['channelId']);
      return refreshListing(channel, externalId, { catalogue, clock, signal: context.signal });
    },
  };
}
