import { generateKeyPairSync } from 'node:crypto';
import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startUcpTwin } from '@onebasket/twin-ucp';
import { ucp } from '../src/index.ts';
import { toPublicJwk } from '../src/keys.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signingKey = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'contract-key' });
const WEBHOOK_URL = 'https://onebasket.test/hooks/flowers';

const product = (id: string, title: string, stock: number) => ({ id, title, price: 1250, stock });

describeAdapterContract(ucp, {
  record: new URL('../conformance.json', import.meta.url),
  calls: {
    quotes: {
      allowed: items => 3 * items,
      reason: 'A basket is priced in a checkout session of its own: opened, its shipment chosen, cancelled. The protocol has no batch.',
    },
  },
  start: async () => {
    const filler = Array.from({ length: 60 }, (_, at) => product(`part_${at}`, `Spare part ${at}`, 50));
    const twin = await startUcpTwin({
      version: '2026-08-25',
      currency: 'EUR',
      products: [
        product('lamp', 'Desk lamp', 10_000),
        product('shade', 'Desk lamp shade', 10_000),
        product('gone', 'Sold-out lamp', 0),
        ...filler,
      ],
      requireSignatures: true,
      platformKeys: [toPublicJwk({ key: privateKey, keyId: 'contract-key' })],
    });
    return {
      settings: {
        baseUrl: twin.url,
        platformProfileUrl: 'https://onebasket.test/ucp/{version}',
        webhookUrl: WEBHOOK_URL,
        signingKey,
        paymentHandler: 'mock_payment_handler',
        paymentToken: 'success_token',
        requestsPerSecond: 500,
      },
      sample: {
        listingIds: ['lamp', 'shade'],
        soldOutId: 'gone',
        unknownId: 'no_such_item',
        query: 'lamp',
        destination: { country: 'DE', city: 'Bonn', postalCode: '53111' },
        address: { country: 'DE', city: 'Bonn', postalCode: '53111', line1: 'Lindenweg 7' },
        contact: { name: 'Erika Muster', phone: '+49 228 123', email: 'erika@shop.test' },
        handshake: { method: 'GET', path: '/hooks/vendor/profile?version=2026-08-25', headers: {}, body: new Uint8Array() },
        webhook: { method: 'POST', path: '/hooks/flowers', ...twin.sampleWebhook(WEBHOOK_URL) },
      },
      stop: () => twin.close(),
    };
  },
});
