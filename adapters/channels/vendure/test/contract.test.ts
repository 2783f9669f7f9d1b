import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { describe } from 'vitest';
import { startVendure } from '../../../../test-servers/vendure/start.ts';
import { vendure } from '../src/index.ts';
import { shopAdmin } from './shop-admin.ts';

const LIVE = process.env['CI'] !== undefined || process.env['ONEBASKET_LIVE'] !== undefined;

describe.skipIf(!LIVE)('against a real Vendure (in CI, or with ONEBASKET_LIVE=1)', () => {
  describeAdapterContract(vendure, {
    record: new URL('../conformance.json', import.meta.url),
    calls: {
      quotes: {
        allowed: n => 4 * n,
        reason: 'What a basket costs is known only of one that was filled in a session of its own; README, the table of abilities.',
      },
    },
    start: async () => {
      const server = await startVendure();
      const people = await shopAdmin(`${server.url}/admin-api`);
      return {
        settings: { baseUrl: server.url, adminUsername: 'superadmin', adminPassword: 'superadmin', gtinField: 'gtin' },
        // By the order of test-servers/vendure/catalogue.csv.
        sample: {
          listingIds: ['9.17', '8.14'],
          soldOutId: '1.2',
          unknownId: '999.999',
          query: 'kettle',
          address: { country: 'DE', city: 'Berlin', postalCode: '10115', line1: 'Invalidenstraße 1' },
        },
        // A login changes nothing, and every try fills a fresh basket of a fresh guest: only its payment makes an order.
        control: {
          mayRepeat: ({ body }) => /mutation (Login|FillBasket)\b/i.test(body),
          makeRefundable: order => people.settle(order.externalId),
        },
        stop: () => server.stop(),
      };
    },
  });
});
