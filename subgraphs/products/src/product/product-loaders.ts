import DataLoader from 'dataloader';
import type { ListingDoc } from '../listing/listing-doc.ts';
import type { Catalogue } from './catalogue.ts';
import { toProduct, type Product } from './product.ts';

/** Batches the reads of one request: however many fields ask, each store is asked once per step. */
export interface ProductLoaders {
  readonly listing: DataLoader<string, ListingDoc | undefined>;
  /** An id that went away leads to the product that stayed. */
  readonly product: DataLoader<string, Product | undefined>;
}

export function makeProductLoaders(catalogue: Catalogue): ProductLoaders {
  const listing = new DataLoader<string, ListingDoc | undefined>(async ids => [...(await catalogue.listings.getMany([...ids]))]);
  const product = new DataLoader<string, Product | undefined>(async ids => {
    const standing = ids.map(id => catalogue.standing(id));
    const docs = await catalogue.products.getMany(standing);
    return Promise.all(
      docs.map(async (doc, at) => {
        if (!doc) return undefined;
        const id = standing[at] as string;
        const found = await listing.loadMany(doc.listingIds);
        const own = found.filter((each): each is ListingDoc => each !== undefined && !(each instanceof Error) && each.productId === id);
        return own.length > 0 ? toProduct(id, own) : undefined;
      }),
    );
  });
  return { listing, product };
}
