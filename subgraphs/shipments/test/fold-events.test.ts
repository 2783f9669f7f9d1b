import fc from 'fast-check';
import type { ParcelEvent } from '@onebasket/adapter-sdk';
import { describe, expect, it } from 'vitest';
import { foldTracking } from '../src/parcel/fold-events.ts';
import type { ShipmentDoc } from '../src/parcel/shipment-doc.ts';

const parcel: ShipmentDoc = {
  _id: 's',
  v: 1,
  shape: 1,
  effects: [],
  trackingNumber: 'SF1',
  status: 'UNKNOWN',
  events: [],
  createdAt: '2026-01-01T00:00:00.000Z',
};
const event = (minute: number, status: ParcelEvent['status'], more: Partial<ParcelEvent> = {}): ParcelEvent => ({
  at: `2026-01-01T08:${String(minute).padStart(2, '0')}:00+08:00`,
  status,
  changesStatus: true,
  code: status,
  message: status,
  ...more,
});

const journey = [
  event(0, 'PICKED_UP'),
  event(5, 'IN_TRANSIT'),
  event(9, 'IN_TRANSIT', { code: '31' }),
  event(20, 'OUT_FOR_DELIVERY'),
  event(30, 'DELIVERED'),
  event(31, 'IN_TRANSIT', { code: '8000', changesStatus: false }),
];

describe('folding scans', () => {
  it('ends in the same parcel whatever the order of arrival and however often they come', () => {
    const expected = foldTracking(parcel, { events: journey });
    fc.assert(
      fc.property(fc.shuffledSubarray([...journey, ...journey], { minLength: 12 }), fc.integer({ min: 1, max: 11 }), (events, cut) => {
        const inTwoParts = foldTracking(foldTracking(parcel, { events: events.slice(0, cut) }), { events: events.slice(cut) });
        expect(inTwoParts).toEqual(expected);
      }),
    );
    expect(expected.status).toBe('DELIVERED');
    expect(expected.events).toHaveLength(6);
    expect(expected.deliveredAt).toBe('2026-01-01T08:30:00+08:00');
  });

  it('does not move on bookkeeping, nor back from delivered, save by an explicit return', () => {
    expect(foldTracking(parcel, { events: [event(0, 'DELIVERED'), event(5, 'IN_TRANSIT')] }).status).toBe('DELIVERED');
    expect(foldTracking(parcel, { events: [event(0, 'DELIVERED'), event(5, 'RETURNING')] }).status).toBe('RETURNING');
    expect(foldTracking(parcel, { events: [event(0, 'IN_TRANSIT'), event(5, 'UNKNOWN', { changesStatus: false })] }).status).toBe(
      'IN_TRANSIT',
    );
  });

  it("believes the carrier's own current status over the newest scan", () => {
    expect(foldTracking(parcel, { events: [event(0, 'IN_TRANSIT')], current: 'READY_FOR_PICKUP' }).status).toBe('READY_FOR_PICKUP');
  });
});
