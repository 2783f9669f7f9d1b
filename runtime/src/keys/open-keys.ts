import { hkdfSync, randomBytes } from 'node:crypto';
import { Type } from 'typebox';
import type { Doc, StorageProvider } from '../storage/port.ts';
import type { Keys } from './keys.ts';

interface MasterKeyDoc extends Doc {
  readonly key: string;
}

/**
 * The keys of this installation: derived from `accounts.signingKey` when it is configured, else from a master key that is made once and
 * kept in the store (insert-if-absent, so that processes that start together agree).
 */
export async function openKeys(storage: StorageProvider, configured: string | undefined): Promise<Keys> {
  const master = configured === undefined ? await storedMasterKey(storage) : Buffer.from(configured, 'utf8');
  const derived = new Map<string, Uint8Array>();
  return {
    derive(purpose) {
      let key = derived.get(purpose);
      if (!key) {
        key = new Uint8Array(hkdfSync('sha256', master, 'onebasket', purpose, 32));
        derived.set(purpose, key);
      }
      return key;
    },
  };
}

async function storedMasterKey(storage: StorageProvider): Promise<Buffer> {
  const keys = storage.open('keys').collection<MasterKeyDoc, never>({
    name: 'keys',
    schema: Type.Object({ _id: Type.String(), v: Type.Integer(), shape: Type.Integer(), key: Type.String({ minLength: 44 }) }),
    lift: [],
    indexes: {},
  });
  const fresh: MasterKeyDoc = { _id: 'master', v: 1, shape: 1, key: randomBytes(32).toString('base64') };
  const { existing } = await keys.insert(fresh);
  return Buffer.from((existing ?? fresh).key, 'base64');
}
