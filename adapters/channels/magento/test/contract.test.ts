import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startMagentoTwin, type TwinProduct } from '@onebasket/twin-magento';
import { magento } from '../src/index.ts';
import { toCartId } from '../src/place-order.ts';

const lamp = (sku: string, name: string, stock: number): TwinProduct => ({ sku, name, price: '12.50', stock });
const address = { country: 'US', region: 'CA', city: 'Culver City', postalCode: '90230', line1: '6146 Honey Bluff Parkway' };

describeAdapterContract(magento, {
  record: new URL('../conformance.json', import.meta.url),
  calls: {
    quotes: {
      allowed: n => 1 + 4 * n,
      reason: 'What a basket costs is known only of one that was filled: basket, goods, ways of shipping, totals. README, "Quotes".',
    },
  },
  start: async () => {
    const spares = Array.from({ length: 70 }, (_, at) => lamp(`SPARE-${1000 + at}`, `Spare part ${at}`, 50));
    const twin = await startMagentoTwin({
      products: [
        { ...lamp('LAMP-1', 'Desk lamp', 10_000), specialPrice: '9.99', tiers: [{ quantity: 5, price: '9.49' }] },
        {
          sku: 'SHADE',
          name: 'Desk lamp shade',
          price: '20.00',
          stock: 0,
          options: [{ code: 'color', label: 'Color' }],
          variants: ['Green', 'Red', 'Blue'].map(color => ({ sku: `SHADE-${color}`, price: '20.00', stock: 10_000, values: { color } })),
        },
        lamp('LAMP-0', 'Sold-out lamp', 0),
        ...spares,
      ],
      tax: 8.25,
      rule: { label: 'Autumn', percent: 10 },
      regions: { US: [{ id: 12, code: 'CA', name: 'California' }] },
      integrationToken: 'contract-integration-token',
    });
    return {
      settings: { baseUrl: twin.url, integrationToken: 'contract-integration-token', requestsPerSecond: 1_000 },
      sample: {
        listingIds: ['LAMP-1', 'SHADE/SHADE-Green'],
        soldOutId: 'LAMP-0',
        unknownId: 'NO-SUCH-THING',
        query: 'lamp',
        address,
        contact: { name: 'Veronica Costello', phone: '(555) 229-3326', email: 'roni@shop.test' },
      },
      control: {
        countOrders: key =>
          Promise.resolve(twin.orders().filter(order => order.cartId === toCartId(key) && order.state !== 'canceled').length),
        makeRefundable: order => {
          twin.invoice(order.externalId);
          return Promise.resolve();
        },
      },
      stop: () => twin.close(),
    };
  },
});
