import { readFile } from 'node:fs/promises';
import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readParcel, toTracking } from '../src/index.ts';

const fixture = parseLosslessJson(await readFile(new URL('./fixtures/parcel.json', import.meta.url), 'utf8'));

describe('a parcel of the carrier', () => {
  it('tells every scan in our words, with the time and the code of the carrier', () => {
    expect(toTracking(readParcel(fixture, 'test')).events.map(({ at, status, code }) => [at, status, code])).toEqual([
      ['2026-11-25T09:12:00+01:00', 'PICKED_UP', 'COLLECTED'],
      ['2026-11-25T22:40:00+01:00', 'IN_TRANSIT', 'SORTED'],
      ['2026-11-26T02:05:00+01:00', 'UNKNOWN', 'DRONE_SWAP'],
      ['2026-11-26T14:31:00+01:00', 'DELIVERED', 'DELIVERED'],
    ]);
  });

  it('is mapped or told as an invalid response, whatever JSON comes, and an unknown code moves nothing', () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('2026-11-25T09:12:00Z', 'SORTED', 7));
    const parcel = fc.record({ number: field, expected: field, scans: fc.array(fc.record({ time: field, code: field, text: field })) });
    fc.assert(
      fc.property(parcel, value => {
        try {
          for (const { status, changesStatus } of toTracking(readParcel(value, 'test')).events)
            expect(changesStatus).toBe(status !== 'UNKNOWN');
        } catch (error) {
          expect(error).toBeInstanceOf(AdapterError);
        }
      }),
    );
  });
});
