import DataLoader from 'dataloader';
import type { ListingDoc } from '../listing/listing-doc.ts';
import type { Catalogue } from './catalogue.ts';
import type { ProductDoc } from './product-doc.ts';
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
    const docs = await standingProducts(ids, catalogue);
    return Promise.all(
      docs.map(async doc => {
        if (!doc) return undefined;
        const found = await listing.loadMany(doc.listingIds);
        const own = found.filter(
          (each): each is ListingDoc => each !== undefined && !(each instanceof Error) && each.productId === doc._id,
        );
        return own.length > 0 ? toProduct(doc._id, own) : undefined;
      }),
    );
  });
  return { listing, product };
}

/** In the order asked. The documents are the truth here, not what this process remembers: another may have merged. */
async function standingProducts(ids: readonly string[], catalogue: Catalogue): Promise<readonly (ProductDoc | undefined)[]> {
  const docs = await catalogue.products.getMany(ids);
  const leads = docs.flatMap(doc => doc?.leadsTo ?? []);
  if (leads.length === 0) return docs;
  const led = new Map((await catalogue.products.getMany(leads)).flatMap(doc => (doc ? [[doc._id, doc] as const] : [])));
  return Promise.all(docs.map(async doc => (doc?.leadsTo === undefined ? doc : followOn(led.get(doc.leadsTo), catalogue))));
}

/** A product that was merged into one that was merged later. */
async function followOn(doc: ProductDoc | undefined, catalogue: Catalogue): Promise<ProductDoc | undefined> {
  let at = doc;
  for (let hops = 0; at?.leadsTo !== undefined && hops < 100; hops++) at = await catalogue.products.get(at.leadsTo);
  return at;
}
