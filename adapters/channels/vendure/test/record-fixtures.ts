// Records the fixtures anew from a real shop: `node adapters/channels/vendure/test/record-fixtures.ts`. The diff shows what has changed there.
import { writeFile } from 'node:fs/promises';
import type { Call, HttpClient } from '@onebasket/adapter-sdk';
import { isRefusal } from '@onebasket/core';
import { startVendure } from '../../../../test-servers/vendure/start.ts';
import { vendure } from '../src/index.ts';
import { directCall, fetchClient } from './direct-call.ts';
import type { Exchange } from './replay.ts';
import { shopAdmin } from './shop-admin.ts';
import { attemptWith, BERLIN, native, orderOf, quoteOf, repeats } from './shopper.ts';

const server = await startVendure();
const shop = await shopAdmin(server.adminApi);
const settings = { baseUrl: server.url, gtinField: 'gtin' };
const asAdmin = { ...settings, adminUsername: 'superadmin', adminPassword: 'superadmin' };
const { feed, quotes } = vendure.capabilities;

async function record(scenario: string, act: (call: Call) => Promise<unknown>, as = settings): Promise<void> {
  const exchanges: Exchange[] = [];
  const http: HttpClient = {
    async request(request) {
      // The order of sending counts: some requests are sent side by side.
      const place = exchanges.push({ label: request.label ?? '', status: 0, headers: {}, body: null }) - 1;
      const answer = await fetchClient.request(request);
      const session = answer.headers['vendure-auth-token'] === undefined ? {} : { 'vendure-auth-token': 'recorded-session' };
      exchanges[place] = {
        label: request.label ?? '',
        status: answer.status,
        headers: session,
        body: JSON.parse(answer.text()) as unknown,
      };
      return answer;
    },
  };
  await act(directCall({ settings: as, http }));
  await writeFile(
    new URL(`./fixtures/${scenario}.json`, import.meta.url),
    `${JSON.stringify(exchanges, null, 1).replaceAll(server.url, 'http://shop.test')}\n`,
  );
}

try {
  const since = new Date().toISOString();
  const plain = directCall({ settings });
  await record('products', async call => feed?.pull(undefined, call));
  await record('quote', call => quoteOf('8.16', 3, call));
  await record('quote-short', async call =>
    quotes?.getQuotes([{ lines: [{ externalId: '10.18', quantity: 50 }], destination: BERLIN }], call),
  );
  await record('quote-unknown', async call => quotes?.getQuotes([{ lines: [{ externalId: '9.999', quantity: 1 }] }], call));

  const quote = await quoteOf('8.16', 3, plain);
  const attempt = attemptWith('recorded');
  await record('place', call => native.place(orderOf(quote), attempt, call));
  await record('find', call => repeats.find({ ...attempt, since }, call));
  const placed = await native.place(orderOf(quote), attemptWith('shipped'), plain);
  if (isRefusal(placed)) throw new Error(placed.message);
  await shop.settle(placed.externalId);
  await shop.ship(placed.externalId, 'JD014600003');
  await record('order-shipped', call => native.get({ externalId: placed.externalId, key: 'shipped' }, call), asAdmin);
} finally {
  await server.stop();
}
