import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startWooCommerceTwin } from '@onebasket/twin-woocommerce';
import { afterAll } from 'vitest';
import { loadAdapters } from '../src/index.ts';

// The whole contract, faults and all, with the pipe between the adapter and its host.
const loaded = await loadAdapters([{ package: fileURLToPath(new URL('../../channels/woocommerce', import.meta.url)) }], {
  from: import.meta.dirname,
  taken: [],
  warn: message => {
    throw new Error(message);
  },
});
afterAll(() => loaded.close());

const KEYS = { consumerKey: 'ck_isolated', consumerSecret: 'cs_isolated' };
const WEBHOOK_SECRET = 'whsec_isolated';

const product = (id: number, name: string, stock: number) => ({
  id,
  name,
  type: 'simple',
  status: 'publish',
  regular_price: '12.50',
  price: '12.50',
  manage_stock: true,
  stock_quantity: stock,
  stock_status: stock > 0 ? 'instock' : 'outofstock',
});

function orderUpdated() {
  const body = Buffer.from('{"id":7,"meta_data":[]}');
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(body).digest('base64');
  const headers = { 'x-wc-webhook-topic': 'order.updated', 'x-wc-webhook-delivery-id': '31', 'x-wc-webhook-signature': signature };
  return { method: 'POST', path: '/hooks/acme', headers, body };
}

const [adapter] = loaded.adapters;
if (!adapter) throw new Error('nothing was loaded');

describeAdapterContract(adapter, {
  start: async () => {
    const filler = Array.from({ length: 240 }, (_, at) => product(1000 + at, `Spare part ${at}`, 50));
    const twin = await startWooCommerceTwin({
      catalogue: [product(1, 'Desk lamp', 10_000), product(2, 'Desk lamp shade', 10_000), product(3, 'Sold-out lamp', 0), ...filler],
      country: 'DE',
      currency: 'EUR',
      ...KEYS,
    });
    return {
      settings: { baseUrl: twin.url, ...KEYS, webhookSecret: WEBHOOK_SECRET },
      sample: {
        listingIds: ['1', '2'],
        soldOutId: '3',
        unknownId: '999999',
        query: 'lamp',
        destination: { country: 'DE', city: 'Bonn', postalCode: '53111' },
        address: { country: 'DE', city: 'Bonn', postalCode: '53111', line1: 'Lindenweg 7' },
        webhook: orderUpdated(),
        contact: { name: 'Erika Muster', phone: '0228 123', email: 'erika@shop.test' },
      },
      control: {
        countOrders: key =>
          Promise.resolve(twin.orders().filter(order => order['transaction_id'] === key && order['status'] !== 'cancelled').length),
      },
      stop: () => twin.close(),
    };
  },
});
