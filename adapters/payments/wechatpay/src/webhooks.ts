import {
  asRecord,
  known,
  needed,
  parseLosslessJson,
  textIn,
  type Call,
  type Connection,
  type RawRequest,
  type VendorEvent,
  type WebhookReply,
  type Webhooks,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { platformKey, unsealJson } from './platform-keys.ts';
import { settingsOf } from './settings.ts';
import { combinedId } from './trade-number.ts';
import { isGenuine } from './verify.ts';
import { membersOf } from './wire.ts';

export const webhooks: Webhooks = { verify, parse, acknowledge };

async function verify({ headers, body }: RawRequest, call: Call): Promise<boolean> {
  const { 'wechatpay-serial': serial, 'wechatpay-signature': signature } = headers;
  if (serial === undefined || signature === undefined) return false;
  return isGenuine({ headers, body: Buffer.from(body).toString('utf8') }, await platformKey(serial, call), call.now());
}

/** Decrypts what it is about, and only names it: notifications come for a day, and how the payment stands is asked. */
function parse({ body }: RawRequest, connection: Connection): readonly VendorEvent[] {
  const notification = asRecord(parseJson(Buffer.from(body).toString('utf8')), 'wechatpay notification');
  const deliveryId = needed(textIn(notification['id']), 'wechatpay notification: id');
  const what = textIn(notification['event_type']) ?? 'no type';
  if (!what.startsWith('TRANSACTION.') && !what.startsWith('REFUND.')) return [{ kind: 'ignored', deliveryId, what }];
  const resource = asRecord(
    unsealJson(notification['resource'], settingsOf(connection).apiV3Key, 'wechatpay notification'),
    'wechatpay resource',
  );
  const combineNo = textIn(resource['combine_out_trade_no']);
  const [key] = textIn(combineNo === undefined ? resource['attach'] : firstPart(resource)['attach'])?.split(' ') ?? [];
  const externalId =
    combineNo === undefined ? needed(textIn(resource['out_trade_no']), 'wechatpay resource: out_trade_no') : combinedId(combineNo);
  return [{ kind: 'payment-changed', deliveryId, externalId, ...known({ key }) }];
}

function firstPart(resource: WireRecord): WireRecord {
  const parts = resource['sub_orders'];
  return membersOf(Array.isArray(parts) ? parts[0] : undefined);
}

/** 200 stops WeChat Pay; anything else brings it back for a day. */
function acknowledge(accepted: boolean): WebhookReply {
  if (accepted) return { status: 204, headers: {}, body: '' };
  return { status: 401, headers: { 'content-type': 'application/json' }, body: '{"code":"FAIL","message":"the signature is not yours"}' };
}

function parseJson(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch (cause) {
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'wechatpay: a notification is no JSON', cause });
  }
}
