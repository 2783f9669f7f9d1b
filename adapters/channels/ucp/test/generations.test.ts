import { isRefusal } from '@onebasket/core';
import { VERSIONS, type UcpTwinOptions } from '@onebasket/twin-ucp';
import { afterEach, describe, expect, it } from 'vitest';
import { ADDRESS, newBuyer, openStand, type Stand } from './merchant.ts';

let stand: Stand | undefined;
afterEach(() => stand?.close());

const WAYS: readonly (readonly [string, UcpTwinOptions])[] = [
  ...VERSIONS.map(version => [`${version} over REST`, { version, transports: ['rest'] }] as const),
  ['2026-01-11 of the Node reference', { version: '2026-01-11', traps: ['node-shapes'] }],
  ['2026-04-08 over MCP', { version: '2026-04-08', transports: ['mcp'] }],
  ['2026-08-25 over MCP as a stream', { version: '2026-08-25', transports: ['mcp'], streams: true }],
];

describe.each(WAYS)('a merchant of %s', (_, options) => {
  it('sells a basket for what it was quoted, to the cent, and tells how it fares', async () => {
    stand = await openStand(options);
    const request = await stand.order([
      { externalId: 'pot_ceramic', quantity: 2 },
      { externalId: 'bouquet_tulips', quantity: 1 },
    ]);
    expect(request.quote).toMatchObject({
      lines: [
        { externalId: 'pot_ceramic', title: 'Ceramic Pot', quantity: 2, unitPrice: { minor: 1500n }, subtotal: { minor: 3000n } },
        { externalId: 'bouquet_tulips', quantity: 1, subtotal: { minor: 3000n } },
      ],
      shipping: { methodId: 'std-ship', title: 'Standard Shipping', cost: { minor: 500n } },
      total: { minor: 6500n, currency: 'USD' },
    });
    expect(request.quote.isEstimate).toBeUndefined();
    expect(stand.twin.openSessions(), 'left behind by the quote').toEqual([]);

    const buyer = newBuyer();
    const placed = await stand.place(request, buyer);
    expect(placed).toMatchObject({ status: 'placed', total: request.quote.total, state: 'PLACED' });
    if (placed.status !== 'placed') return;
    expect(await stand.find(buyer)).toMatchObject({ externalId: placed.externalId, total: placed.total });
    expect(await stand.get(placed.externalId, buyer)).toMatchObject({ state: 'PLACED', total: placed.total, fulfilments: [] });

    stand.twin.ship(placed.externalId, { carrier: 'UPS', trackingNumber: '1Z999', trackingUrl: 'https://ups.test/1Z999' });
    expect(await stand.get(placed.externalId, buyer)).toMatchObject({
      state: 'SHIPPED',
      fulfilments: [
        {
          carrierName: 'UPS',
          trackingNumber: '1Z999',
          state: 'SHIPPED',
          lines: [
            { externalId: 'pot_ceramic', quantity: 2 },
            { externalId: 'bouquet_tulips', quantity: 1 },
          ],
        },
      ],
    });
    stand.twin.refund(placed.externalId, 6500);
    expect(await stand.get(placed.externalId, buyer)).toMatchObject({ state: 'REFUNDED', refunded: { minor: 6500n, currency: 'USD' } });
  });

  it('takes discount codes off the goods, whatever sign it writes', async () => {
    stand = await openStand(options, { discountCodes: ['10OFF', 'FIXED500', 'NOSUCH'] });
    const quote = await stand.quote({ lines: [{ externalId: 'orchid_white', quantity: 1 }], destination: ADDRESS });
    // 4500 + 500 shipping, 10 % of all of it, then 500.
    expect(quote).toMatchObject({ total: { minor: 4000n }, shipping: { cost: { minor: 500n } } });
    if (isRefusal(quote)) return;
    expect(quote.lines[0]).toMatchObject({
      listPrice: { minor: 4500n },
      subtotal: { minor: 3500n },
      promotions: [
        { id: '10OFF', kind: 'COUPON', label: '10% Off', saved: { minor: 500n } },
        { id: 'FIXED500', kind: 'COUPON', saved: { minor: 500n } },
      ],
    });
  });

  it('refuses what there is not, and a declined payment leaves no session open', async () => {
    stand = await openStand(options, { paymentToken: 'fail_token' });
    const soldOut = await stand.quote({ lines: [{ externalId: 'gardenias', quantity: 1 }], destination: ADDRESS });
    // The Node reference has no codes, and words are not read.
    expect(soldOut).toMatchObject({ status: 'refused', reason: options.traps ? 'other' : 'out-of-stock', externalIds: ['gardenias'] });
    const buyer = newBuyer();
    const request = await stand.order([{ externalId: 'pot_ceramic', quantity: 1 }]);
    expect(await stand.place(request, buyer)).toMatchObject({ status: 'refused', reason: 'payment-refused' });
    expect(stand.twin.openSessions()).toEqual([]);
    expect(stand.twin.orders()).toEqual([]);
    expect(await stand.find(buyer)).toBeUndefined();
  });
});

describe('the catalogue', () => {
  it('is searched where there is one, and asked by id in the order asked', async () => {
    stand = await openStand({ version: '2026-04-08' });
    const page = await stand.connection.run('search', (it, call) => it.search({ text: 'flowers', first: 2 }, call));
    expect(page.items.map(({ externalId }) => externalId)).toEqual(['bouquet_roses', 'bouquet_sunflowers']);
    expect(page.items[0]).toMatchObject({
      parentId: 'prod_bouquet_roses',
      title: 'Bouquet of Red Roses',
      price: { minor: 3500n, currency: 'USD' },
      availability: 'IN_STOCK',
      categoryPath: ['Flowers', 'Bouquets'],
      rating: { average: 4.5, count: 128 },
    });
    expect(page.items[0]?.raw).toMatchObject({ pointer: '/products/0/variants/0' });
    const [gone, unknown] = await stand.connection.run('listings', (it, call) => it.getListings(['gardenias', 'wumpus'], call));
    expect(gone).toMatchObject({ availability: 'OUT_OF_STOCK', purchasable: false });
    expect(unknown).toBeUndefined();
  });

  it('comes from configuration where the protocol had none yet', async () => {
    stand = await openStand(
      { version: '2026-01-11' },
      {
        items: [
          { id: 'pot_ceramic', title: 'Ceramic Pot' },
          { id: 'orchid_white', title: 'White Orchid' },
        ],
      },
    );
    const page = await stand.connection.run('search', (it, call) => it.search({ text: 'pot', first: 5 }, call));
    expect(page).toMatchObject({ items: [{ externalId: 'pot_ceramic', title: 'Ceramic Pot', availability: 'UNKNOWN' }] });
    expect(page.items[0]?.price).toBeUndefined();
  });
});
