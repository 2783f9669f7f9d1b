import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry, type RegisteredConnection } from '@onebasket/adapter-registry';
import { defineAdapter, type Credentials } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { createLog, openBus, openVault, type Bus, type Vault, type VaultKey } from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { Type } from 'typebox';
import { credentialsSpec, flowsSpec } from '../../src/credentials/credential-doc.ts';
import { CredentialKeeper } from '../../src/credentials/credential-keeper.ts';
import { followCredentials } from '../../src/index.ts';
import { Time } from './connections.ts';

export const log = createLog('silent');

/** A vendor with a consent page, whose access tokens live an hour and whose refresh tokens work once. */
export class ConsentVendor {
  readonly time: Time;
  refreshes = 0;
  mood: 'well' | 'down' | 'revoked' = 'well';
  #count = 0;

  constructor(time: Time) {
    this.time = time;
  }

  issue(): Credentials {
    this.#count++;
    return {
      accessToken: `access-${this.#count}`,
      refreshToken: `refresh-${this.#count}`,
      expiresAt: new Date(this.time.now().getTime() + 3_600_000).toISOString(),
      more: { shopId: `shop-secret-${this.#count}` },
    };
  }

  refresh(old: Credentials): Credentials {
    this.refreshes++;
    if (this.mood === 'down') throw new AdapterError('unavailable', { outcome: 'unknown', message: 'vendor: 503' });
    if (this.mood === 'revoked' || old.refreshToken !== `refresh-${this.#count}`)
      throw new AdapterError('unauthorized', { outcome: 'not-done', message: 'vendor: invalid_grant' });
    return this.issue();
  }
}

/** The adapter of that vendor. Its health check tells which token it was handed. */
export function consentAdapter(vendor: ConsentVendor) {
  return defineAdapter({
    manifest: {
      id: 'consent',
      kind: 'channel',
      name: 'Consent',
      contract: '1.0',
      vendorApi: '1',
      settings: Type.Object({}),
      allowedOrigins: () => [],
      budget: { perSecond: 10, burst: 10 },
    },
    capabilities: {
      health: {
        check: async call => {
          const token = call.connection.credentials?.accessToken;
          if (token === undefined || vendor.mood === 'revoked')
            throw new AdapterError('unauthorized', { outcome: 'not-done', message: `not accepted: ${String(token)}` });
          return { detail: token };
        },
      },
      authorisation: {
        authorizeUrl: ({ redirectUri, state }) =>
          `https://vendor.test/consent?${new URLSearchParams({ redirect_uri: redirectUri, state })}`,
        exchange: async ({ query }) => {
          if (query['code'] === 'down') throw new AdapterError('unavailable', { outcome: 'unknown', message: 'vendor: 503' });
          if (query['code'] !== 'good') throw new AdapterError('unauthorized', { outcome: 'not-done', message: 'vendor: bad code' });
          return vendor.issue();
        },
        refresh: async old => vendor.refresh(old),
      },
    },
  });
}

export interface Replica {
  readonly keeper: CredentialKeeper;
  readonly connection: RegisteredConnection;
}

/** One installation: its store and bus, on which replicas are opened. */
export async function openInstallation() {
  const folder = await mkdtemp(join(tmpdir(), 'consent-'));
  const time = new Time();
  const vendor = new ConsentVendor(time);
  const provider = openStorage(`sqlite:${folder}`, { log });
  const bus: Bus = await openBus('memory:', log);
  const storage = provider.open('connections');
  const collections = { credentials: storage.collection(credentialsSpec), flows: storage.collection(flowsSpec) };
  await storage.ready();
  const closers: (() => Promise<void> | void)[] = [];
  const makeRegistry = () => {
    const registry = createRegistry({
      connections: [{ kind: 'channel', config: { id: 'shop', adapter: 'consent', name: 'Shop', settings: {} } }],
      adapters: [consentAdapter(vendor)],
      offerUnlicensed: true,
      log,
    });
    closers.push(() => registry.close());
    const connection = registry.channel('shop');
    if (!connection) throw new Error('no connection');
    return { registry, connection };
  };
  const vaultOf = (keys: readonly VaultKey[] = []): Vault => openVault({ derive: () => new Uint8Array(32) }, keys);
  return {
    time,
    vendor,
    bus,
    collections,
    makeRegistry,
    vaultOf,
    async replica(keys: readonly VaultKey[] = []): Promise<Replica> {
      const { registry, connection } = makeRegistry();
      const keeper = new CredentialKeeper({
        ...collections,
        registry,
        vault: vaultOf(keys),
        bus,
        clock: time,
        log,
        publicUrl: 'https://us.test',
      });
      closers.push(followCredentials(registry, vaultOf(keys), bus, log));
      await keeper.start();
      closers.push(() => keeper.stop());
      return { keeper, connection };
    },
    async close() {
      for (const close of closers.reverse()) await close();
      await bus.close();
      await provider.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Which token the adapter is handed now, or the code of its failure. */
export function tokenOf(connection: RegisteredConnection): Promise<string> {
  return connection
    .run('health', (it, call) => it.check(call))
    .then(
      ({ detail }) => detail,
      (error: unknown) => (error instanceof AdapterError ? error.code : String(error)),
    );
}
