import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Call, RawRequest, VendorEvent, Webhooks } from '@onebasket/adapter-sdk';
import { invalidResponse } from './errors.ts';
import { toExternalId } from './external-id.ts';
import { settingsOf } from './settings.ts';
import { asRecord, filledIn, integerIn, metaIn, requireId } from './wire.ts';
import { KEY_META } from './wire-order.ts';

export const webhooks: Webhooks = { verify, parse };

/** The base64 HMAC-SHA256 of the raw bytes, compared in constant time. Without a secret in the settings nothing is believed. */
function verify(request: RawRequest, call: Call): Promise<boolean> {
  const { webhookSecret } = settingsOf(call);
  const sent = request.headers['x-wc-webhook-signature'];
  if (webhookSecret === undefined || sent === undefined) return Promise.resolve(false);
  const expected = createHmac('sha256', webhookSecret).update(request.body).digest();
  const given = Buffer.from(sent, 'base64');
  return Promise.resolve(given.length === expected.length && timingSafeEqual(given, expected));
}

/** Orders and products; every body is a hint to read again, since WooCommerce merges changes and may send `order.updated` before `order.created`. */
function parse(request: RawRequest): readonly VendorEvent[] {
  const text = Buffer.from(request.body).toString('utf8');
  const deliveryId = deliveryIdOf(request);
  const topic = request.headers['x-wc-webhook-topic'];
  // A new webhook says hello with a form, unsigned.
  if (topic === undefined && /^webhook_id=\d+$/.test(text.trim())) return [{ kind: 'ignored', deliveryId, what: 'ping' }];
  const [resource] = (topic ?? '').split('.');
  if (resource !== 'order' && resource !== 'product') return [{ kind: 'ignored', deliveryId, what: topic ?? 'no topic' }];
  const body = asRecord(parseJson(text), `webhook ${topic}`);
  const id = requireId(body['id'], `webhook ${topic}`);
  if (resource === 'product') {
    const parentId = integerIn(body['parent_id']);
    return [
      { kind: 'product-changed', deliveryId, externalId: parentId ? toExternalId({ productId: parentId, variationId: id }) : String(id) },
    ];
  }
  const key = filledIn(metaIn(body['meta_data']).get(KEY_META));
  return [{ kind: 'order-changed', deliveryId, externalId: String(id), ...(key === undefined ? {} : { key }) }];
}

/** Deliveries are numbered; one without a number is known by what it says. */
function deliveryIdOf({ headers, body }: RawRequest): string {
  return headers['x-wc-webhook-delivery-id'] ?? createHash('sha256').update(body).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidResponse('a webhook sent no JSON', 'not-done', cause);
  }
}
