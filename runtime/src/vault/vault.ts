import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Keys } from '../keys/keys.ts';

/** Seals what must not lie open in a store: AES-256-GCM, bound to the place where it is kept, with the key's id beside it. */
export interface Vault {
  /** Names the key with which new seals are made. What says another name in `keyIdOf` is due to be sealed anew. */
  readonly keyId: string;
  /** `place` is where it is kept ("credentials:channel:acme"): a sealed text that was moved elsewhere does not open. */
  seal(text: string, place: string): string;
  /** Throws `VaultError` for what was changed, moved, or sealed with a key that is not there. */
  open(sealed: string, place: string): string;
  keyIdOf(sealed: string): string;
}

export class VaultError extends Error {
  override readonly name = 'VaultError';
}

export interface VaultKey {
  readonly id: string;
  /** Any text; the key is its SHA-256. */
  readonly key: string;
}

const FORM = 'v1';
/** The key that is derived from the installation's own master key: there is always one, also for what was sealed before keys were configured. */
const OWN = 'own';

/** The first configured key seals, all of them and the installation's own open: so a key is rotated by putting a new one before it. */
export function openVault(keys: Keys, configured: readonly VaultKey[] = []): Vault {
  const known = new Map<string, Uint8Array>(configured.map(({ id, key }) => [id, createHash('sha256').update(key).digest()]));
  known.set(OWN, keys.derive('vault'));
  const keyId = configured[0]?.id ?? OWN;
  return {
    keyId,
    keyIdOf: sealed => partsOf(sealed).id,
    seal(text, place) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyOf(known, keyId), nonce).setAAD(Buffer.from(`${FORM}:${keyId}:${place}`));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [FORM, keyId, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    open(sealed, place) {
      const { id, nonce, body } = partsOf(sealed);
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyOf(known, id), nonce)
          .setAAD(Buffer.from(`${FORM}:${id}:${place}`))
          .setAuthTag(body.subarray(-16));
        return Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]).toString('utf8');
      } catch (error) {
        if (error instanceof VaultError) throw error;
        throw new VaultError('a sealed text was changed, or belongs elsewhere', { cause: error });
      }
    },
  };
}

function keyOf(known: ReadonlyMap<string, Uint8Array>, id: string): Uint8Array {
  const key = known.get(id);
  if (!key) throw new VaultError(`the key "${id}" is not configured; add it to secrets.keys`);
  return key;
}

function partsOf(sealed: string): { readonly id: string; readonly nonce: Buffer; readonly body: Buffer } {
  const [form, id, nonce, body] = sealed.split('.');
  if (form !== FORM || !id || !nonce || !body) throw new VaultError('this is no sealed text');
  return { id, nonce: Buffer.from(nonce, 'base64url'), body: Buffer.from(body, 'base64url') };
}
