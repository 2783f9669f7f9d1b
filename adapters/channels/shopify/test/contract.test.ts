import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startShopifyTwin } from '@onebasket/twin-shopify';
import { shopify } from '../src/index.ts';

const app = { clientId: 'contract-client', clientSecret: 'contract-secret-0001' };
const product = (id: number, title: string, stock: number) => ({ id, title, variants: [{ id: id * 10, price: '12.50', stock }] });
const variantId = (id: number) => `gid://shopify/ProductVariant/${id * 10}`;
const keyOf = (order: { readonly sourceIdentifier: string | null }) => order.sourceIdentifier;

describeAdapterContract(shopify, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const filler = Array.from({ length: 110 }, (_, at) => product(1000 + at, `Spare part ${at}`, 50));
    const twin = await startShopifyTwin({
      ...app,
      products: [product(1, 'Desk lamp', 10_000), product(2, 'Desk lamp shade', 10_000), product(3, 'Sold-out lamp', 0), ...filler],
      storefrontToken: 'contract-storefront-token',
      adminTokens: ['contract-admin-token'],
      automaticDiscount: { title: 'Autumn', percent: 10 },
      bucket: { maximumAvailable: 20_000, restoreRate: 1_000 },
    });
    return {
      settings: {
        ...app,
        baseUrl: twin.url,
        shopDomain: twin.shopDomain,
        storefrontToken: 'contract-storefront-token',
        adminToken: 'contract-admin-token',
        placeOrders: 'native',
        requestsPerSecond: 1_000,
      },
      sample: {
        listingIds: [variantId(1), variantId(2)],
        soldOutId: variantId(3),
        unknownId: 'gid://shopify/ProductVariant/999999',
        query: 'lamp',
        address: { country: 'DE', city: 'Bonn', postalCode: '53111', line1: 'Lindenweg 7' },
        contact: { name: 'Erika Muster', phone: '+49 228 1234567', email: 'erika@shop.test' },
        webhook: { method: 'POST', path: '/hooks/shop', ...twin.webhook('orders/updated', { id: 7, note_attributes: [] }) },
        consent: { query: twin.consent('state-1'), redirectUri: 'https://basket.example/oauth/callback' },
      },
      control: {
        // A cart that nobody buys changes nothing; the host takes it for the question that it is.
        mayRepeat: ({ body }) => body.includes('cartCreate'),
        countOrders: key => Promise.resolve(twin.orders().filter(order => keyOf(order) === key && order.cancelledAt === undefined).length),
        makeRefundable: order => {
          twin.pay(Number(order.externalId.split('/').pop()));
          return Promise.resolve();
        },
      },
      stop: () => twin.close(),
    };
  },
});
