import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startAcpTwin } from '@onebasket/twin-acp';
import { acp } from '../src/index.ts';

describeAdapterContract(acp, {
  record: new URL('../conformance.json', import.meta.url),
  calls: {
    quotes: {
      allowed: items => 3 * items,
      reason: 'A basket is priced in a checkout session of its own: opened, its shipment chosen, cancelled. The protocol has no batch.',
    },
  },
  start: async () => {
    const account = { accessToken: 'demo-merchant-token', signingSecret: 'demo-signing-secret', webhookSecret: 'demo-webhook-secret' };
    const twin = await startAcpTwin(account);
    return {
      settings: {
        ...account,
        baseUrl: twin.url,
        feedUrl: '/feed/products.jsonl',
        currency: 'EUR',
        paymentHandler: 'card_tokenized',
        paymentToken: 'spt_demo_token',
        requestsPerSecond: 500,
      },
      sample: {
        listingIds: ['lamp_1', 'lamp_2'],
        soldOutId: 'lamp_gone',
        unknownId: 'lamp_unknown',
        query: 'lamp',
        destination: { country: 'DE', city: 'Bonn', postalCode: '53111' },
        address: { country: 'DE', city: 'Bonn', postalCode: '53111', line1: 'Lindenweg 7' },
        contact: { name: 'Erika Muster', phone: '+49 228 123', email: 'erika@shop.test' },
        webhook: { method: 'POST', path: '/hooks/acp', ...twin.event() },
      },
      stop: () => twin.close(),
    };
  },
});
