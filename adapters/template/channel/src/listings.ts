import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { read } from './client.ts';
import { toListing } from './mapper.ts';
import { readProductsPage } from './wire.ts';

/** As many ids as one request may name. */
const BATCH = 50;

/** In the order asked; `undefined` for ids that the shop does not know: it leaves them out of its answer. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const known = new Map<string, ChannelListing>();
  const ids = [...new Set(externalIds)];
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH);
    const response = await read(call, '/products', { ids: batch.join(','), per_page: String(BATCH) });
    readProductsPage(response.json(), 'Acme GET /products').products.forEach((product, at) => {
      known.set(product.id, toListing(product, { digest: response.digest, pointer: `/products/${at}` }));
    });
  }
  return externalIds.map(id => known.get(id));
}
