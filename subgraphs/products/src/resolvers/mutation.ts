import type { Viewer } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { refreshListing } from '../listing/refresh-listing.ts';
import { mergeProducts, splitListing } from '../matching/rule-products.ts';
import { badInput } from '../search/search-request.ts';
import type { ProductsContext, ProductsDeps } from './context.ts';

interface MergeArgs {
  readonly input: { readonly productIds: readonly string[]; readonly note: string };
}
interface SplitArgs {
  readonly input: { readonly listingId: string; readonly note: string };
}
interface RefreshArgs {
  readonly channelId: string;
  readonly externalId: string;
}

export function mutationResolvers({ catalogue, clock, registry }: ProductsDeps): object {
  return {
    mergeProducts: async (_: unknown, { input }: MergeArgs, context: ProductsContext) => {
      demandStaff(context.viewer);
      const id = await mergeProducts(input.productIds, catalogue, { viewer: context.viewer, note: input.note, clock });
      return context.loaders.product.load(id);
    },
    splitListing: async (_: unknown, { input }: SplitArgs, context: ProductsContext) => {
      demandStaff(context.viewer);
      const id = await splitListing(input.listingId, catalogue, { viewer: context.viewer, note: input.note, clock });
      return context.loaders.product.load(id);
    },
    internalRefreshListing: async (_: unknown, { channelId, externalId }: RefreshArgs, context: ProductsContext) => {
      if (context.viewer.kind !== 'SERVICE') throw forbidden();
      const channel = registry.channel(channelId);
      if (!channel) throw badInput(`there is no channel ${JSON.stringify(channelId.slice(0, 60))}`, ['channelId']);
      return refreshListing(channel, externalId, { catalogue, clock, signal: context.signal });
    },
  };
}

function demandStaff(viewer: Viewer): void {
  if (viewer.kind !== 'STAFF') throw forbidden();
}

function forbidden(): GraphQLError {
  return new GraphQLError('not allowed', { extensions: { code: 'FORBIDDEN' } });
}
