import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { vendorTwins, type RunningVendorTwin } from '../bin/src/twins/vendor-twins.ts';
import { ask, eventually, orderInput } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder } from './support/workspace.ts';

interface Offer {
  readonly subtotal: { readonly amount: string };
  readonly landedPrice: { readonly amount: string; readonly currency: string };
  readonly checkout: 'NATIVE' | 'HANDOFF';
  readonly availability: string;
}
interface Listing {
  readonly id: string;
  readonly channel: { readonly id: string };
  readonly offer: Offer | null;
}

const SEARCH = `query ($query: String!, $channels: [ID!], $destination: DestinationInput) {
  search(query: $query, channels: $channels, first: 4, deadlineMs: 10000) {
    channels { channel { id } status error { code message } }
    nodes { listings { id channel { id } offer(destination: $destination) { subtotal { amount } landedPrice { amount currency } checkout availability } } } } }`;
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlacedOrder { handoffs { url } order { parts { status externalId total { amount } } payment { captured { amount } } } }
  ... on OrderPending { reason } ... on OrderNotPlaced { reason } ... on OutOfStock { lines { reason } } ... on InvalidOrder { problems { path message } } } }`;

const PLACES = {
  CNY: { country: 'CN', region: '北京', city: '朝阳区', district: '三环以内', line1: '科创十一街18号', postalCode: '100020' },
  EUR: { country: 'DE', city: 'Bonn', line1: 'Lindenweg 7', postalCode: '53111' },
  USD: { country: 'US', region: 'CA', city: 'San Francisco', line1: '1 Market St', postalCode: '94105' },
};

let twins: ReadonlyMap<string, RunningVendorTwin>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;

beforeAll(async () => {
  folder = await temporaryFolder();
  twins = new Map(await Promise.all(vendorTwins.map(async vendor => [vendor.adapter, await vendor.start({ port: 0 })] as const)));
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    channels: [...twins].map(([adapter, { settings }]) => ({ id: adapter, adapter, settings })),
    payments: [INVOICE],
    orders: { settleMs: 1_000, answerWithinMs: 15_000 },
    gateway: { limits: { rate: false } },
  });
});
afterAll(async () => {
  await running.stop();
  await Promise.all([...twins.values()].map(twin => twin.close()));
  await folder.remove();
});

describe.each(vendorTwins.map(({ adapter }) => adapter))('through the graph, %s', channel => {
  it('is searched, compared and bought from', async () => {
    const { query } = twins.get(channel) as RunningVendorTwin;
    const look = (destination: object) =>
      ask<{ search: { nodes: { listings: Listing[] }[] } }>(running.url, SEARCH, { query, channels: [channel], destination });
    const offersOf = (answer: Awaited<ReturnType<typeof look>>) =>
      answer.data.search.nodes
        .flatMap(node => node.listings)
        .filter(listing => listing.channel.id === channel && listing.offer !== null && listing.offer.availability !== 'OUT_OF_STOCK');
    await eventually(
      () => look({ country: 'CN' }),
      answer => answer.data?.search.nodes.length > 0,
    );
    // Where the channel sells to: the place of the currency in which it does.
    const found: { readonly listing: Listing; readonly currency: keyof typeof PLACES }[] = [];
    for (const currency of ['CNY', 'EUR', 'USD'] as const) {
      const { country, region, city, postalCode } = { region: undefined, ...PLACES[currency] };
      const [listing] = offersOf(await look({ country, region, city, postalCode }));
      if (listing?.offer?.landedPrice.currency === currency) found.push({ listing, currency });
    }
    expect(found).not.toEqual([]);
    const [{ listing, currency }] = found as [(typeof found)[number]];
    const { landedPrice, checkout } = listing.offer as Offer;
    expect(Number(landedPrice.amount)).toBeGreaterThan(0);

    const input = orderInput(`a-key-for-the-channel-${channel}`, [{ listingId: listing.id }], landedPrice.amount, currency, {
      address: PLACES[currency],
    });
    const { data, text } = await ask<{
      placeOrder: { __typename: string; handoffs: { url: string }[]; order: { parts: { status: string; total: { amount: string } }[] } };
    }>(running.url, PLACE, { input });
    expect(data?.placeOrder.__typename, text).toBe('PlacedOrder');
    const [part] = data.placeOrder.order.parts;
    if (data.placeOrder.handoffs.length > 0) {
      expect(data.placeOrder.handoffs[0]?.url).toMatch(/^https?:\/\//);
      expect(part?.status).toBe('AWAITING_HANDOFF');
    } else {
      expect(checkout).toBe('NATIVE');
      expect(['PLACED', 'ACCEPTED']).toContain(part?.status);
      expect(part?.total.amount).toBe(landedPrice.amount);
    }
  });
});
