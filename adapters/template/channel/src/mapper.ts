import { decodeEntities, htmlToText, type Availability, type ChannelListing, type RawRef } from '@onebasket/adapter-sdk';
import { compareMoney } from '@onebasket/core';
import type { Product } from './wire.ts';

/** Pure: the shop's product in the words of the contract. Unknown stays unknown, so what it does not say is left out. */
export function toListing(product: Product, raw?: RawRef): ChannelListing {
  const { id, name, description, url, images, ean, brand, price, compareAt, stock, attributes } = product;
  return {
    externalId: id,
    title: decodeEntities(name) || id,
    ...(url === undefined ? {} : { url }),
    ...(brand === undefined ? {} : { brand }),
    gtins: ean === undefined ? [] : [ean],
    ...(description === undefined ? {} : { description: htmlToText(description) }),
    images: images.map(url => ({ url })),
    attributes,
    options: [],
    categoryPath: [],
    ...(price === undefined ? {} : { price }),
    ...(price && compareAt && compareMoney(compareAt, price) > 0 ? { listPrice: compareAt } : {}),
    availability: availabilityOf(stock),
    ...(stock === undefined ? {} : { stock: Math.max(0, stock) }),
    purchasable: price !== undefined,
    ...(raw === undefined ? {} : { raw }),
  };
}

function availabilityOf(stock: number | undefined): Availability {
  if (stock === undefined) return 'UNKNOWN';
  return stock > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK';
}
