import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

const DAY_MS = 24 * 3_600_000;
const PARTNER = { 'x-api-key': 'partner-key-1' };
const OTHER = { 'x-api-key': 'other-key-1' };

interface Placed {
  readonly placeOrder: {
    readonly __typename: string;
    readonly order?: { readonly id: string };
    readonly existing?: { readonly id: string };
  };
}

let shop: BareShop;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;

const start = async () => {
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    displayCurrency: 'CNY',
    channels: [wooChannel('shop', shop.url)],
    payments: [INVOICE],
    products: { feedIntervalMs: 3_600_000 },
    accounts: {
      seed: {
        clients: [
          { id: 'partner', key: 'partner-key-1', scopes: ['orders:write'] },
          { id: 'other', key: 'other-key-1', scopes: ['orders:write'] },
        ],
      },
    },
  });
};

beforeEach(async () => {
  folder = await temporaryFolder();
  shop = new BareShop([{ id: 1, name: 'Lamp', price: '20.00', regular_price: '20.00', manage_stock: true, stock_quantity: 9 }]);
  await shop.listen();
  await start();
});

afterEach(async () => {
  vi.useRealTimers();
  await running.stop();
  await shop.close();
  await folder.remove();
});

const place = (quantity: number, headers: Record<string, string>) =>
  ask<Placed>(running.url, PLACE_ORDER, { input: orderInput('a-key-of-last-month', [{ listingId: 'shop:1', quantity }], '100') }, headers);
const cancel = (orderId: string, reason: string) =>
  ask<{ cancelOrder: { __typename: string } }>(
    running.url,
    'mutation ($i: CancelOrderInput!) { cancelOrder(input: $i) { __typename } }',
    { i: { idempotencyKey: 'a-cancel-of-last-month', orderId, reason } },
    PARTNER,
  );

it('idempotency keys hold for thirty days, over a restart: the same answer, a conflict for another input, and per viewer', async () => {
  const first = (await place(1, PARTNER)).data.placeOrder;
  expect(first.__typename).toBe('PlacedOrder');
  const { id } = first.order as { id: string };
  expect((await cancel(id, 'CHANGED_MIND')).data.cancelOrder.__typename).toBe('OrderCancelled');

  await running.stop();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * DAY_MS - 60_000 });
  await start();

  expect((await place(1, PARTNER)).data.placeOrder).toMatchObject({ __typename: 'PlacedOrder', order: { id } });
  expect((await place(2, PARTNER)).data.placeOrder).toMatchObject({ __typename: 'IdempotencyConflict', existing: { id } });
  expect(shop.orders).toHaveLength(1);
  expect((await cancel(id, 'CHANGED_MIND')).data.cancelOrder.__typename).toBe('OrderCancelled');
  expect((await cancel(id, 'TOO_SLOW')).data.cancelOrder.__typename).toBe('IdempotencyConflict');
  // Another viewer's key of the same text is another key.
  const other = (await place(2, OTHER)).data.placeOrder;
  expect(other.__typename).toBe('PlacedOrder');
  expect(other.order?.id).not.toBe(id);
});
