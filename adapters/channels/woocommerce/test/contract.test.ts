import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startWooCommerceTwin } from '@onebasket/twin-woocommerce';
import { woocommerce } from '../src/index.ts';

const keys = { consumerKey: 'ck_contract_key', consumerSecret: 'cs_contract_secret' };
const address = { country: 'DE', city: 'Bonn', postalCode: '53111', line1: 'Lindenweg 7' };

const product = (id: number, name: string, more: object = {}) => ({
  id,
  name,
  slug: `product-${id}`,
  type: 'simple',
  status: 'publish',
  sku: `SKU-${id}`,
  price: '12.50',
  regular_price: '12.50',
  stock_status: 'instock',
  manage_stock: true,
  stock_quantity: 5_000,
  ...more,
});

/** More than two pages, so that a walk has something to turn. */
const catalogue = [
  product(1, 'Brass lamp'),
  product(2, 'Oak shelf', { price: '79.90', regular_price: '79.90' }),
  product(3, 'Sold out kettle', { stock_quantity: 0, stock_status: 'outofstock' }),
  ...Array.from({ length: 220 }, (_, at) => product(at + 10, `Lamp no. ${at}`)),
];

describeAdapterContract(woocommerce, {
  start: async () => {
    const twin = await startWooCommerceTwin({
      ...keys,
      catalogue,
      currency: 'EUR',
      country: 'DE',
      tax: { mode: 'inside', rate: '19' },
      shipping: [{ name: 'Everywhere', countries: [], methods: [{ methodId: 'flat_rate', title: 'Parcel', cost: '4.90' }] }],
    });
    return {
      settings: { ...keys, baseUrl: twin.url, webhookSecret: 'a-webhook-secret' },
      sample: { listingIds: ['1', '2'], soldOutId: '3', unknownId: '987654', query: 'lamp', address },
      stop: () => twin.close(),
    };
  },
});
