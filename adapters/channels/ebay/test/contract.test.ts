import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startEbayTwin } from '@onebasket/twin-ebay';
import { ebay } from '../src/index.ts';

const VERIFICATION_TOKEN = 'demo-verification-token-of-40-characters';

describeAdapterContract(ebay, {
  record: new URL('../conformance.json', import.meta.url),
  calls: {
    listings: {
      allowed: items => items,
      reason: 'getItems gives no titles, and is granted to few: everything of an item is told only by getItem.',
    },
    quotes: {
      allowed: items => items,
      reason: 'getItems is a limited release; without its scope prices are asked for item by item (README, "Calls").',
    },
  },
  waive: [
    {
      check: 'authorisation/the-address-carries-the-redirect',
      reason: 'eBay knows the redirect by the RuName of the app, which stands in the place of the address.',
    },
  ],
  start: async () => {
    const keyset = { clientId: 'OneBaske-demo-PRD-1', clientSecret: 'PRD-demo-secret-0001', ruName: 'OneBasket-demo-RuName' };
    const twin = await startEbayTwin(keyset);
    const [first, second] = twin.items;
    const soldOut = twin.items.find(({ stock }) => stock === 0);
    if (!first || !second || !soldOut) throw new Error('the twin has no items');
    const { headers, body } = twin.accountDeletion('ma8vp1jySJC');
    return {
      settings: {
        ...keyset,
        baseUrl: twin.url,
        marketplaceId: 'EBAY_DE',
        campaignId: '5338000000',
        verificationToken: VERIFICATION_TOKEN,
        notificationEndpoint: 'https://basket.example/hooks/ebay',
        requestsPerSecond: 500,
      },
      sample: {
        listingIds: [first.id, second.id],
        soldOutId: soldOut.id,
        unknownId: 'v1|999999999999|0',
        query: 'phone',
        address: { country: 'DE', city: 'Berlin', postalCode: '10115', line1: 'Invalidenstraße 1' },
        webhook: { method: 'POST', path: '/hooks/ebay', headers, body },
        handshake: {
          method: 'GET',
          path: '/hooks/ebay?challenge_code=a8628072-3d33-45ee-9004-bee86830a22d',
          headers: {},
          body: new Uint8Array(),
        },
        consent: { query: { code: twin.consent() }, redirectUri: 'https://basket.example/oauth/callback' },
      },
      stop: () => twin.close(),
    };
  },
});
