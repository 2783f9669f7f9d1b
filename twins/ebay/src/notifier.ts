import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { json, type TwinResponse } from '@onebasket/twin-kit';
import { EbayError } from './ebay-error.ts';

/** A notification as it arrives at our endpoint. */
export interface Notification {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const KEY_ID = '9936261a-7d7b-4621-a0f1-000000000001';

/** The Notification API: signs what it sends, and tells its public keys. */
export class Notifier {
  readonly #privateKey: KeyObject;
  readonly #publicKey: string;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = privateKey;
    this.#publicKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  }

  /** GET /public_key/{id}; the PEM comes on one line, as eBay sends it. */
  publicKey(id: string): TwinResponse {
    if (id !== KEY_ID) throw new EbayError(404, 195_003, 'The public key ID is invalid.', 'API_NOTIFICATION');
    const key = `-----BEGIN PUBLIC KEY-----${this.#publicKey}-----END PUBLIC KEY-----`;
    return json(200, { key, algorithm: 'ECDSA', digest: 'SHA1' });
  }

  /** Tells that a user has closed an account. */
  accountDeletion(userId: string, now: Date): Notification {
    const message = {
      metadata: { topic: 'MARKETPLACE_ACCOUNT_DELETION', schemaVersion: '1.0', deprecated: false },
      notification: {
        notificationId: `49feeaeb-4982-42d9-a377-9645b8479411_${userId}`,
        eventDate: now.toISOString(),
        publishDate: now.toISOString(),
        publishAttemptCount: 1,
        data: { username: 'closed_user', userId, eiasToken: 'nY+sHZ2PrBmdj6wVnY+sEZ2PrA2dj6wJnY+gAZGEpwmdj6x9nY+seQ==' },
      },
    };
    const body = Buffer.from(JSON.stringify(message));
    const signature = createSign('sha1').update(body).sign(this.#privateKey, 'base64');
    const header = JSON.stringify({ alg: 'ecdsa', kid: KEY_ID, signature, digest: 'SHA1' });
    return {
      headers: { 'content-type': 'application/json', 'x-ebay-signature': Buffer.from(header).toString('base64') },
      body,
    };
  }
}
