import { randomUUID } from 'node:crypto';
import type { Capabilities } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { broken, said } from './support/examine.ts';
import { capabilities as good, portal, prepare, pullMessages, pullReport, startPortal, token } from './support/portal.ts';

interface Broken {
  readonly name: string;
  readonly breaks: Partial<Capabilities>;
  readonly check: string;
  readonly says: RegExp;
}

/** A handoff with something else in it. */
const handing = (change: (url: string) => object): Partial<Capabilities> => ({
  orders: {
    mode: 'handoff',
    prepare: async (request, _, call) => {
      const handoff = await prepare(request, call);
      return isRefusal(handoff) ? handoff : { ...handoff, ...change(handoff.url) };
    },
  },
});

const BROKEN: readonly Broken[] = [
  {
    name: 'hands over half an address',
    breaks: handing(url => ({ url: new URL(url).pathname })),
    check: 'orders/hands-over-a-page',
    says: /"\/go\/a" is no whole address/,
  },
  {
    name: 'hands over an address that is not encrypted',
    breaks: handing(url => ({ url: url.replace('https:', 'http:') })),
    check: 'orders/hands-over-a-page',
    says: /the address begins with http:; wanted https:/,
  },
  {
    name: 'puts its key into the address',
    breaks: {
      orders: {
        mode: 'handoff',
        prepare: async (request, _, call) => {
          const handoff = await prepare(request, call);
          const { key } = call.connection.settings as { key: string };
          return isRefusal(handoff) ? handoff : { ...handoff, url: `${handoff.url}?key=${key}` };
        },
      },
    },
    check: 'orders/hands-over-a-page',
    says: /the address carries a secret setting/,
  },
  {
    name: 'hands over a page that is good no more',
    breaks: handing(() => ({ expiresAt: '2020-01-01T00:00:00Z' })),
    check: 'orders/hands-over-a-page',
    says: /expiresAt 2020-01-01T00:00:00Z, against now/,
  },
  {
    name: 'marks each try of a handoff anew',
    breaks: handing(() => ({ attribution: randomUUID() })),
    check: 'orders/hands-over-again',
    says: /the mark of the second try, against that of the first/,
  },
  {
    name: 'hands over a page for what is sold out',
    breaks: { orders: { mode: 'handoff', prepare: () => Promise.resolve({ status: 'handoff', url: 'https://portal.example/go/any' }) } },
    check: 'orders/sold-out-is-refused',
    says: /the answer to an order of z: expected 'handoff' to be 'refused'/,
  },
  {
    name: 'hands over its start page when its vendor fails',
    breaks: {
      orders: {
        mode: 'handoff',
        prepare: (request, _, call) => prepare(request, call).catch(() => ({ status: 'handoff' as const, url: 'https://portal.example/' })),
      },
    },
    check: 'faults/500/handoff',
    says: /the vendor says 500, and the answer was as if nothing had happened/,
  },
  {
    name: 'reports everything, whatever it is asked for',
    breaks: { orderReport: { pull: (query, call) => pullReport({ ...query, since: '2026-01-01T00:00:00Z' }, call) } },
    check: 'orderReport/since-is-honoured',
    says: /older than since 2026-11-25T02:00:00\.000Z/,
  },
  {
    name: 'loses its time zone',
    breaks: {
      orderReport: {
        pull: (query, call) => pullReport({ ...query, since: new Date(Date.parse(query.since) + 8 * 3_600_000).toISOString() }, call),
      },
    },
    check: 'orderReport/since-is-honoured',
    says: /missing, although not older than since/,
  },
  {
    name: 'reports without an end',
    breaks: {
      orderReport: { pull: async (query, call) => ({ ...(await pullReport({ ...query, cursor: undefined }, call)), next: randomUUID() }) },
    },
    check: 'orderReport/pages-end-each-once',
    says: /the report did not end within 300 pages/,
  },
  {
    name: 'lets go of messages while it pulls them',
    breaks: {
      messages: {
        ...good.messages,
        pull: async call => {
          const pulled = await pullMessages(call);
          await good.messages.acknowledge(pulled.receipt, call);
          return pulled;
        },
      },
    },
    check: 'messages/come-again-until-acknowledged',
    says: /what comes before anything was acknowledged, against the first time/,
  },
  {
    name: 'acknowledges nothing',
    breaks: { messages: { pull: pullMessages, acknowledge: () => Promise.resolve() } },
    check: 'messages/come-again-until-acknowledged',
    says: /what comes again although it was acknowledged/,
  },
  {
    name: 'forgets the state',
    breaks: { authorisation: { ...good.authorisation, authorizeUrl: () => 'https://portal.example/consent' } },
    check: 'authorisation/the-address-carries-the-state',
    says: /query values of the address, against the state/,
  },
  {
    name: 'takes a wrong code for a vendor that is down',
    breaks: {
      authorisation: {
        ...good.authorisation,
        exchange: ({ query }, call) =>
          token({ code: query['code'] }, call).catch((cause: unknown) => {
            throw new AdapterError('unavailable', { outcome: 'unknown', message: 'portal: no token', cause });
          }),
      },
    },
    check: 'authorisation/a-wrong-code-is-unauthorized',
    says: /the end of a wrong code: expected 'unavailable' to be 'unauthorized'/,
  },
  {
    name: 'makes up credentials',
    breaks: { authorisation: { ...good.authorisation, refresh: credentials => Promise.resolve(credentials) } },
    check: 'authorisation/old-credentials-that-are-dead-are-unauthorized',
    says: /the end of dead credentials: expected 'credentials' to be 'unauthorized'/,
  },
  {
    name: 'opens a case for each try',
    breaks: {
      afterSales: {
        ...good.afterSales,
        request: (ref, wish, attempt, call) => good.afterSales.request(ref, wish, { ...attempt, key: randomUUID() }, call),
      },
    },
    check: 'afterSales/opens-a-case-once',
    says: /the case of the second try, against that of the first/,
  },
  {
    name: 'answers every webhook as if it had been asked who it is',
    breaks: { webhooks: { ...good.webhooks, handshake: () => ({ status: 200, headers: {}, body: 'yes' }) } },
    check: 'webhooks/the-vendors-question-is-answered',
    says: /the answer to an ordinary webhook/,
  },
];

describe('the kit notices an adapter that', () => {
  it.each(BROKEN.map(one => [one.name, one] as const))('%s', async (_, { breaks, check, says }) => {
    expect(await said(broken(portal, breaks), startPortal, check)).toMatch(says);
  });
});
