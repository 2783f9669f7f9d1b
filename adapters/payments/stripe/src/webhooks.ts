import {
  asRecord,
  known,
  needed,
  parseLosslessJson,
  textIn,
  type Call,
  type RawRequest,
  type VendorEvent,
  type Webhooks,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { settingsOf } from './settings.ts';
import { isSignedByStripe } from './signature.ts';
import { keyOf, membersOf } from './wire.ts';

export const webhooks: Webhooks = { verify, parse };

async function verify({ headers, body }: RawRequest, call: Call): Promise<boolean> {
  const { webhookSecret } = settingsOf(call.connection);
  const header = headers['stripe-signature'];
  return webhookSecret !== undefined && header !== undefined && isSignedByStripe(header, webhookSecret, body, call.now());
}

/** Only names what changed: Stripe's events come twice and in any order, so the payment is read again. */
function parse({ body }: RawRequest): readonly VendorEvent[] {
  const event = asRecord(parseJson(Buffer.from(body).toString('utf8')), 'stripe webhook');
  const deliveryId = needed(textIn(event['id']), 'stripe webhook: id');
  const what = textIn(event['type']) ?? 'no type';
  // A thin event (v2) names its object without showing it.
  const object = event['object'] === 'v2.core.event' ? membersOf(event['related_object']) : membersOf(membersOf(event['data'])['object']);
  const externalId = intentIdOf(object);
  if (externalId === undefined) return [{ kind: 'ignored', deliveryId, what }];
  // A refund carries the key of the refund: which payment it is of, its id says.
  const key = object['object'] === 'payment_intent' ? keyOf(object) : undefined;
  return [{ kind: 'payment-changed', deliveryId, externalId, ...known({ key }) }];
}

/** The PaymentIntent, or that of a charge, refund or dispute. */
function intentIdOf(object: WireRecord): string | undefined {
  const { id, payment_intent: intent } = object;
  return [id, intent, membersOf(intent)['id']].map(textIn).find(text => text?.startsWith('pi_'));
}

function parseJson(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch (cause) {
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'stripe: a webhook sent no JSON', cause });
  }
}
