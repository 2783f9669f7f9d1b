import { createHash } from 'node:crypto';
import {
  parseLosslessJson,
  textIn,
  type Call,
  type RawRequest,
  type VendorEvent,
  type Webhooks,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { KEY_ATTRIBUTE } from './carts.ts';
import { gidIn } from './gid.ts';
import { settingsOf, shopDomainOf } from './settings.ts';
import { isWebhookSigned } from './signature.ts';
import { isObject, listIn } from './wire.ts';

export const webhooks: Webhooks = { verify, parse };

/** The signature over the raw bytes, and the shop that it speaks of: one secret signs for every shop that has the app. */
function verify(request: RawRequest, call: Call): Promise<boolean> {
  const settings = settingsOf(call.connection);
  const { clientSecret, previousClientSecret, webhookSecret } = settings;
  const secrets = [clientSecret, previousClientSecret, webhookSecret].filter(secret => secret !== undefined);
  const signature = headerOf(request, 'hmac-sha256');
  if (signature === undefined || !isWebhookSigned(request.body, signature, secrets)) return Promise.resolve(false);
  const [shop, own] = [headerOf(request, 'shop-domain')?.toLowerCase(), shopDomainOf(settings)];
  return Promise.resolve(shop === undefined || own === undefined || shop === own);
}

/** Orders, their parcels and refunds, products and stock; every body is a hint to read again. */
function parse(request: RawRequest): readonly VendorEvent[] {
  const deliveryId = deliveryIdOf(request);
  const topic = headerOf(request, 'topic') ?? '';
  const body = parseBody(request);
  const [resource] = topic.split('/');
  switch (resource) {
    case 'orders':
      return [orderChanged(deliveryId, orderIdIn(body, body['id'], topic), keyIn(body))];
    case 'fulfillments':
    case 'fulfillment_events':
    case 'refunds':
    case 'order_transactions':
      return [orderChanged(deliveryId, orderIdIn({}, body['order_id'], topic))];
    case 'products': {
      const externalId = idIn(gidIn(body['admin_graphql_api_id'], 'Product') ?? gidIn(body['id'], 'Product'), topic);
      return [{ kind: 'product-changed', deliveryId, externalId }];
    }
    // These name what is counted, not what is sold: `getListings` knows the way from one to the other.
    case 'inventory_levels':
      return [{ kind: 'product-changed', deliveryId, externalId: idIn(gidIn(body['inventory_item_id'], 'InventoryItem'), topic) }];
    case 'inventory_items':
      return [{ kind: 'product-changed', deliveryId, externalId: idIn(gidIn(body['id'], 'InventoryItem'), topic) }];
    default:
      return [{ kind: 'ignored', deliveryId, what: topic || 'no topic' }];
  }
}

function orderChanged(deliveryId: string, externalId: string, key?: string): VendorEvent {
  return { kind: 'order-changed', deliveryId, externalId, ...(key === undefined ? {} : { key }) };
}

function orderIdIn(body: WireRecord, number: unknown, topic: string): string {
  return idIn(gidIn(body['admin_graphql_api_id'], 'Order') ?? gidIn(number, 'Order'), topic);
}

function idIn(id: string | undefined, topic: string): string {
  if (id !== undefined) return id;
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: `shopify: a webhook ${topic} without an id` });
}

/** Attributes of a cart come back as `note_attributes` of its order. */
function keyIn(order: WireRecord): string | undefined {
  return textIn(listIn(order['note_attributes']).find(({ name }) => name === KEY_ATTRIBUTE)?.['value']);
}

/**
 * A second delivery has the same webhook id; several subscriptions to one topic have ids of their own and share the event id. An event may speak under
 * several topics, which say different things.
 */
function deliveryIdOf(request: RawRequest): string {
  const event = headerOf(request, 'event-id');
  if (event !== undefined) return `${event} ${headerOf(request, 'topic') ?? ''}`.trim();
  return headerOf(request, 'webhook-id') ?? createHash('sha256').update(request.body).digest('hex');
}

/** `X-Shopify-…`, or `Shopify-…` of the newer events. */
function headerOf({ headers }: RawRequest, name: string): string | undefined {
  return headers[`x-shopify-${name}`] ?? headers[`shopify-${name}`];
}

function parseBody({ body }: RawRequest): WireRecord {
  let value: unknown;
  try {
    value = parseLosslessJson(Buffer.from(body).toString('utf8'));
  } catch (cause) {
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'shopify: a webhook sent no JSON', cause });
  }
  if (isObject(value)) return value;
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'shopify: a webhook sent no object' });
}
