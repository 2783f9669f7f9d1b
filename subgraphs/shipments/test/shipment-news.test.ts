import { describe, expect, it } from 'vitest';
import { withShipmentNews } from '../src/integrators/shipment-news.ts';
import type { ShipmentDoc } from '../src/parcel/shipment-doc.ts';

const NOW = new Date('2026-11-25T12:00:00.000Z');
const parcel: ShipmentDoc = {
  _id: 's1',
  v: 1,
  shape: 1,
  effects: [],
  trackingNumber: 'SF1234567890',
  status: 'IN_TRANSIT',
  events: [
    {
      at: NOW.toISOString(),
      status: 'IN_TRANSIT',
      changesStatus: true,
      code: '30',
      message: 'left Li Lei, 1 Century Avenue',
      location: 'Shanghai',
    },
  ],
  phoneLast4: '1234',
  createdAt: NOW.toISOString(),
};
const order = { orderId: 'o1', partId: 'p1', fulfilmentId: 'f1', ownerKey: 'api_client:partner' };

describe('a parcel', () => {
  it('of an order is told with every new status, and with nothing about people', () => {
    const first = withShipmentNews({ ...parcel, order }, NOW);
    expect(withShipmentNews(first, NOW)).toBe(first);
    const second = withShipmentNews({ ...first, status: 'DELIVERED' }, NOW);
    expect(second.effects.map(one => one.payload)).toMatchObject([
      {
        sequence: 1,
        type: 'shipment.updated',
        ownerKey: 'api_client:partner',
        data: { shipmentId: 's1', orderId: 'o1', partId: 'o1.p1', trackingNumber: 'SF1234567890', status: 'IN_TRANSIT' },
      },
      { sequence: 2, data: { status: 'DELIVERED' } },
    ]);
    for (const personal of ['Li Lei', 'Century', 'Shanghai', '"1234"']) expect(JSON.stringify(second.effects)).not.toContain(personal);
  });

  it('that is only tracked is told to nobody', () => {
    expect(withShipmentNews(parcel, NOW)).toBe(parcel);
  });
});
