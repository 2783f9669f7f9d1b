import type { Registry } from '@onebasket/adapter-registry';
import type { Log, Vault } from '@onebasket/runtime';
import type { Storage } from '@onebasket/runtime/storage';
import { credentialsSpec } from './credential-doc.ts';
import { credentialSetter, keyOf } from './follow-credentials.ts';

/** Lets the registry of a short-lived command have the credentials that the connections subgraph keeps, as they stand. `storage`: that subgraph's; only read. */
export async function lendCredentials(registry: Registry, storage: Storage, vault: Vault, log: Log): Promise<void> {
  const owned = [...registry.channels(), ...registry.carriers(), ...registry.payments()].filter(one => one.has('authorisation'));
  if (owned.length === 0) return;
  const set = credentialSetter(registry, vault, log);
  const docs = await storage.collection(credentialsSpec).getMany(owned.map(keyOf));
  for (const doc of docs) if (doc) set({ connection: doc._id, sealed: doc.sealed === '' ? null : doc.sealed, version: doc.v });
}
