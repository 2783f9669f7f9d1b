import { createHash } from 'node:crypto';
import { toText } from './cents.ts';
import { gid } from './gid.ts';
import { paidCents, type TwinOrder } from './orders.ts';
import { hmacOfBody } from './signature.ts';

/** A webhook as it goes over the wire. */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Signs a webhook of this topic. The same event told twice has one event id, each delivery an id of its own. */
export function signedWebhook(
  topic: string,
  payload: object,
  app: { readonly shop: string; readonly secret: string; readonly at: Date },
): SignedWebhook {
  const body = Buffer.from(JSON.stringify(payload));
  const digest = createHash('sha256').update(`${topic} ${body.toString()}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': app.shop,
      'x-shopify-api-version': '2026-04',
      'x-shopify-webhook-id': uuid(digest),
      'x-shopify-event-id': uuid(createHash('sha256').update(body).digest('hex')),
      'x-shopify-triggered-at': app.at.toISOString(),
      'x-shopify-hmac-sha256': hmacOfBody(body, app.secret),
    },
  };
}

/** An order as webhooks show it: the resource of the REST API. */
export function orderResource(order: TwinOrder): object {
  const total = toText(order.totalCents);
  const money = { amount: total, currency_code: order.currency };
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    name: order.name,
    cancelled_at: order.cancelledAt ?? null,
    currency: order.currency,
    financial_status: paidCents(order) > 0n ? 'paid' : 'pending',
    fulfillment_status: order.fulfillments.length > 0 ? 'fulfilled' : null,
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    total_price: total,
    total_price_set: { shop_money: money, presentment_money: money },
    updated_at: order.updatedAt,
  };
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
