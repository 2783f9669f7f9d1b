import { describeMapper } from '@onebasket/adapter-testkit';
import { currency } from '@onebasket/core';
import { toListing } from '../src/mapper.ts';
import { toPlacedOrder, toSnapshot } from '../src/order-mapper.ts';
import { readOrder } from '../src/wire-order.ts';
import { readProduct } from '../src/wire-product.ts';
import { recorded } from './fixture.ts';

const products = recorded('product-values').map(({ name, response }) => [name, (response.body as unknown[])[0]] as const);
const [order] = recorded('orders-create').filter(({ response }) => response.status === 201);

describeMapper('of products', {
  samples: Object.fromEntries(products.map(([name, product]) => [name, JSON.stringify(product)])),
  map: answer => toListing(readProduct(answer, 'test'), undefined, { currency: currency('EUR'), categories: new Map() }),
  runs: 150,
});

describeMapper('of orders', {
  samples: { 'an order': JSON.stringify(order?.response.body) },
  map: answer => [toPlacedOrder(readOrder(answer, 'test')), toSnapshot(readOrder(answer, 'test'))],
});
