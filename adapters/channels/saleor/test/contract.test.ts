import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startSaleorTwin } from '@onebasket/twin-saleor';
import { saleor } from '../src/index.ts';

describeAdapterContract(saleor, {
  record: new URL('../conformance.json', import.meta.url),
  calls: {
    quotes: {
      allowed: n => 3 * Math.ceil(n / 4),
      reason:
        'What a basket costs is known only of one that was filled: it is filled, delivered and emptied, and a document takes four mutations.',
    },
  },
  start: async () => {
    const twin = await startSaleorTwin();
    const order = {
      __typename: 'OrderUpdated',
      issuedAt: '2026-11-25T03:05:11.005805+00:00',
      order: { id: 'T3JkZXI6MQ==', updatedAt: '2026-11-25T03:05:10.592630+00:00' },
    };
    const body = JSON.stringify(order);
    return {
      settings: { baseUrl: twin.url, channel: 'eur', appToken: 'TOKEN-adapter', payment: 'report' },
      sample: {
        // Enough of both for all that the kit orders.
        listingIds: [twin.variants['MUG-1'] ?? '', twin.variants['ENDLESS-1'] ?? ''],
        soldOutId: twin.variants['KET-2'] ?? '',
        unknownId: 'UHJvZHVjdFZhcmlhbnQ6OTk5OTk5',
        query: 'filler',
        address: { country: 'DE', city: 'Berlin', postalCode: '10115', line1: 'Invalidenstraße 1' },
        webhook: { method: 'POST', path: '/hooks/vendor', headers: { ...twin.sign('order_updated', body) }, body: Buffer.from(body) },
      },
      control: {
        countOrders: key =>
          Promise.resolve(twin.orders().filter(({ metadata, isCancelled }) => metadata['onebasket_key'] === key && !isCancelled).length),
      },
      stop: () => twin.close(),
    };
  },
});
