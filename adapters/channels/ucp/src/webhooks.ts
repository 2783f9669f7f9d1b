import { createHash } from 'node:crypto';
import {
  textIn,
  parseLosslessJson,
  type Call,
  type Connection,
  type RawRequest,
  type VendorEvent,
  type WebhookReply,
  type Webhooks,
} from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { verifyDetached } from './detached-jwt.ts';
import { discover, discoverAnew, type Merchant } from './discovery.ts';
import { failure } from './errors.ts';
import { verifyRequest } from './http-signature.ts';
import { GENERATIONS } from './generations.ts';
import { platformProfile, type ProfileSettings } from './platform-profile.ts';
import { settingsOf } from './settings.ts';
import { recordIn, withoutNulls } from './wire.ts';

export const webhooks: Webhooks = { verify, parse, handshake };

/**
 * True when this merchant signed it: by HTTP message signatures (from 2026-04-08) or a detached JWT (before), with a key of its own profile.
 * The address that was signed is the one in settings.webhookUrl, or the one that was called.
 */
async function verify(request: RawRequest, call: Call): Promise<boolean> {
  if (request.body.length === 0) return false;
  const merchant = await discover(call);
  const isSigned = request.headers['signature'] !== undefined || request.headers['request-signature'] !== undefined;
  if (!isSigned) return settingsOf(call).acceptUnsignedWebhooks === true && merchant.profile.keys.length === 0;
  if (isBy(merchant, request, call)) return true;
  // The key may be newer than what we know of the merchant.
  return isBy(await discoverAnew(call), request, call);
}

function isBy({ profile }: Merchant, request: RawRequest, call: Call): boolean {
  const { headers, body } = request;
  const token = headers['request-signature'];
  if (token !== undefined && headers['signature'] === undefined) return verifyDetached(token, body, profile.keys);
  return addressesOf(request, call).some(
    url => verifyRequest({ method: request.method, url, headers, body }, profile.keys, call.now()) === undefined,
  );
}

/** Where the merchant may have thought it was sending to. Behind a proxy our own host header is not what was signed. */
function addressesOf({ path, headers }: RawRequest, call: Call): readonly string[] {
  const { webhookUrl } = settingsOf(call);
  const { host } = headers;
  return [...(webhookUrl === undefined ? [] : [webhookUrl]), ...(host === undefined ? [] : [`https://${host}${path}`])].filter(url =>
    URL.canParse(url),
  );
}

/**
 * The order that an event speaks of: bare (from 2026-04-08), or beside `event_type` and `checkout_id`. Only a hint. A second one names the checkout session,
 * by which an order is known that the buyer finished on the merchant's page.
 */
function parse(request: RawRequest, _connection: Connection): readonly VendorEvent[] {
  const body = recordIn(withoutNulls(parseJson(request.body)));
  const order = recordIn(body?.['order']) ?? body;
  const externalId = textIn(order?.['id']) ?? textIn(body?.['order_id']);
  if (!body || externalId === undefined) throw failure('invalid-response', 'a webhook speaks of no order');
  const checkoutId = textIn(order?.['checkout_id']) ?? textIn(body['checkout_id']);
  const deliveryId =
    textIn(request.headers['webhook-id']) ?? textIn(body['event_id']) ?? createHash('sha256').update(request.body).digest('hex');
  return [
    { kind: 'order-changed', deliveryId, externalId },
    ...(checkoutId === undefined || checkoutId === externalId
      ? []
      : [{ kind: 'order-changed' as const, deliveryId: `${deliveryId}/checkout`, externalId: checkoutId }]),
  ];
}

/** `GET /hooks/<connection>/profile?version=…`: a merchant reads who we are, in the shape of its generation; without a version in the newest. */
function handshake({ method, path }: RawRequest, { settings }: Connection): WebhookReply | undefined {
  const url = URL.parse(path, 'http://us.invalid');
  if (method !== 'GET' || !url?.pathname.endsWith('/profile')) return undefined;
  const newest =
    GENERATIONS.map(({ version }) => version)
      .toSorted()
      .at(-1) ?? '';
  const version = url.searchParams.get('version') ?? newest;
  const json = { 'content-type': 'application/json' };
  if (!GENERATIONS.some(generation => generation.version === version))
    return {
      status: 404,
      headers: json,
      body: JSON.stringify({ error: `no such generation; there are ${GENERATIONS.map(one => one.version).join(', ')}` }),
    };
  const profile = platformProfile(version, settings as unknown as ProfileSettings);
  return { status: 200, headers: { ...json, 'cache-control': 'public, max-age=300' }, body: JSON.stringify(profile) };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return parseLosslessJson(Buffer.from(body).toString('utf8'));
  } catch (cause) {
    throw new AdapterError('invalid-response', { message: 'ucp: a webhook sent no JSON', outcome: 'not-done', cause });
  }
}
