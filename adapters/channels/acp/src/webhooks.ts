import { createHash } from 'node:crypto';
import {
  parseLosslessJson,
  textIn,
  type Call,
  type Connection,
  type RawRequest,
  type VendorEvent,
  type Webhooks,
} from '@onebasket/adapter-sdk';
import { failure } from './errors.ts';
import { settingsOf } from './settings.ts';
import { isEventSigned } from './signature.ts';
import { recordIn } from './wire.ts';

/** Order events of the merchant, signed by HMAC-SHA256 with a time. */
export const webhooks: Webhooks = {
  verify,
  parse,
  acknowledge: accepted => ({
    status: accepted ? 200 : 401,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      accepted
        ? { received: true }
        : { type: 'invalid_request', code: 'invalid_signature', message: 'Webhook signature verification failed.' },
    ),
  }),
};

function verify({ headers, body }: RawRequest, call: Call): Promise<boolean> {
  const { webhookSecret, webhookToleranceSeconds: toleranceSeconds = 300 } = settingsOf(call);
  if (webhookSecret === undefined) return Promise.resolve(false);
  const header = headers[signatureHeaderOf(call)];
  return Promise.resolve(isEventSigned(header, body, webhookSecret, { now: call.now(), toleranceSeconds }));
}

/** The order that an event speaks of, and the session by which one is known that the buyer finished on the merchant's page. Only hints: events are snapshots. */
function parse({ headers, body }: RawRequest, connection: Connection): readonly VendorEvent[] {
  const event = recordIn(parseJson(body));
  const order = recordIn(event?.['data']);
  const sessionId = textIn(order?.['checkout_session_id']);
  const orderId = textIn(order?.['id']);
  // Before 2026-04-17 an event names the session only.
  const externalId = orderId ?? sessionId;
  if (!event || externalId === undefined) throw failure('invalid-response', 'an event speaks of no order');
  // Events bear no id. Their signature has the time in it, so that an order which is as it was before is told again.
  const signature = headers[signatureHeaderOf({ connection })] ?? '';
  const deliveryId = createHash('sha256').update(signature).update(body).digest('hex');
  return [
    { kind: 'order-changed', deliveryId, externalId },
    ...(sessionId === undefined || sessionId === externalId
      ? []
      : [{ kind: 'order-changed' as const, deliveryId: `${deliveryId}/session`, externalId: sessionId }]),
  ];
}

function signatureHeaderOf(of: Parameters<typeof settingsOf>[0]): string {
  return (settingsOf(of).webhookSignatureHeader ?? 'Merchant-Signature').toLowerCase();
}

function parseJson(body: Uint8Array): unknown {
  try {
    return parseLosslessJson(Buffer.from(body).toString('utf8'));
  } catch (cause) {
    throw failure('invalid-response', 'an event is no JSON', 'not-done', { cause });
  }
}
