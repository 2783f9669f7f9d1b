import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { readProductsBySku } from './catalogue.ts';
import { fromExternalId, productSku } from './external-id.ts';

/** Listings by id, through the products whose variants they are. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const skus = externalIds.map(id => {
    const item = fromExternalId(id);
    return item && productSku(item);
  });
  const products = await readProductsBySku(
    skus.filter(sku => sku !== undefined),
    call,
  );
  return externalIds.map((id, index) => products.get(skus[index] ?? '')?.listings.find(listing => listing.externalId === id));
}
