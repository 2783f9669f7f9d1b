import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { health } from './health.ts';
import { manifest } from './manifest.ts';
import { payments } from './payments.ts';
import { webhooks } from './webhooks.ts';

export { certSerial, privateKeyOf, publicKeyOf, rootCertSerial } from './keys.ts';
export { toPayment } from './mapper.ts';
export { rawMember } from './raw-member.ts';
export { isGenuineNotification, isSignedRsa2, signatureText, signRsa2 } from './signature.ts';
export { tradeNumber } from './trade-number.ts';
export { readTrade, type Trade } from './wire.ts';

/** Alipay: on its page or by a code to scan; paid whole, then ordered, and what could not be ordered is given back. */
export const alipay = defineAdapter({ manifest, capabilities: { health, payments, webhooks }, conformance });
