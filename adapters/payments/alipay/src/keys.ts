import { createHash, createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { AdapterError } from '@onebasket/core';

/** The application's key: PEM, or the bare Base64 of PKCS#8 or PKCS#1 that Alipay's key tool gives. */
export function privateKeyOf(text: string): KeyObject {
  return readKey('privateKey', text, [
    it => createPrivateKey(it),
    it => createPrivateKey({ key: Buffer.from(it, 'base64'), format: 'der', type: 'pkcs8' }),
    it => createPrivateKey({ key: Buffer.from(it, 'base64'), format: 'der', type: 'pkcs1' }),
  ]);
}

/** Alipay's key: PEM, or the bare Base64 that the console shows. */
export function publicKeyOf(text: string): KeyObject {
  return readKey('alipayPublicKey', text, [
    it => createPublicKey(it),
    it => createPublicKey({ key: Buffer.from(it, 'base64'), format: 'der', type: 'spki' }),
  ]);
}

/** The number by which Alipay names a certificate: MD5 over issuer, innermost name first, and serial in decimal. Source: alipay-sdk, `antcertutil`. */
export function certSerial(pem: string): string {
  return serialOf(readCert(pem));
}

/** Of the root file: the numbers of its RSA certificates, joined. */
export function rootCertSerial(pem: string): string {
  const certs = pem.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? [];
  return certs
    .map(readCert)
    .filter(cert => cert.signatureAlgorithmOid?.startsWith('1.2.840.113549.1.1'))
    .map(serialOf)
    .join('_');
}

function serialOf({ issuer, serialNumber }: X509Certificate): string {
  const names = issuer.split('\n').reverse().join(',');
  return createHash('md5')
    .update(`${names}${BigInt(`0x${serialNumber}`)}`)
    .digest('hex');
}

function readCert(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw unreadable('certificate', cause);
  }
}

function readKey(setting: string, text: string, ways: readonly ((text: string) => KeyObject)[]): KeyObject {
  let reason: unknown;
  for (const way of ways) {
    try {
      return way(text);
    } catch (error) {
      reason = error;
    }
  }
  throw unreadable(setting, reason);
}

function unreadable(setting: string, cause: unknown): AdapterError {
  return new AdapterError('misconfigured', { outcome: 'not-done', message: `alipay: the setting ${setting} cannot be read`, cause });
}
