import { newNonce, sign } from './crypto.ts';
import { newKeyPair, platformCerts, type KeyPair, type PlatformCert } from './keys.ts';

/** Which key WeChat Pay signs with. */
export type SigningMode = 'certificate' | 'public-key';

/** Signs answers and notifications, with a platform certificate or with the newer public key. */
export class Signer {
  readonly publicKeyId = 'PUB_KEY_ID_0119000000992026112500000000000001';
  readonly publicKey: string;
  mode: SigningMode;
  readonly #pair: KeyPair = newKeyPair();
  readonly #certs = platformCerts();
  readonly #now: () => Date;
  #isRotated = false;

  constructor(mode: SigningMode, now: () => Date) {
    this.mode = mode;
    this.#now = now;
    this.publicKey = this.#pair.publicKey;
  }

  /** From now on the next certificate signs; both are given out. */
  rotate(): void {
    this.#isRotated = true;
  }

  /** What `GET /v3/certificates` gives out; nothing in public key mode. */
  get certificates(): readonly PlatformCert[] {
    if (this.mode === 'public-key') return [];
    return this.#isRotated ? this.#certs : [this.#certs[0]];
  }

  /** `wanted`: the serial that the request asked for. */
  headers(body: string, wanted?: string): Readonly<Record<string, string>> {
    const cert = this.#certs[this.#isRotated ? 1 : 0];
    const usesPublicKey = this.mode === 'public-key' || wanted === this.publicKeyId;
    const [serial, key] = usesPublicKey ? [this.publicKeyId, this.#pair.privateKey] : [cert.serial, cert.privateKey];
    const timestamp = String(Math.floor(this.#now().getTime() / 1000));
    const nonce = newNonce();
    return {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': serial,
      'wechatpay-signature': sign(`${timestamp}\n${nonce}\n${body}\n`, key),
      'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
    };
  }
}
