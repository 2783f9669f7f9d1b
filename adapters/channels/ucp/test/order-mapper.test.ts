import { bendings, expectSound } from '@onebasket/adapter-testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrder, toSnapshot } from '../src/index.ts';
import { withoutNulls } from '../src/wire.ts';

describe('an order', () => {
  const usd = (body: object) => {
    const order = readOrder(withoutNulls(body) as Readonly<Record<string, unknown>>, 'GET /orders/{id}');
    return toSnapshot(order, 'USD' as Parameters<typeof toSnapshot>[1], order.total ?? 0n);
  };
  /** The example of the specification of 2026-01-11. */
  const EXAMPLE = {
    id: 'order_abc123',
    line_items: [
      { id: 'li_shoes', item: { id: 'prod_shoes' }, quantity: { total: 3, fulfilled: 3 }, status: 'fulfilled' },
      { id: 'li_shirts', item: { id: 'prod_shirts' }, quantity: { total: 2, fulfilled: 0 }, status: 'processing' },
    ],
    fulfillment: {
      events: [
        {
          id: 'evt_0',
          occurred_at: '2025-01-06T10:30:00Z',
          type: 'shipped',
          line_items: [{ id: 'li_shoes', quantity: 3 }],
          tracking_number: '123456789',
          carrier: 'FedEx',
        },
        {
          id: 'evt_1',
          occurred_at: '2025-01-08T10:30:00Z',
          type: 'delivered',
          line_items: [{ id: 'li_shoes', quantity: 3 }],
          tracking_number: '123456789',
          tracking_url: 'https://fedex.com/track/123456789',
        },
      ],
    },
    adjustments: [{ id: 'adj_1', type: 'refund', occurred_at: '2025-01-10T14:30:00Z', status: 'completed', amount: 3000 }],
    totals: [{ type: 'total', amount: 15342 }],
  };

  it('is partly on its way when some of its lines are', () => {
    expect(usd(EXAMPLE)).toEqual({
      externalId: 'order_abc123',
      state: 'ACCEPTED',
      total: { minor: 15342n, currency: 'USD' },
      refunded: { minor: 3000n, currency: 'USD' },
      updatedAt: '2025-01-10T14:30:00.000Z',
      fulfilments: [
        {
          id: '123456789',
          carrierName: 'FedEx',
          trackingNumber: '123456789',
          trackingUrl: 'https://fedex.com/track/123456789',
          lines: [{ externalId: 'prod_shoes', quantity: 3 }],
          state: 'DELIVERED',
          shippedAt: '2025-01-06T10:30:00.000Z',
        },
      ],
    });
  });

  it('is shipped, delivered, cancelled or refunded by what its lines, events and adjustments say', () => {
    const shoes = { ...EXAMPLE.line_items[0], quantity: { total: 3, fulfilled: 0 } };
    const only = { ...EXAMPLE, line_items: [shoes], adjustments: [] };
    expect(usd(only).state).toBe('DELIVERED');
    expect(usd({ ...only, line_items: [{ ...shoes, quantity: { total: 3, fulfilled: 3 } }], fulfillment: {} }).state).toBe('SHIPPED');
    expect(usd({ ...only, fulfillment: { events: [{ id: 'e', type: 'shipped', timestamp: '2026-11-25T02:55:27Z' }] } })).toMatchObject({
      state: 'SHIPPED',
      fulfilments: [{ id: 'e', lines: [{ externalId: 'prod_shoes', quantity: 3 }], shippedAt: '2026-11-25T02:55:27.000Z' }],
    });
    expect(usd({ ...only, fulfillment: {} }).state).toBe('PLACED');
    expect(usd({ ...only, line_items: [{ ...shoes, status: 'removed' }] }).state).toBe('CANCELLED');
    const back = { type: 'cancellation', status: 'completed', totals: [{ type: 'total', amount: -15342 }] };
    expect(usd({ ...only, adjustments: [back] }).state).toBe('CANCELLED');
    expect(usd({ ...only, adjustments: [{ ...back, type: 'refund' }] }).state).toBe('REFUNDED');
    expect(usd({ ...only, adjustments: [{ ...back, status: 'pending' }] }).refunded).toBeUndefined();
    expect(usd({ ...only, fulfillment: { events: [{ id: 'e', type: 'teleported' }] } })).toMatchObject({
      state: 'ACCEPTED',
      fulfilments: [{ state: 'PENDING' }],
    });
  });

  it('never throws once it has an id, whatever becomes of the rest', () => {
    fc.assert(
      fc.property(bendings(EXAMPLE), ({ answer }) => {
        const body = answer as Readonly<Record<string, unknown>>;
        if (typeof body['id'] === 'string' && body['id'] !== '') expectSound(usd(body));
      }),
    );
  });
});
