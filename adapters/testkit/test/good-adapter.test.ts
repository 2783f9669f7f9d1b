import { describeAdapterContract, describeMapper } from '@onebasket/adapter-testkit';
import { defineAdapter } from '@onebasket/adapter-sdk';
import { expect, it } from 'vitest';
import { capabilities, cornerShop, startCornerShop, toListing } from './support/corner-shop.ts';
import { said } from './support/examine.ts';
import { portal, startPortal } from './support/portal.ts';

describeAdapterContract(cornerShop, { start: startCornerShop });
describeAdapterContract(portal, { start: startPortal });

// The same shop, as one that might have handed over: what it takes by API is held to the same promises.
const { orders, quotes } = capabilities;
const negotiated = defineAdapter({ ...cornerShop, capabilities: { quotes, orders: { ...orders, mode: 'negotiated' } } });
describeAdapterContract(negotiated, { start: startCornerShop });

it('a negotiated order may end on the page of the channel', async () => {
  const place = () => Promise.resolve({ status: 'handoff' as const, url: 'https://shop.example/checkout/1' });
  const handing = defineAdapter({ ...cornerShop, capabilities: { quotes, orders: { ...orders, mode: 'negotiated', place } } });
  for (const name of ['orders/place-find-get', 'orders/another-price-is-refused', 'faults/500/place', 'faults/wrong-currency/place']) {
    expect(await said(handing, startCornerShop, name)).toBe('');
  }
});

describeMapper('of the corner shop', {
  samples: { 'a lamp': '{"id":"1","name":"Lamp","price":"12.50","currency":"EUR","stock":7}' },
  map: toListing,
});
