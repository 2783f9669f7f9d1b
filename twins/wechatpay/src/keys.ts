import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A pair of RSA keys with 2048 bits, PEM. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

export function newKeyPair(): KeyPair {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** A platform certificate and its key. They are made up and lie open in `keys/`. */
export interface PlatformCert {
  readonly serial: string;
  readonly pem: string;
  readonly privateKey: string;
}

/** The certificate in use, and the one that comes after it. */
export function platformCerts(): readonly [PlatformCert, PlatformCert] {
  return [readCert(1), readCert(2)];
}

function readCert(number: 1 | 2): PlatformCert {
  const read = (kind: string) => readFileSync(new URL(`../keys/platform-${number}.${kind}.pem`, import.meta.url), 'utf8');
  const pem = read('cert');
  return { serial: new X509Certificate(pem).serialNumber.toUpperCase(), pem, privateKey: read('key') };
}
