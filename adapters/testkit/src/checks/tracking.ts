import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import { use } from '../bench.ts';
import { checksOf, needed } from '../check.ts';
import { expectSound } from './sound.ts';

export const trackingChecks = checksOf('tracking', 'tracking', {
  'tells-the-way': [
    "a parcel's scans come with instants that have an offset and statuses of the contract; an unknown code moves nothing",
    async bench => {
      const parcel = { trackingNumber: needed(bench.sample.trackingNumber, 'trackingNumber'), phoneLast4: bench.sample.phoneLast4 };
      const tracking = await use(bench.connect(), 'tracking', (it, call) => it.track(parcel, call));
      if (isRefusal(tracking)) throw new Error(`sample.trackingNumber is refused: ${tracking.reason}, ${tracking.message}`);
      expect(tracking.events.length, 'scans of sample.trackingNumber').toBeGreaterThan(0);
      expectSound(tracking, 'tracking');
    },
  ],
  'unknown-number-is-refused': [
    'a number that the carrier does not know is refused as not-found',
    async bench => {
      const trackingNumber = needed(bench.sample.unknownId, 'unknownId');
      const answer = await use(bench.connect(), 'tracking', (it, call) => it.track({ trackingNumber }, call));
      expect(answer, 'the answer to sample.unknownId').toMatchObject({ status: 'refused', reason: 'not-found' });
    },
  ],
  'recognises-its-own': [
    'the carrier recognises its own numbers and no empty text, and knows the names by which shops call it',
    async bench => {
      const connection = bench.connect();
      expect(await connection.recognises(needed(bench.sample.trackingNumber, 'trackingNumber')), 'recognises sample.trackingNumber').toBe(
        true,
      );
      expect(await connection.recognises(''), 'recognises an empty text').toBe(false);
      expect(connection.carrierNames.length, 'names of the carrier').toBeGreaterThan(0);
    },
  ],
});
