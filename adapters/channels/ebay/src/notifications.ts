import { createHash, createPublicKey, verify as verifySignature, type KeyObject } from 'node:crypto';
import {
  parseLosslessJson,
  textIn,
  type Call,
  type Connection,
  type RawRequest,
  type VendorEvent,
  type WebhookReply,
  type Webhooks,
} from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { ask } from './client.ts';
import { settingsOf } from './settings.ts';
import { recordIn } from './wire.ts';

const KEY_KEPT_MS = 24 * 3_600_000;

/** eBay's notifications: the mandatory account deletion notices, and the buy topics. Sellers' and buyers' data in them is passed on to nobody. */
export const webhooks: Webhooks = {
  verify,
  parse,
  acknowledge: accepted => ({ status: accepted ? 204 : 412, headers: {}, body: '' }),
  handshake,
};

/** The answer to eBay's challenge: SHA-256, in hex, over challenge code, verification token and endpoint, in this order. */
export function challengeResponse(challengeCode: string, verificationToken: string, endpoint: string): string {
  return createHash('sha256').update(challengeCode).update(verificationToken).update(endpoint).digest('hex');
}

/** What X-EBAY-SIGNATURE holds: base64 of JSON. */
export interface NotificationSignature {
  /** Names the public key. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** Reads X-EBAY-SIGNATURE; `undefined` for what is none. */
export function readSignature(header: string | undefined): NotificationSignature | undefined {
  const wire = recordIn(jsonIn(Buffer.from(header ?? '', 'base64')));
  const [keyId, signature] = [textIn(wire?.['kid']), textIn(wire?.['signature'])];
  // The id becomes part of an address before anybody is believed.
  if (keyId === undefined || signature === undefined || !/^[\w-]{1,100}$/.test(keyId)) return undefined;
  return { keyId, signature: Buffer.from(signature, 'base64') };
}

/** A key as the Notification API tells it: PEM, often without line breaks, and the digest that goes with it. */
export interface NotificationKey {
  readonly key: string;
  readonly digest: string;
}

const DIGESTS: ReadonlySet<string> = new Set(['SHA1', 'SHA256', 'SHA384', 'SHA512']);

/** Is this body signed by the owner of the key (ECDSA over the raw bytes)? */
export function isSignedBy({ key, digest }: NotificationKey, signature: Uint8Array, body: Uint8Array): boolean {
  const algorithm = digest.toUpperCase().replace('-', '');
  const publicKey = publicKeyIn(key);
  return publicKey !== undefined && DIGESTS.has(algorithm) && verifySignature(algorithm, body, publicKey, signature);
}

function publicKeyIn(pem: string): KeyObject | undefined {
  try {
    return createPublicKey({
      key: Buffer.from(pem.replace(/-----(BEGIN|END) PUBLIC KEY-----/g, ''), 'base64'),
      format: 'der',
      type: 'spki',
    });
  } catch {
    return undefined;
  }
}

async function verify({ headers, body }: RawRequest, call: Call): Promise<boolean> {
  const signature = readSignature(headers['x-ebay-signature']);
  if (!signature || body.length === 0) return false;
  const key = await call.memo(`public-key ${signature.keyId}`, KEY_KEPT_MS, () => fetchKey(signature.keyId, call));
  return key !== undefined && isSignedBy(key, signature.signature, body);
}

/** `undefined` for an id that eBay does not know. */
async function fetchKey(keyId: string, call: Call): Promise<NotificationKey | undefined> {
  const path = `/commerce/notification/v1/public_key/${encodeURIComponent(keyId)}`;
  const answer = await ask({ path, label: 'GET /public_key/{public_key_id}' }, call);
  if (!answer.ok) return undefined;
  const [key, digest] = [textIn(answer.body['key']), textIn(answer.body['digest'])];
  if (key !== undefined) return { key, digest: digest ?? 'SHA1' };
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'ebay: GET /public_key/{public_key_id} sent no key' });
}

/** One event. Account deletions have nothing to delete here: no adapter keeps users' data. */
function parse({ body }: RawRequest, _connection: Connection): readonly VendorEvent[] {
  const message = recordIn(jsonIn(body));
  const notification = recordIn(message?.['notification']);
  if (!message || !notification)
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'ebay: a notification cannot be read' });
  const topic = textIn(recordIn(message['metadata'])?.['topic']) ?? 'unknown topic';
  const deliveryId = textIn(notification['notificationId']) ?? createHash('sha256').update(body).digest('hex');
  const itemId = textIn(recordIn(notification['data'])?.['itemId']);
  if (itemId !== undefined && topic !== 'MARKETPLACE_ACCOUNT_DELETION')
    return [{ kind: 'product-changed', deliveryId, externalId: itemId }];
  return [{ kind: 'ignored', deliveryId, what: topic }];
}

function handshake({ method, path }: RawRequest, connection: Connection): WebhookReply | undefined {
  const code = new URL(path, 'https://host.invalid').searchParams.get('challenge_code');
  const { verificationToken, notificationEndpoint } = settingsOf(connection);
  if (method !== 'GET' || !code || verificationToken === undefined || notificationEndpoint === undefined) return undefined;
  const body = JSON.stringify({ challengeResponse: challengeResponse(code, verificationToken, notificationEndpoint) });
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function jsonIn(body: Uint8Array): unknown {
  try {
    return parseLosslessJson(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
