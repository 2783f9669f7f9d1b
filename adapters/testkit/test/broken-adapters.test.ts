import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Capabilities, ChannelListing } from '@onebasket/adapter-sdk';
import { AdapterError, zero, currency } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { capabilities as good, cornerShop, findOrder, getListings, place, startCornerShop } from './support/corner-shop.ts';
import { broken, said } from './support/examine.ts';

interface Broken {
  readonly name: string;
  readonly breaks: Partial<Capabilities>;
  /** The check that has to notice it. */
  readonly check: string;
  /** What its message has to say. */
  readonly says: RegExp;
}

const BROKEN: readonly Broken[] = [
  {
    name: 'counts money in floats',
    breaks: {
      listings: {
        getListings: async (ids, call) =>
          (await getListings(ids, call)).map(listing => listing && { ...listing, price: { minor: 12.5 * 100, currency: 'EUR' } as never }),
      },
    },
    check: 'listings/in-the-order-asked',
    says: /\.price counts its minor units in a number; only a bigint is exact/,
  },
  {
    name: 'gives listings in the order of its vendor and leaves out what is unknown',
    breaks: {
      listings: {
        getListings: async (ids, call) => {
          const found = await getListings([...new Set(ids)].toSorted(), call);
          return found.filter((listing): listing is ChannelListing => listing !== undefined);
        },
      },
    },
    check: 'listings/in-the-order-asked',
    says: /asked for 2, 123456, 1, 2: expected \[ '1', '2' \]/,
  },
  {
    name: 'sends an order again when its answer is lost',
    breaks: {
      orders: {
        ...good.orders,
        place: (request, { key }, call) =>
          place(request, key, call).catch((error: unknown) => {
            if (error instanceof AdapterError && error.code === 'unavailable') return place(request, key, call);
            throw error;
          }),
      },
    },
    check: 'faults/reset-after/place',
    says: /writes that went out twice in one call, under reset-after at write 1/,
  },
  {
    name: 'takes a failure for an empty page',
    breaks: { search: { search: (query, call) => good.search.search(query, call).catch(() => ({ items: [] })) } },
    check: 'faults/500/search',
    says: /the vendor says 500, and the answer was as if nothing had happened: \{ items: \[\] \}/,
  },
  {
    name: 'takes a failure for "there is no such order"',
    breaks: {
      orders: { ...good.orders, repeats: { by: 'lookup', find: ({ key }, call) => findOrder(key, call).catch(() => undefined) } },
    },
    check: 'faults/html-200/find-order',
    says: /`undefined` would let the host order a second time/,
  },
  {
    name: 'says that nothing was done when it may have been',
    breaks: {
      orders: {
        ...good.orders,
        place: (request, { key }, call) =>
          place(request, key, call).catch((cause: unknown) => {
            throw new AdapterError('unavailable', { outcome: 'not-done', message: 'corner: no order', cause });
          }),
      },
    },
    check: 'faults/reset-after/place',
    says: /at write 1 of 1: an order stands although outcome was 'not-done'/,
  },
  {
    name: 'says its key in a message',
    breaks: {
      health: {
        check: call =>
          good.health.check(call).catch((cause: unknown) => {
            const { key } = call.connection.settings as { key: string };
            throw new AdapterError('unavailable', { outcome: 'not-done', message: `corner: GET /ping with ${key} failed`, cause });
          }),
      },
    },
    check: 'faults/html-503/health',
    says: /a failure says a secret setting: ".*GET \/ping with ••• failed/,
  },
  {
    name: 'asks for every listing by itself',
    breaks: {
      listings: { getListings: (ids, call) => Promise.all(ids.map(async id => (await getListings([id], call))[0])) },
    },
    check: 'calls/listings',
    says: /requests for 20 items, of which 4 are allowed: expected 20 to be less than or equal to 4/,
  },
  {
    name: 'believes every webhook that has a signature, whatever it signs',
    breaks: { webhooks: { ...good.webhooks, verify: ({ headers }) => Promise.resolve('x-corner-signature' in headers) } },
    check: 'webhooks/tampered-bodies-are-refused',
    says: /is sample\.webhook with a byte more believed: expected true to be false/,
  },
  {
    name: 'gives every delivery of a webhook an id of its own',
    breaks: { webhooks: { ...good.webhooks, parse: () => [{ kind: 'order-changed', deliveryId: randomUUID(), externalId: '1' }] } },
    check: 'webhooks/a-genuine-one-is-believed',
    says: /delivery ids of the second reading/,
  },
  {
    name: 'waits and tries again without looking at its deadline',
    breaks: {
      health: {
        check: call =>
          good.health.check(call).catch(async () => {
            await sleep(5_000);
            return good.health.check(call);
          }),
      },
    },
    check: 'faults/slow/health',
    says: /the adapter was still at work: it waits without call\.signal/,
  },
  {
    name: 'turns the pages of its feed in a circle',
    breaks: {
      feed: {
        pull: async (cursor, call) => {
          const page = await good.feed.pull(cursor, call);
          return page.more ? page : { ...page, cursor: '1', more: true };
        },
      },
    },
    check: 'feed/each-item-once',
    says: /the feed did not end within 300 pages/,
  },
  {
    name: 'gives more on a page of a search than was asked for',
    breaks: { search: { search: (query, call) => good.search.search({ ...query, first: 50 }, call) } },
    check: 'search/pages',
    says: /items on a page of 2: expected 45 to be less than or equal to 2/,
  },
  {
    name: 'leaves the shipping out of its total',
    breaks: {
      quotes: {
        getQuotes: async (requests, call) =>
          (await good.quotes.getQuotes(requests, call)).map(quote =>
            'total' in quote ? { ...quote, total: { ...quote.total, minor: quote.total.minor - 490n } } : quote,
          ),
      },
    },
    check: 'quotes/parts-add-up',
    says: /lines \+ shipping \+ tax, against the total/,
  },
  {
    name: 'orders at whatever price there is',
    breaks: {
      orders: {
        ...good.orders,
        place: async (request, { key }, call) => {
          const [quote] = await good.quotes.getQuotes([{ lines: request.lines }], call);
          return place(quote && 'total' in quote ? { ...request, quote } : request, key, call);
        },
      },
    },
    check: 'orders/another-price-is-refused',
    says: /the answer to an order for one minor unit less/,
  },
  {
    name: 'gives money back with a new key each time',
    breaks: {
      refunds: { refund: (ref, amount, { reason }, call) => good.refunds.refund(ref, amount, { key: randomUUID(), reason }, call) },
    },
    check: 'faults/reset-after/refund',
    says: /given back/,
  },
  {
    name: 'says that it cancelled what still stands',
    breaks: { cancellation: { cancel: () => Promise.resolve({ status: 'cancelled' }) } },
    check: 'cancellation/undoes-an-order',
    says: /the state when it is read again: expected \[ 'CANCELLED', 'REFUNDED' \] to include 'PLACED'/,
  },
  {
    name: 'breaks on an answer without a body instead of telling it',
    breaks: {
      health: {
        check: async call => {
          const response = await call.http.request({ method: 'GET', url: `${String(call.connection.settings['baseUrl'])}/ping` });
          return { detail: `${response.text().length} bytes` };
        },
      },
    },
    check: 'faults/html-200/health',
    says: /a page of HTML says 200, and the answer was as if nothing had happened/,
  },
  {
    name: 'makes up a coupon price that no coupon gives',
    breaks: {
      listings: {
        getListings: async (ids, call) =>
          (await getListings(ids, call)).map(
            listing => listing && { ...listing, couponedPrice: { ...(listing.price ?? zero(currency('EUR'))), minor: 100n } },
          ),
      },
    },
    check: 'listings/in-the-order-asked',
    says: /couponedPrice takes off 1151, more than the best single coupon of its promotions \(0\)/,
  },
];

describe('the kit notices an adapter that', () => {
  it.each(BROKEN.map(one => [one.name, one] as const))('%s', async (_, { breaks, check, says }) => {
    const message = await said(broken(cornerShop, breaks), startCornerShop, check);
    expect(message).toMatch(says);
    expect(message).toMatch(
      new RegExp(
        `^${check} does not hold\n {2}wanted: .{20,}\n {2}seen: {3}\\S.*\n([^]*\n)? {2}read: {3}docs/adapters/contract\\.md#[a-z-]+$`,
      ),
    );
  });

  it.each(BROKEN.map(({ check }) => check).filter((check, at, all) => all.indexOf(check) === at))(
    'and holds nothing against a good one in %s',
    async check => {
      expect(await said(cornerShop, startCornerShop, check)).toBe('');
    },
  );

  it('needs something that the sample does not have, in words', async () => {
    const start = async () => ({ ...(await startCornerShop()), sample: {} });
    expect(await said(cornerShop, start, 'search/pages')).toContain(
      "nothing yet: this check needs sample.query from the contract test's start()",
    );
  });
});
