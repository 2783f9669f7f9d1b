import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from '../keys/keys.ts';

/** A guest's capability for one order, the same for every repeat, that every subgraph can verify: `ot1.<order id>.<mac>`. */
export function signOrderToken(keys: Keys, orderId: string): string {
  return `ot1.${orderId}.${mac(keys, orderId)}`;
}

/** True when the token opens exactly this order. */
export function verifyOrderToken(keys: Keys, token: string, orderId: string): boolean {
  const expected = Buffer.from(signOrderToken(keys, orderId));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function mac(keys: Keys, orderId: string): string {
  return createHmac('sha256', keys.derive('guest-token')).update(orderId).digest('base64url');
}
