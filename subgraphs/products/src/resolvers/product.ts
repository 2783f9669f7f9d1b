import { compatibleWith, substitutesFor, type AlikeDeps } from '../product/alike.ts';
import { attributesOf, categoryOf, cheapestOf, firstKnown, gtinsOf, ratingOf, type Product } from '../product/product.ts';
import { readFirst } from '../search/search-request.ts';
import type { ProductsContext, ProductsDeps } from './context.ts';
import { imagesOf, indexedPrice } from './listing.ts';

interface AlikeArgs {
  readonly need?: string | null;
  readonly first: number;
}

export function productResolvers({ config, registry, index }: ProductsDeps): object {
  const alike = (context: ProductsContext): AlikeDeps => ({
    index,
    loaders: context.loaders,
    channels: registry.channels().map(channel => channel.id),
  });
  return {
    __resolveReference: async ({ id }: { id: string }, context: ProductsContext) => (await context.loaders.product.load(id)) ?? null,
    title: (product: Product) => firstKnown(product, 'title') ?? '',
    brand: (product: Product) => firstKnown(product, 'brand'),
    model: (product: Product) => firstKnown(product, 'model'),
    description: (product: Product) => firstKnown(product, 'description'),
    gtins: gtinsOf,
    category: categoryOf,
    attributes: attributesOf,
    rating: ratingOf,
    images: (product: Product) => product.listings.map(imagesOf).find(images => images.length > 0) ?? [],
    listings: (product: Product) => product.listings,
    substitutes: (product: Product, { need, first }: AlikeArgs, context: ProductsContext) =>
      substitutesFor(product, need ?? undefined, readFirst(first), alike(context)),
    compatible: (product: Product, { need, first }: AlikeArgs, context: ProductsContext) =>
      compatibleWith(product, need ?? undefined, readFirst(first), alike(context)),
    priceFrom: (product: Product) => {
      const listing = cheapestOf(product, { currency: config.displayCurrency ?? 'CNY', rates: config.rates });
      return listing ? indexedPrice(listing, registry) : null;
    },
  };
}
