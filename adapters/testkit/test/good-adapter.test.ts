import { describeAdapterContract, describeMapper } from '@onebasket/adapter-testkit';
import { cornerShop, startCornerShop, toListing } from './support/corner-shop.ts';

describeAdapterContract(cornerShop, { start: startCornerShop });

describeMapper('of the corner shop', {
  samples: { 'a lamp': '{"id":"1","name":"Lamp","price":"12.50","currency":"EUR","stock":7}' },
  map: toListing,
});
