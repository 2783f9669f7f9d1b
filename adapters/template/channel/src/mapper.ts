import { decodeEntities, htmlToText, known, type Availability, type ChannelListing, type RawRef } from '@onebasket/adapter-sdk';
import { compareMoney } from '@onebasket/core';
import type { Product } from './wire.ts';

/** Pure: the shop's product in the words of the contract. Unknown stays unknown, so what it does not say is left out. */
export function toListing(product: Product, raw?: RawRef): ChannelListing {
  const { id, name, description, url, images, ean, brand, price, compareAt, stock, attributes } = product;
  return {
    externalId: id,
    title: decodeEntities(name) || id,
    gtins: ean === undefined ? [] : [ean],
    images: images.map(url => ({ url })),
    attributes,
    options: [],
    categoryPath: [],
    availability: availabilityOf(stock),
    purchasable: price !== undefined,
    ...known({
      url,
      brand,
      description: description === undefined ? undefined : htmlToText(description),
      price,
      listPrice: price && compareAt && compareMoney(compareAt, price) > 0 ? compareAt : undefined,
      stock: stock === undefined ? undefined : Math.max(0, stock),
      raw,
    }),
  };
}

function availabilityOf(stock: number | undefined): Availability {
  if (stock === undefined) return 'UNKNOWN';
  return stock > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK';
}
