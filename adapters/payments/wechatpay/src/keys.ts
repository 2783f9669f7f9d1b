import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { AdapterError } from '@onebasket/core';

/** The merchant's key: PEM. */
export function privateKeyOf(pem: string): KeyObject {
  return readKey('privateKey', () => createPrivateKey(pem));
}

/** WeChat Pay's public key, or the one in a platform certificate: PEM. */
export function publicKeyOf(pem: string): KeyObject {
  return readKey('publicKey', () => createPublicKey(pem));
}

function readKey(name: string, read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (cause) {
    throw new AdapterError('misconfigured', { outcome: 'not-done', message: `wechatpay: the ${name} is no key in PEM`, cause });
  }
}
