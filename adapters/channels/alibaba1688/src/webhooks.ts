import { createHash, timingSafeEqual } from 'node:crypto';
import { parseLosslessJson, type RawRequest, type VendorEvent, type Webhooks } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { settingsOf } from './settings.ts';
import { pushSignature } from './sign.ts';
import { entriesIn, recordIn, textIn, textsIn, type Wire } from './wire.ts';

/** Pushes: a form of `message` and `_aop_signature`. They come twice and out of order, and all they say here is "read it again". */
export const webhooks: Webhooks = {
  async verify(request, call) {
    const { appSecret, pushToken } = settingsOf(call);
    if (pushToken !== undefined) return isSame(request.path.split('/').filter(Boolean).at(-1) ?? '', pushToken);
    const { _aop_signature: given = '', ...fields } = formOf(request);
    return fields['message'] !== undefined && isSame(given, pushSignature(fields, appSecret));
  },
  parse(request) {
    const { message: text = '' } = formOf(request);
    const message = readMessage(text);
    const data = recordIn(message['data']) ?? {};
    const type = textIn(message['type']) ?? '';
    const delivery = textIn(message['msgId']) ?? digest(text).toString('hex');
    const changed: readonly VendorEvent[] = [
      ...idsIn(data, 'orderId').map(id => ({ kind: 'order-changed' as const, deliveryId: `${delivery}:${id}`, externalId: id })),
      ...offersIn(data).map(id => ({ kind: 'product-changed' as const, deliveryId: `${delivery}:offer:${id}`, externalId: id })),
    ];
    return changed.length > 0 ? changed : [{ kind: 'ignored', deliveryId: delivery, what: type || 'a message without a type' }];
  },
};

function formOf({ body }: RawRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(Buffer.from(body).toString('utf8')));
}

function readMessage(text: string): Wire {
  try {
    // Order ids are numbers beyond 2^53 here.
    const message = recordIn(parseLosslessJson(text));
    if (message) return message;
  } catch (cause) {
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'the message of the 1688 push is not JSON', cause });
  }
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'the message of the 1688 push is no object' });
}

/** Every value of this name, wherever in the message: its place differs from topic to topic. */
function idsIn(data: Wire, name: string): readonly string[] {
  const found = Object.entries(data).flatMap(([key, value]) =>
    key === name ? textsIn(value) : entriesIn(value).flatMap(({ it }) => idsIn(it, name)),
  );
  return [...new Set(found)].filter(id => /^\d{1,25}$/.test(id));
}

/** `productIds` is a text with commas. */
function offersIn(data: Wire): readonly string[] {
  const named = [...textsIn(data['productIds']).flatMap(ids => ids.split(',')), ...textsIn(data['productId']), ...textsIn(data['offerId'])];
  return [...new Set(named.map(id => id.trim()))].filter(id => /^\d{1,20}$/.test(id));
}

function isSame(given: string, right: string): boolean {
  return timingSafeEqual(digest(given), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
