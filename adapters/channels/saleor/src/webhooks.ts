import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  parseLosslessJson,
  textIn,
  type Call,
  type RawRequest,
  type VendorEvent,
  type Webhooks,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { verifyDetachedJws } from './detached-jws.ts';
import { readKeys } from './jwks.ts';
import { KEY_METADATA } from './find-order.ts';
import { settingsOf } from './manifest.ts';
import { listIn, recordIn, unreadable } from './wire.ts';

export const webhooks: Webhooks = { verify, parse, acknowledge };

/** Signed with the shop's own key, which is fetched and kept, or with the webhook's secret where that has one. */
async function verify(request: RawRequest, call: Call): Promise<boolean> {
  const signature = request.headers['saleor-signature'] ?? request.headers['x-saleor-signature'];
  if (signature === undefined || signature === '') return false;
  if (!signature.includes('.')) return isDigest(signature, request.body, settingsOf(call).webhookSecret);
  const verdict = await verifyDetachedJws(signature, request.body, await readKeys('kept', call));
  if (verdict !== 'unknown-key') return verdict;
  // The shop may have got a new key.
  return (await verifyDetachedJws(signature, request.body, await readKeys('fresh', call))) === true;
}

function isDigest(signature: string, body: Uint8Array, secretKey: string | undefined): boolean {
  if (secretKey === undefined || !/^[0-9a-f]{64}$/i.test(signature)) return false;
  return timingSafeEqual(createHmac('sha256', secretKey).update(body).digest(), Buffer.from(signature, 'hex'));
}

/** The shop never tries again after a 4xx: whoever was not believed, for a key that could not be had perhaps, is asked to come again. */
function acknowledge(accepted: boolean) {
  return { status: accepted ? 200 : 503, headers: {}, body: '' };
}

/** Orders, parcels, products and variants, whatever the subscription asked of them; every body is a hint to read again. */
function parse(request: RawRequest): readonly VendorEvent[] {
  const text = Buffer.from(request.body).toString('utf8');
  const body = parseBody(text);
  const event = eventOf(request, body);
  // The older form is a list of one object with its type; the newer one is what the subscription's `event` holds.
  const [older] = listIn(body);
  const about = older ?? recordIn(body);
  if (!about) throw unreadable('a webhook sent neither an object nor a list of one');
  const name = (of: WireRecord, id: string) => deliveryId(event, id, of, about, request.body);

  const order = older
    ? older['type'] === 'Order'
      ? older
      : undefined
    : (recordIn(about['order']) ?? recordIn(recordIn(about['fulfillment'])?.['order']));
  const orderId = textIn(order?.['id']);
  if (order && orderId !== undefined) {
    const key = keyIn(order['metadata']);
    return [{ kind: 'order-changed', deliveryId: name(order, orderId), externalId: orderId, ...(key === undefined ? {} : { key }) }];
  }
  const things = older && (older['type'] === 'ProductVariant' || older['type'] === 'Product') ? [older] : thingsIn(about);
  const changed = things.flatMap(thing => {
    const id = textIn(thing['id']);
    return id === undefined ? [] : [{ kind: 'product-changed' as const, deliveryId: name(thing, id), externalId: id }];
  });
  return changed.length > 0 ? changed : [{ kind: 'ignored', deliveryId: name(about, ''), what: event }];
}

/** The variants that an event is about; a product stands for itself where its variants were not asked for. */
function thingsIn(about: WireRecord): readonly WireRecord[] {
  const variant = recordIn(about['productVariant']);
  if (variant) return [variant];
  const product = recordIn(about['product']);
  const variants = listIn(product?.['variants']);
  return variants.length > 0 ? variants : product ? [product] : [];
}

/** Deliveries have no id of their own: what happened, to what, and when that was last changed is the same for each try of one. */
function deliveryId(event: string, id: string, thing: WireRecord, about: WireRecord, body: Uint8Array): string {
  const when =
    textIn(thing['updatedAt']) ??
    textIn(thing['updated_at']) ??
    textIn(about['issuedAt']) ??
    createHash('sha256').update(body).digest('hex');
  return `${event}:${id}:${when}`;
}

function eventOf({ headers }: RawRequest, body: unknown): string {
  const told = headers['saleor-event'] ?? headers['x-saleor-event'];
  const typename = textIn(recordIn(body)?.['__typename']);
  return (told ?? typename?.replace(/(?<=[a-z])(?=[A-Z])/g, '_') ?? 'unknown').toLowerCase();
}

/** Our key, from metadata in either form. */
function keyIn(metadata: unknown): string | undefined {
  const pair = listIn(metadata).find(({ key }) => key === KEY_METADATA);
  return textIn(pair ? pair['value'] : recordIn(metadata)?.[KEY_METADATA]);
}

function parseBody(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    throw unreadable('a webhook sent no JSON');
  }
}
