import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { health } from './health.ts';
import { manifest } from './manifest.ts';
import { isTrackingNumber, track } from './track.ts';

export { toTracking } from './mapper.ts';
export { readParcel, type Parcel } from './wire.ts';

/** Acme, a carrier whose parcels are followed by their number. */
export const adapter = defineAdapter({
  manifest,
  capabilities: {
    health,
    tracking: { recognises: isTrackingNumber, names: ['acme', 'Acme Parcel'], track },
  },
  conformance,
});

export default adapter;
