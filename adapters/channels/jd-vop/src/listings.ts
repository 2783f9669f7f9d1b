import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import pMap from 'p-map';
import { toListing } from './mapper.ts';
import { pricesOf } from './prices.ts';
import { detailOf, imagesOf, saleStates } from './products.ts';

const CONCURRENCY = 4;

/** SKUs with all that JD tells of them. Pages come one SKU at a time; images, prices and sale states in batches. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const skus = [...new Set(externalIds.filter(id => /^[1-9]\d{0,17}$/.test(id)))];
  if (skus.length === 0) return externalIds.map(() => undefined);
  const [details, images, prices, states] = await Promise.all([
    pMap(skus, async sku => [sku, await detailOf(sku, call)] as const, { concurrency: CONCURRENCY }),
    imagesOf(skus, call),
    pricesOf(skus, call),
    saleStates(skus, call),
  ]);
  const listings = new Map(
    details.map(([sku, found]) => [
      sku,
      found && toListing(found.detail, { price: prices.get(sku), images: images.get(sku), saleState: states.get(sku), raw: found.raw }),
    ]),
  );
  return externalIds.map(id => listings.get(id));
}
