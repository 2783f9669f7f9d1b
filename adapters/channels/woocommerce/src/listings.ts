import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { mapperContext, readItems } from './catalogue.ts';
import { toListing } from './mapper.ts';

/** In the order asked; `undefined` for ids the shop does not know and for variable products, which are several listings and none themselves. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const [items, context] = await Promise.all([readItems(call, externalIds), mapperContext(call)]);
  return externalIds.map(id => {
    const item = items.get(id);
    return item && (item.parent || item.product.type !== 'variable') ? toListing(item.product, item.parent, context) : undefined;
  });
}
