import { startMagentoTwin, type MagentoTwin, type MagentoTwinOptions, type TwinProduct } from '@onebasket/twin-magento';
import { afterEach, describe, expect, test } from 'vitest';
import { magento } from '../src/index.ts';
import { callTo } from './wired-call.ts';

const GREEN = 'WSH12/WSH12-28-Green';
const PRODUCTS: readonly TwinProduct[] = [
  { sku: '24-MB04', name: 'Strive Shoulder Pack', price: '32.00', stock: 4 },
  { sku: '24-WG085', name: 'Sprite Yoga Strap', price: '14.00', stock: 30 },
  {
    sku: 'WSH12',
    name: 'Erika Running Short',
    price: '45.00',
    stock: 0,
    options: [{ code: 'color', label: 'Color' }],
    variants: [{ sku: 'WSH12-28-Green', price: '45.00', stock: 20, values: { color: 'Green' } }],
  },
];
const { feed } = magento.capabilities;

let twin: MagentoTwin;
afterEach(() => twin.close());

async function start(options: MagentoTwinOptions = {}): Promise<void> {
  twin = await startMagentoTwin({ products: PRODUCTS, ...options });
}

const open = (settings: object = {}) => callTo(twin.url, settings);

describe('the feed', () => {
  const NOW = Date.parse('2026-11-25T10:00:00Z');

  test('tells an integration what was touched, a variant by its product, and what is gone at the next sweep', async () => {
    let now = new Date(NOW);
    await start({ integrationToken: 'integration-token', now: () => now });
    const call = callTo(twin.url, { integrationToken: 'integration-token' }, { now: () => now });
    const first = await feed?.pull(undefined, call);
    expect(first?.listings.map(({ externalId }) => externalId)).toContain(GREEN);
    now = new Date(NOW + 20 * 60_000);
    const settled = await feed?.pull(first?.cursor, call);
    twin.put({ sku: '24-MB04', name: 'Strive Shoulder Pack', price: '30.00', stock: 4 });
    twin.touch('WSH12-28-Green');
    twin.remove('24-WG085');
    now = new Date(NOW + 30 * 60_000);
    const second = await feed?.pull(settled?.cursor, call);
    expect(second?.listings.map(({ externalId, price }) => [externalId, price?.minor])).toEqual([
      ['24-MB04', 3000n],
      [GREEN, 4500n],
    ]);
    expect(second).toMatchObject({ gone: [], more: false });
    now = new Date(NOW + 61 * 60_000);
    expect((await feed?.pull(second?.cursor, call))?.gone).toContain('24-WG085');
  });

  test('of an integration goes by ids, whatever is saved meanwhile; one that may not read products is walked as a guest', async () => {
    const many = Array.from({ length: 120 }, (_, at) => ({ sku: `P-${at}`, name: `Part ${(at * 37) % 120}`, price: '1.00', stock: 1 }));
    await start({ products: many, integrationToken: 'integration-token' });
    for (const settings of [{ integrationToken: 'integration-token' }, { integrationToken: 'orders-only' }, {}]) {
      const ids: string[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < 3; page++) {
        const pulled = await feed?.pull(cursor, open(settings));
        ids.push(...(pulled?.listings.map(({ externalId }) => externalId) ?? []));
        cursor = pulled?.cursor;
        expect(pulled?.more).toBe(page < 2);
        if (settings.integrationToken === 'integration-token' && page === 0) twin.remove('P-3');
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toContain('P-119');
      expect(ids.length).toBeGreaterThanOrEqual(119);
    }
  });

  test('of a guest stands still until the next sweep', async () => {
    await start();
    const first = await feed?.pull(undefined, open());
    expect(await feed?.pull(first?.cursor, open())).toMatchObject({ listings: [], gone: [], more: false });
  });
});
