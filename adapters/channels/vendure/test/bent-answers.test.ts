import { describeMapper } from '@onebasket/adapter-testkit';
import { readOrder } from '../src/order.ts';
import { toPlacedOrder } from '../src/placed-order.ts';
import { toListings } from '../src/product.ts';
import type { Wire } from '../src/wire.ts';
import { recorded, recordedProducts } from './replay.ts';

const settings = { baseUrl: 'http://shop.test', gtinField: 'gtin', storefrontUrl: 'https://www.shop.test/p' };

describeMapper('of products', {
  samples: Object.fromEntries(
    recordedProducts()
      .slice(0, 4)
      .map(product => [String(product['slug']), JSON.stringify(product)]),
  ),
  map: answer => toListings(answer as Wire, settings),
});

const [found] = recorded('find').map(({ body }) => (body as { data: { orderByCode?: Wire } }).data.orderByCode);

describeMapper('of orders', {
  samples: { 'an order': JSON.stringify(found) },
  map: answer => toPlacedOrder(readOrder(answer as Wire, settings)),
});
