import type { ContractOptions } from '@onebasket/adapter-testkit';
import { shopAdmin } from './shop-admin.ts';

/** A shop that the contract is kept against: the twin, or the real thing. */
export interface Counterpart {
  readonly url: string;
  readonly publishableKey: string;
  readonly adminKey: string;
  readonly locationId: string;
  /** By SKU, from test-servers/medusa/catalogue.json. */
  readonly variants: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The run of the conformance kit, the same for both. */
export function contractOptions(start: () => Promise<Counterpart>): ContractOptions {
  return {
    calls: {
      quotes: {
        allowed: n => 1 + 3 * n,
        reason:
          'What a basket costs is known only of one that was filled: cart, shipping options, shipping. README, the table of abilities.',
      },
    },
    start: async () => {
      const shop = await start();
      const people = shopAdmin(shop);
      const idOf = (sku: string) => shop.variants[sku] ?? '';
      return {
        settings: { baseUrl: shop.url, publishableKey: shop.publishableKey, adminKey: shop.adminKey },
        sample: {
          // Enough of both for all that the kit orders.
          listingIds: [idOf('SCREW-1'), idOf('NOTE-1')],
          soldOutId: idOf('KET-2'),
          unknownId: 'variant_01UNKNOWN',
          query: 'quist',
          address: { country: 'DE', city: 'Berlin', postalCode: '10115', line1: 'Invalidenstraße 1' },
        },
        control: {
          makeRefundable: order => people.capture(order.externalId),
          countOrders: key => people.countOrders(order => order.metadata?.['onebasket_key'] === key && order.status !== 'canceled'),
        },
        stop: () => shop.stop(),
      };
    },
  };
}
