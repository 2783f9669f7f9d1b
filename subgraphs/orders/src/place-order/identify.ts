import { createHash, createHmac } from 'node:crypto';
import { canonicalJson } from '@onebasket/core';
import { viewerKey, type Keys, type Viewer } from '@onebasket/runtime';
import type { PlaceOrderInput } from './input.ts';

/** The order's id follows from who asks and the key, so that a repeat finds it: nothing else has to be unique. */
export function orderIdOf(keys: Keys, viewer: Viewer, input: PlaceOrderInput): string {
  const scope = viewer.kind === 'ANONYMOUS' ? `guest:${guestContact(input)}` : viewerKey(viewer);
  return `o${createHmac('sha256', keys.derive('order-id'))
    .update(canonicalJson([scope, input.idempotencyKey]))
    .digest('base64url')}`;
}

function guestContact({ contact }: PlaceOrderInput): string {
  return contact.email ? contact.email.trim().toLowerCase() : (contact.phone ?? '').replace(/[^\d+]/g, '');
}

/** Equal inputs have equal hashes, whatever the order of their members; absent and null are the same. */
export function hashOf(input: object): string {
  return createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(input, (_key, value: unknown) => value ?? undefined))))
    .digest('base64url');
}
