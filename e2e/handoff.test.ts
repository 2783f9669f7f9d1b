import { startTaobaoTwin, type TaobaoTwin } from '@onebasket/twin-taobao';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

const APP = { appKey: '10000001', appSecret: 'demo-secret-0001' };
const CUP = {
  id: 'AbC1def-xYz2ghi',
  title: '示例生活 保温杯 大号',
  reservePrice: '129.00',
  price: '99.00',
  finalPrice: '79.00',
  brand: '示例生活',
  volume: 1200,
};

let taobao: TaobaoTwin;
let shop: BareShop;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;

beforeAll(async () => {
  folder = await temporaryFolder();
  taobao = await startTaobaoTwin({ ...APP, items: [CUP] });
  shop = new BareShop([{ id: 1, name: '保温杯 配件', price: '9.00', regular_price: '9.00', manage_stock: true, stock_quantity: 50 }]);
  await shop.listen();
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    channels: [
      { id: 'taobao', adapter: 'taobao', name: '淘宝', settings: { ...APP, adzoneId: '123456789', baseUrl: `${taobao.url}/router/rest` } },
      wooChannel('shop', shop.url),
    ],
    payments: [INVOICE],
    orders: { settleMs: 1_000, answerWithinMs: 8_000, reportIntervalMs: 500 },
    gateway: { limits: { rate: false } },
  });
});
afterAll(async () => {
  await running.stop();
  await Promise.all([taobao.close(), shop.close()]);
  await folder.remove();
});

interface Found {
  readonly search: {
    readonly nodes: readonly {
      readonly id: string;
      readonly listings: readonly { readonly id: string; readonly channel: { readonly id: string }; readonly prices: readonly object[] }[];
    }[];
  };
}

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlacedOrder { accessToken handoffs { url shareText channel { id } lines { title } links { url } }
    order { id status payment { status captured { amount } } parts { status channel { id } } } }
  ... on InvalidOrder { problems { path message } } ... on OrderNotPlaced { reason } ... on PriceChanged { now { amount } } } }`;
const LOOK =
  'query ($id: ID!, $token: String) { order(id: $id, accessToken: $token) { status payment { captured { amount } } parts { status externalId channel { id } } } }';

describe('a channel where the buyer finishes on its own page', () => {
  it('is searched live, compared with its coupon, handed over in one click beside a shop, and followed through its order report', async () => {
    const found = await eventually(
      () =>
        ask<Found>(
          running.url,
          '{ search(query: "保温杯") { nodes { id listings { id channel { id } prices { basis money { amount } } } } } }',
        ),
      ({ data }) => new Set(data.search.nodes.flatMap(node => node.listings.map(listing => listing.channel.id))).size === 2,
    );
    const product = found.data.search.nodes.find(node => node.listings.some(listing => listing.channel.id === 'taobao'));
    const cup = product?.listings.find(listing => listing.channel.id === 'taobao');
    expect(cup?.prices).toContainEqual({ basis: 'SELLING', money: { amount: '99.00' } });

    const { data: compared } = await ask(
      running.url,
      'query ($id: ID!) { product(id: $id) { comparison { offers { checkout isEstimate subtotal { amount } platformFinalPrice { money { amount } } } } } }',
      { id: product?.id },
    );
    expect(compared).toMatchObject({
      product: { comparison: { offers: [{ checkout: 'HANDOFF', isEstimate: true, platformFinalPrice: { money: { amount: '79.00' } } }] } },
    });

    const input = orderInput('a-key-of-the-handoff-test', [{ listingId: cup?.id ?? '' }, { listingId: 'shop:1' }], '200.00');
    const { data } = await ask<{
      placeOrder: Record<string, never> & { order: { id: string }; accessToken: string; handoffs: { url: string }[] };
    }>(running.url, PLACE, { input });
    expect(data.placeOrder).toMatchObject({
      __typename: 'PlacedOrder',
      order: { status: 'PARTLY_PLACED', payment: { status: 'CAPTURED', captured: { amount: '9.00' } } },
      handoffs: [{ channel: { id: 'taobao' }, lines: [{ title: CUP.title }], links: [] }],
    });
    const { order, accessToken, handoffs } = data.placeOrder;
    const look = () =>
      ask<{ order: { parts: { status: string; channel: { id: string } }[]; payment: object } }>(running.url, LOOK, {
        id: order.id,
        token: accessToken,
      });
    const statusOf = (answer: Awaited<ReturnType<typeof look>>) =>
      answer.data.order.parts.find(part => part.channel.id === 'taobao')?.status;
    expect(statusOf(await look())).toBe('AWAITING_HANDOFF');

    const bought = taobao.buy({ url: handoffs[0]?.url ?? '' });
    await eventually(look, answer => statusOf(answer) === 'PLACED');
    taobao.changeOrder(bought.tradeId, 3);
    const done = await eventually(look, answer => statusOf(answer) === 'COMPLETED');
    expect(done.data.order.payment).toEqual({ captured: { amount: '9.00' } });
  });
});

it('a purchase that is not finished in time expires, and counts all the same when the channel reports it later', async () => {
  // Of its own: purchases of one position and item are told apart by time alone.
  const own = await startTaobaoTwin({ ...APP, items: [CUP] });
  const elsewhere = await temporaryFolder();
  const impatient = await startInProcess({
    storage: { url: `sqlite:${elsewhere.path}` },
    channels: [
      { id: 'taobao', adapter: 'taobao', name: '淘宝', settings: { ...APP, adzoneId: '123456789', baseUrl: `${own.url}/router/rest` } },
    ],
    payments: [INVOICE],
    orders: { answerWithinMs: 8_000, reportIntervalMs: 500, handoff: { expireHours: 0, graceHours: 0 } },
    gateway: { limits: { rate: false } },
  });
  try {
    const found = await eventually(
      () => ask<Found>(impatient.url, '{ search(query: "保温杯") { nodes { id listings { id channel { id } prices { basis } } } } }'),
      ({ data }) => data.search.nodes.length > 0,
    );
    const input = orderInput('a-key-of-the-expiry-test', [{ listingId: found.data.search.nodes[0]?.listings[0]?.id ?? '' }], '200.00');
    const { data } = await ask<{ placeOrder: { accessToken: string; order: { id: string }; handoffs: { url: string }[] } }>(
      impatient.url,
      PLACE,
      { input },
    );
    const { order, accessToken, handoffs } = data.placeOrder;
    const look = () =>
      ask<{ order: { status: string; timeline: { kind: string }[] } }>(
        impatient.url,
        'query ($id: ID!, $token: String) { order(id: $id, accessToken: $token) { status timeline { kind } parts { handoff { url attribution } } } }',
        { id: order.id, token: accessToken },
      );
    const expired = await eventually(look, answer => answer.data.order.status === 'CANCELLED');
    expect(expired.data.order.timeline.map(({ kind }) => kind)).toContain('HANDOFF_EXPIRED');
    own.buy({ url: handoffs[0]?.url ?? '' });
    await eventually(look, answer => answer.data.order.status === 'PLACED');
  } finally {
    await impatient.stop();
    await own.close();
    await elsewhere.remove();
  }
});
