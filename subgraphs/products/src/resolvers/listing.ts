import type { Registry } from '@onebasket/adapter-registry';
import { isCountryCode } from '@onebasket/core';
import type { ListingDoc } from '../listing/listing-doc.ts';
import { channelOf } from './channel.ts';
import type { ProductsContext, ProductsDeps } from './context.ts';

export function listingResolvers({ registry, clock }: ProductsDeps): object {
  return {
    __resolveReference: async ({ id }: { id: string }, context: ProductsContext) => (await context.loaders.listing.load(id)) ?? null,
    id: (listing: ListingDoc) => listing._id,
    channel: (listing: ListingDoc) => channelOf(registry, listing.channelId),
    url: (listing: ListingDoc) => webAddress(listing.url),
    images: (listing: ListingDoc) => imagesOf(listing),
    seller: ({ seller }: ListingDoc) =>
      seller && { ...seller, country: seller.country !== undefined && isCountryCode(seller.country) ? seller.country : null, rating: null },
    product: async (listing: ListingDoc, _: unknown, context: ProductsContext) =>
      (await context.loaders.product.load(listing.productId)) ?? null,
    provenance: (listing: ListingDoc) => ({
      channel: channelOf(registry, listing.channelId),
      observedAt: listing.observedAt,
      ageMs: ageMs(listing.observedAt, clock.now()),
      source: listing.source,
    }),
    prices: ({ price, priceBasis, otherPrices = [] }: ListingDoc) => [
      ...(price ? [{ money: price, basis: priceBasis ?? 'SELLING' }] : []),
      ...otherPrices,
    ],
    promotions: ({ promotions = [] }: ListingDoc) => promotions.map(one => ({ ...one, url: webAddress(one.url) })),
    internalOptions: (listing: ListingDoc) => listing.options,
    internalPrice: (listing: ListingDoc) => indexedPrice(listing, registry),
  };
}

/** What the channel asked for one piece when it was last seen; null when it named no price. */
export function indexedPrice(
  { price, channelId, observedAt }: ListingDoc,
  registry: Registry,
): { money: { amount: string; currency: string }; channel: ReturnType<typeof channelOf>; observedAt: string } | null {
  return price ? { money: price, channel: channelOf(registry, channelId), observedAt } : null;
}

/** Pictures with an address that a browser can open. */
export function imagesOf(listing: ListingDoc): { url: string; alt: string | null }[] {
  return listing.images.flatMap(({ url, alt }) => (webAddress(url) === null ? [] : [{ url, alt: alt ?? null }]));
}

/** The graph's `Int` ends at 2³¹ − 1. */
function ageMs(observedAt: string, now: Date): number {
  return Math.max(0, Math.min(now.getTime() - Date.parse(observedAt), 2_147_483_647));
}

function webAddress(text: string | undefined): string | null {
  return text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : null;
}
