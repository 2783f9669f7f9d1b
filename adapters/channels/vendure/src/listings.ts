import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { readProductsById } from './catalogue.ts';
import { fromExternalId } from './external-id.ts';

/** Variants by our ids, in the order asked; `undefined` for those the shop does not sell (any more). */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const productIds = externalIds.map(fromExternalId).filter(id => id !== undefined);
  const products = await readProductsById(
    call,
    productIds.map(id => id.productId),
  );
  const byId = new Map([...products.values()].flatMap(product => product.listings.map(listing => [listing.externalId, listing])));
  return externalIds.map(externalId => byId.get(externalId));
}
