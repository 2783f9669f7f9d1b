import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { health } from './health.ts';
import { manifest } from './manifest.ts';
import { payments } from './payments.ts';

export { toAnswer } from './mapper.ts';
export { readPayment, type Payment } from './wire.ts';

/** Acme, a payment provider that authorises first and captures later. */
export const adapter = defineAdapter({ manifest, capabilities: { health, payments }, conformance });

export default adapter;
