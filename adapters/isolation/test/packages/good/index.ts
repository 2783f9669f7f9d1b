import { defineAdapter, isLosslessNumber, secret, type Call, type ChannelListing } from '@onebasket/adapter-sdk';
import { AdapterError, type CurrencyCode } from '@onebasket/core';
import { Type } from 'typebox';

/** An adapter that uses every part of its call as it is meant. */
export default defineAdapter({
  manifest: {
    id: 'good',
    kind: 'channel',
    channelKind: 'SHOP',
    name: 'Good',
    contract: '1.0',
    vendorApi: '1',
    settings: Type.Object({
      baseUrl: Type.String({ format: 'uri', description: 'The shop.' }),
      key: secret({ description: 'The key.' }),
    }),
    allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
    budget: { perSecond: 100, burst: 100 },
  },
  capabilities: {
    listings: { getListings: (ids, call) => Promise.all(ids.map(id => listingOf(id, call))) },
    tracking: {
      names: ['good'],
      recognises: trackingNumber => trackingNumber.startsWith('GOOD'),
      track: () => Promise.reject(new AdapterError('unauthorized', { outcome: 'not-done', message: 'good: the key is not taken' })),
    },
    webhooks: {
      verify: request => Promise.resolve(Buffer.from(request.body).toString() === 'true'),
      parse: (request, connection) => [
        { kind: 'ignored', deliveryId: request.path, what: `${connection.id} ${Buffer.from(request.body).toString()}` },
      ],
      acknowledge: accepted => ({ status: accepted ? 202 : 400, headers: { 'x-good': 'yes' }, body: 'ok' }),
      handshake: request => (request.path === '/challenge' ? { status: 200, headers: {}, body: 'it is me' } : undefined),
    },
  },
});

async function listingOf(id: string, call: Call): Promise<ChannelListing | undefined> {
  switch (id) {
    case 'unknown':
      return undefined;
    case 'wait':
      await new Promise((_, reject) => {
        call.signal.addEventListener('abort', () => reject(call.signal.reason));
      });
      return undefined;
    case 'json': {
      const { big, price } = (await get(call, '/json')).json() as { big: unknown; price: unknown };
      return told(`${isLosslessNumber(big) ? big.value : 'lost'} ${isLosslessNumber(price) ? price.value : 'lost'}`);
    }
    case 'html':
      (await get(call, '/html')).json();
      return undefined;
    case 'digest':
      return told((await get(call, '/bytes')).digest);
    case 'echo': {
      const body = new Uint8Array([0, 255, 128, 10]);
      const answer = await call.http.request({ method: 'POST', url: `${base(call)}/echo`, body, effect: 'read' });
      return told([...answer.body].join(' '));
    }
    case 'signed': {
      let tries = 0;
      const answer = await call.http.request({
        method: 'GET',
        url: `${base(call)}/signed`,
        sign: () => ({ headers: { 'x-signature': `try ${++tries}` } }),
      });
      return told(answer.text());
    }
    case 'memo':
      return told(await call.memo('fact', 60_000, async () => (await get(call, '/fact')).text()));
    case 'clock':
      return told(call.now().toISOString());
    default:
      return { ...told(`good ${id}`), price: { minor: 90_071_992_547_409_931n, currency: 'EUR' as CurrencyCode } };
  }
}

const base = (call: Call) => String(call.connection.settings['baseUrl']);
const get = (call: Call, path: string) => call.http.request({ method: 'GET', url: `${base(call)}${path}` });

function told(title: string): ChannelListing {
  return {
    externalId: 'told',
    title,
    gtins: [],
    images: [],
    attributes: [],
    options: [],
    categoryPath: [],
    availability: 'UNKNOWN',
    purchasable: true,
  };
}
