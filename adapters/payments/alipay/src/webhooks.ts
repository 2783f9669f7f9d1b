import { known, needed, type Call, type RawRequest, type VendorEvent, type WebhookReply, type Webhooks } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { alipayKey } from './client.ts';
import { settingsOf } from './settings.ts';
import { isGenuineNotification, type Params } from './signature.ts';

export const webhooks: Webhooks = { verify, parse, acknowledge };

/** Signed by Alipay, for this application and, where that is set, for this account. */
async function verify({ body }: RawRequest, call: Call): Promise<boolean> {
  const params = readForm(body);
  const settings = settingsOf(call.connection);
  if (!params || params['sign'] === undefined || params['app_id'] !== settings.appId) return false;
  if (settings.sellerId !== undefined && params['seller_id'] !== settings.sellerId) return false;
  return isGenuineNotification(params, alipayKey(settings));
}

/** Only names the trade: notifications come for days, and one of a refund has the status of the payment. How it stands is asked. */
function parse({ body }: RawRequest): readonly VendorEvent[] {
  const params = readForm(body);
  const deliveryId = params?.['notify_id'];
  if (!params || !deliveryId)
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'alipay: a notification has no notify_id' });
  const { out_trade_no: externalId, notify_type: type = 'trade_status_sync', passback_params: passedBack } = params;
  if (type !== 'trade_status_sync') return [{ kind: 'ignored', deliveryId, what: type }];
  return [
    {
      kind: 'payment-changed',
      deliveryId,
      externalId: needed(externalId, 'alipay: out_trade_no of a notification'),
      ...known({ key: passedBack && decoded(passedBack) }),
    },
  ];
}

/** Anything but these seven letters, and Alipay comes again for a day. */
function acknowledge(accepted: boolean): WebhookReply {
  return { status: accepted ? 200 : 400, headers: { 'content-type': 'text/plain' }, body: accepted ? 'success' : 'failure' };
}

/** The members of a form; `undefined` when one comes twice: then two readers could see two different notifications. */
function readForm(body: Uint8Array): Params | undefined {
  const pairs = [...new URLSearchParams(Buffer.from(body).toString('utf8'))];
  return new Set(pairs.map(([name]) => name)).size === pairs.length ? Object.fromEntries(pairs) : undefined;
}

/** It was sent encoded, and comes back encoded or not. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
