import { isRefusal } from '@onebasket/core';
import { startWooCommerceTwin } from '@onebasket/twin-woocommerce';
import { afterEach, describe, expect, it } from 'vitest';
import { orders } from '../src/orders.ts';
import { getQuotes } from '../src/quotes.ts';
import { search } from '../src/search.ts';
import { makeCall, type Handler } from './make-call.ts';
import { destination, keys, requestFor, shipping, taxes } from './twin-options.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

describe('a shop that keeps its settings to itself', () => {
  it.each(taxes.map(tax => [JSON.stringify(tax), tax] as const))(
    'is asked by its public cart, and charges what that said, with tax %s',
    async (_, tax) => {
      const twin = await startWooCommerceTwin({ demo: 'lantern', country: 'DE', currency: 'EUR', tax, shipping, ...keys });
      closers.push(() => twin.close());
      const hiding: Handler = async ({ method, url, path, headers, body }) => {
        if (/v3\/(settings|shipping|taxes|data)/.test(path)) return { status: 404, body: { code: 'rest_no_route', data: { status: 404 } } };
        const answer = await fetch(url, { method, headers: { ...headers }, ...(body === undefined ? {} : { body: String(body) }) });
        return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
      };
      const call = { ...makeCall(hiding, { baseUrl: twin.url, ...keys }), now: () => new Date(), random: () => crypto.randomUUID() };
      const page = await search({ text: '', first: 20 }, call);
      const lines = page.items
        .filter(({ purchasable, stock }) => purchasable && (stock ?? 10) > 9)
        .slice(0, 2)
        .map(({ externalId }) => ({ externalId, quantity: 3 }));
      const [quote] = await getQuotes([{ lines, destination }], call);
      if (!quote || isRefusal(quote)) throw new Error(`no quote: ${quote?.message}`);
      expect(quote.shipping?.methodId).toMatch(/^flat_rate:\d+=4\.90$/);
      expect(await orders.place(requestFor(quote), { key: 'key-1', remember: () => Promise.resolve() }, call)).toMatchObject({
        status: 'placed',
        total: quote.total,
      });
    },
  );
});
