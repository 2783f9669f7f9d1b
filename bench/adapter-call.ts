// What the host adds to one vendor call (deadline, budget, breaker, redaction, health) above the bare request on the same server. Prints a table and JSON.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRegistry } from '@onebasket/adapter-registry';
import { defineAdapter } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';
import { Agent, request } from 'undici';
import { percentile, round } from './support.ts';

const LIMIT_MS = 0.3;
const ROUNDS = 40;
const CALLS = 250;

const server = createServer((incoming, response) => {
  incoming.resume();
  response.setHeader('content-type', 'application/json').end('{"products":[{"id":1,"price":"12.50"}]}');
});
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const adapter = defineAdapter({
  manifest: {
    id: 'bench',
    kind: 'channel',
    name: 'Bench',
    contract: '1.0',
    vendorApi: '1',
    settings: Type.Object({ baseUrl: Type.String() }),
    allowedOrigins: () => [url],
    budget: { perSecond: 1e9, burst: 1e9 },
  },
  capabilities: {
    health: {
      check: async call => {
        (await call.http.request({ method: 'GET', url: `${url}/products` })).json();
        return { detail: 'well' };
      },
    },
  },
});
const silent = () => undefined;
const registry = createRegistry({
  connections: [{ kind: 'channel', config: { id: 'bench', adapter: 'bench', settings: { baseUrl: url } } }],
  adapters: [adapter],
  offerUnlicensed: true,
  log: { debug: silent, info: silent, warn: silent },
});
const channel = registry.channel('bench');
if (!channel) throw new Error('no channel');
const agent = new Agent({ connections: 64 });
const ways = {
  bare: async () => {
    const { body } = await request(`${url}/products`, { dispatcher: agent });
    JSON.parse(await body.text());
  },
  hosted: async () => void (await channel.run('health', (it, call) => it.check(call))),
};

// In turns, so that what else runs on the machine meets both.
const times: Record<keyof typeof ways, number[]> = { bare: [], hosted: [] };
for (let round = 0; round < ROUNDS; round++) {
  for (const way of ['bare', 'hosted'] as const) {
    for (let at = 0; at < CALLS; at++) {
      const began = performance.now();
      await ways[way]();
      if (round > 0) times[way].push(performance.now() - began);
    }
  }
}
await registry.close();
await agent.close();
server.closeAllConnections();
server.close();

const p = (way: keyof typeof ways, share: number) => percentile(times[way], share);
const report = {
  bench: 'adapter-call',
  bareP50Ms: round(p('bare', 0.5), 3),
  hostedP50Ms: round(p('hosted', 0.5), 3),
  overheadP50Ms: round(p('hosted', 0.5) - p('bare', 0.5), 3),
  overheadP95Ms: round(p('hosted', 0.95) - p('bare', 0.95), 3),
  limitP50Ms: LIMIT_MS,
  withinLimit: p('hosted', 0.5) - p('bare', 0.5) < LIMIT_MS,
};
console.table({ 'one call': report });
console.log(JSON.stringify(report));
