import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRegistry } from '@onebasket/adapter-registry';
import type { RawRequest, VendorEvent } from '@onebasket/adapter-sdk';
import { startSfTwin } from '@onebasket/twin-sf';
import { expect, it, onTestFinished } from 'vitest';
import { sf } from '../src/index.ts';

const TOKEN = 'a-long-push-token';

it('takes what SF pushes, and says so in the words that end the pushing', async () => {
  const registry = createRegistry({
    connections: [
      {
        kind: 'carrier',
        config: { id: 'sf', adapter: 'sf', settings: { partnerId: 'P', checkword: 'demoCheckword01', pushToken: TOKEN } },
      },
    ],
    adapters: [sf],
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
  });
  const carrier = registry.carrier('sf');
  if (!carrier) throw new Error('sf takes no pushes');

  const events: VendorEvent[] = [];
  const delivered = Promise.withResolvers<void>();
  const receiver = createServer((incoming, response) => {
    const take = async () => {
      const request = await rawRequest(incoming);
      const isAccepted = await carrier.verifyWebhook(request);
      if (isAccepted) events.push(...(await carrier.parseWebhook(request)));
      const { status, headers, body } = await carrier.webhookReply(isAccepted);
      response.writeHead(status, headers).end(body);
      if (events.some(event => event.kind === 'parcel-changed' && event.tracking.events[0]?.status === 'DELIVERED')) delivered.resolve();
    };
    take().catch(delivered.reject);
  });
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const twin = await startSfTwin({ stepMs: 0, pushUrl: `http://127.0.0.1:${port}/hooks/sf/${TOKEN}` });
  onTestFinished(async () => {
    await twin.close();
    receiver.closeAllConnections();
    receiver.close();
    await registry.close();
  });

  await twin.addParcel('SF1234567890123', '1234');
  await twin.advance('SF1234567890123', '80');
  await delivered.promise;
  expect(events.map(event => (event.kind === 'parcel-changed' ? event.tracking.events[0]?.status : event.kind))).toEqual([
    'PICKED_UP',
    'DELIVERED',
  ]);
  expect(new Set(events.map(({ deliveryId }) => deliveryId)).size).toBe(2);
});

async function rawRequest(incoming: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return { method: incoming.method ?? 'POST', path: incoming.url ?? '/', headers: {}, body: Buffer.concat(chunks) };
}
