import { createDecipheriv } from 'node:crypto';
import { asRecord, needed, textIn } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';

/** Something that was encrypted for the merchant: the resource of a notification, a platform certificate. */
export interface Sealed {
  readonly ciphertext: string;
  readonly nonce: string;
  readonly associated_data?: string;
}

const TAG_BYTES = 16;

/** AES-256-GCM under the APIv3 key; the last 16 bytes are the tag. Throws `AdapterError('invalid-response')` when it was not sealed with this key. */
export function unseal({ ciphertext, nonce, associated_data: data = '' }: Sealed, apiV3Key: string): string {
  const bytes = Buffer.from(ciphertext, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(nonce, 'utf8'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(data, 'utf8')).setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new AdapterError('invalid-response', {
      outcome: 'not-done',
      message: 'wechatpay: something was not encrypted with the APIv3 key',
      cause,
    });
  }
}

/** Throws `AdapterError('invalid-response')` for anything else. */
export function readSealed(value: unknown, what: string): Sealed {
  const sealed = asRecord(value, what);
  const algorithm = textIn(sealed['algorithm']);
  if (algorithm !== 'AEAD_AES_256_GCM')
    throw new AdapterError('invalid-response', {
      outcome: 'not-done',
      message: `${what}: the algorithm ${algorithm?.slice(0, 40)} is unknown`,
    });
  return {
    ciphertext: needed(textIn(sealed['ciphertext']), `${what}: ciphertext`),
    nonce: needed(textIn(sealed['nonce']), `${what}: nonce`),
    associated_data: textIn(sealed['associated_data']) ?? '',
  };
}
