import { createHash, randomBytes } from 'node:crypto';
import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { Credentials } from '@onebasket/adapter-sdk';
import { AdapterError, type Clock, type Json } from '@onebasket/core';
import { requireStaff, viewerKey, type Bus, type Log, type Vault, type Viewer } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import type { CredentialDoc, FlowDoc } from './credential-doc.ts';
import {
  connectionByKey,
  CREDENTIALS,
  CREDENTIALS_REFUSED,
  CREDENTIALS_WANTED,
  credentialSetter,
  keyOf,
  placeOf,
  type CredentialNews,
} from './follow-credentials.ts';
import { refreshDue, tryAgainAt } from './when-to-refresh.ts';

export interface CredentialKeeperDeps {
  readonly credentials: Collection<CredentialDoc, 'all' | 'refreshAt'>;
  readonly flows: Collection<FlowDoc, 'expiresAt'>;
  readonly registry: Registry;
  readonly vault: Vault;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  /** "https://shop.example.com": where vendors send people back to. */
  readonly publicUrl: string;
}

const FLOW_MS = 10 * 60_000;
const LOOK_EVERY_MS = 15_000;
const HOLD_MS = 60_000;
/** A vendor that refuses fresh credentials is not asked for new ones all the time. */
const REFUSED_AGAIN_MS = 60_000;
const TELL_AGAIN_MS = 30_000;

/** What came of a person's way back from the vendor. */
export type FlowEnd =
  { readonly status: 'connected'; readonly name: string } | { readonly status: 'denied' | 'expired' | 'failed'; readonly message: string };

/** Connects accounts by their owners' consent: begins the flow, takes the answer, keeps the credentials sealed, refreshes them ahead of expiry, hands them to all processes. */
export class CredentialKeeper {
  readonly #deps: CredentialKeeperDeps;
  readonly #set: (news: CredentialNews) => void;
  #stops: readonly (() => void)[] = [];

  constructor(deps: CredentialKeeperDeps) {
    this.#deps = deps;
    this.#set = credentialSetter(deps.registry, deps.vault, deps.log);
  }

  async start(): Promise<void> {
    const { bus, log } = this.#deps;
    const quietly = (what: string, work: () => Promise<void>) => () =>
      void work().catch((error: unknown) => log.warn(what, { error: String(error) }));
    const tell = quietly('credentials were not told', () => this.#tellAll());
    const look = quietly('credentials were not looked at', () => this.refreshDue());
    const timers = [setInterval(tell, TELL_AGAIN_MS), setInterval(look, LOOK_EVERY_MS)];
    for (const timer of timers) timer.unref();
    this.#stops = [
      ...timers.map(timer => () => clearInterval(timer)),
      bus.subscribe(CREDENTIALS_WANTED, tell),
      bus.subscribe(CREDENTIALS_REFUSED, news => {
        const { connection } = news as { readonly connection: string };
        quietly('refused credentials were not refreshed', () => this.#refused(connection))();
      }),
    ];
    await this.#sealAnew();
    await this.#tellAll();
    look();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  /** What is known of a connection's credentials; `undefined` when it never was connected. */
  stateOf(connection: RegisteredConnection): Promise<CredentialDoc | undefined> {
    return this.#deps.credentials.get(keyOf(connection));
  }

  /** Where the owner's browser has to go. Throws `NOT_FOUND`, and `BAD_USER_INPUT` for an account that needs no consent. */
  async begin(viewer: Viewer, connection: RegisteredConnection): Promise<{ readonly url: string; readonly expiresAt: string }> {
    requireStaff(viewer, 'operator');
    if (!connection.has('authorisation')) {
      throw new GraphQLError(`${connection.id} is connected by its settings; there is no consent to ask for`, {
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    const state = randomBytes(24).toString('base64url');
    const redirectUri = `${this.#deps.publicUrl}/connect/${connection.id}`;
    const url = await connection.run('authorisation', async (it, call) => it.authorizeUrl({ redirectUri, state }, call.connection));
    const expiresAt = new Date(this.#deps.clock.now().getTime() + FLOW_MS).toISOString();
    await this.#deps.flows.insert({
      _id: digestOf(state),
      v: 1,
      shape: 1,
      connection: keyOf(connection),
      redirectUri,
      begunBy: viewerKey(viewer),
      expiresAt,
    });
    return { url, expiresAt };
  }

  /** The owner is back: the answer against credentials. Each flow ends once, whatever comes of it. */
  async end(connection: RegisteredConnection, query: Readonly<Record<string, string>>): Promise<FlowEnd> {
    const { flows, clock, log } = this.#deps;
    const flow = query['state'] ? await flows.get(digestOf(query['state'])) : undefined;
    const isOurs = flow !== undefined && flow.connection === keyOf(connection) && flow.expiresAt > clock.now().toISOString();
    if (!isOurs || !(await flows.remove(flow._id, flow.v)))
      return { status: 'expired', message: 'This link was used already, or too long ago. Begin again.' };
    if (query['error']) return { status: 'denied', message: 'The account was not connected: consent was not given.' };
    try {
      const credentials = await connection.run('authorisation', (it, call) => it.exchange({ query, redirectUri: flow.redirectUri }, call));
      await this.#keep(connection, credentials, flow.begunBy);
      return { status: 'connected', name: connection.name };
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      log.warn('an account could not be connected', { connection: connection.id, code: error.code, error: error.message });
      const isRefused = error.code === 'unauthorized';
      return {
        status: isRefused ? 'denied' : 'failed',
        message: isRefused
          ? 'The vendor did not accept the answer. Begin again.'
          : 'The vendor cannot be reached at the moment. Begin again.',
      };
    }
  }

  /** Forgets the credentials, here and in all processes. */
  async disconnect(viewer: Viewer, connection: RegisteredConnection): Promise<boolean> {
    requireStaff(viewer, 'operator');
    const key = keyOf(connection);
    let wasConnected = false;
    const gone = await this.#deps.credentials.change(key, doc => {
      wasConnected = doc.state !== 'DISCONNECTED';
      const { refreshAt: _, expiresAt: __, ...rest } = doc;
      return wasConnected ? { ...rest, sealed: '', state: 'DISCONNECTED' } : undefined;
    });
    if (gone) this.#publish(newsOf(gone));
    return wasConnected;
  }

  /** Refreshes what is due. Several replicas may look at once: each credential is held by one of them. */
  async refreshDue(): Promise<void> {
    const now = this.#deps.clock.now().toISOString();
    const { docs } = await this.#deps.credentials.find({ index: 'refreshAt', prefix: [], below: [now], limit: 100 });
    await Promise.all(docs.map(doc => this.#refresh(doc._id)));
    const { docs: old } = await this.#deps.flows.find({ index: 'expiresAt', prefix: [], below: [now], limit: 100 });
    await Promise.all(old.map(flow => this.#deps.flows.remove(flow._id, flow.v)));
  }

  async #refused(key: string): Promise<void> {
    const { credentials, clock } = this.#deps;
    const doc = await credentials.get(key);
    const age = doc ? clock.now().getTime() - Date.parse(doc.refreshedAt ?? doc.connectedAt) : 0;
    if (doc?.state === 'CONNECTED' && age > REFUSED_AGAIN_MS) await this.#refresh(key);
  }

  async #refresh(key: string): Promise<void> {
    const { registry, credentials, vault, clock, log } = this.#deps;
    const connection = connectionByKey(registry, key);
    if (!connection) return;
    const now = clock.now();
    let isOurs = false;
    const held = await credentials.change(key, doc => {
      isOurs = doc.state === 'CONNECTED' && (doc.heldUntil ?? '') <= now.toISOString();
      return isOurs ? { ...doc, heldUntil: new Date(now.getTime() + HOLD_MS).toISOString() } : undefined;
    });
    if (!isOurs || !held) return;
    const old = JSON.parse(vault.open(held.sealed, placeOf(key))) as Credentials;
    try {
      const fresh = await connection.run('authorisation', async (it, call) => (it.refresh ? it.refresh(old, call) : undefined));
      if (fresh) await this.#keep(connection, fresh, held.connectedBy);
      else
        await this.#settle(key, doc => ({
          ...doc,
          state: isOver(doc, now) ? 'RECONNECT' : doc.state,
          ...(doc.expiresAt ? { refreshAt: doc.expiresAt } : {}),
        }));
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      // "No" is final: only the owner can consent again. Anything else may pass.
      const isFinal = error.code === 'unauthorized';
      log.warn(isFinal ? 'an account has to be connected again' : 'credentials could not be refreshed yet', {
        connection: connection.id,
        code: error.code,
        error: error.message,
      });
      await this.#settle(key, doc => {
        const failures = doc.failures + 1;
        return isFinal ? { ...doc, state: 'RECONNECT', failures } : { ...doc, failures, refreshAt: tryAgainAt(failures, clock.now()) };
      });
    }
  }

  /** Lets go of a credential, changed as `decide` says; one that waits for its owner is due no more. */
  async #settle(key: string, decide: (doc: CredentialDoc) => CredentialDoc): Promise<void> {
    await this.#deps.credentials.change(key, doc => {
      const { heldUntil: _, ...rest } = decide(doc);
      if (rest.state === 'CONNECTED') return rest;
      const { refreshAt: __, ...waiting } = rest;
      return waiting;
    });
  }

  async #keep(connection: RegisteredConnection, fresh: Credentials, by: string): Promise<void> {
    const { credentials, vault, clock } = this.#deps;
    const key = keyOf(connection);
    const now = clock.now();
    const due = refreshDue(fresh, now);
    const said = {
      sealed: vault.seal(JSON.stringify(fresh), placeOf(key)),
      state: 'CONNECTED' as const,
      failures: 0,
      ...(fresh.expiresAt ? { expiresAt: fresh.expiresAt } : {}),
      ...(due ? { refreshAt: due } : {}),
    };
    const at = now.toISOString();
    const first: CredentialDoc = { _id: key, v: 1, shape: 1, ...said, connectedBy: by, connectedAt: at };
    const { existing } = await credentials.insert(first);
    const stands = existing
      ? await credentials.change(key, doc => ({
          _id: key,
          v: doc.v,
          shape: doc.shape,
          ...said,
          connectedBy: by,
          connectedAt: doc.connectedAt,
          refreshedAt: at,
        }))
      : first;
    if (stands) this.#publish(newsOf(stands));
  }

  /** After a new key was put before the old ones, everything is sealed with it, so that the old ones can go. */
  async #sealAnew(): Promise<void> {
    const { credentials, vault, log } = this.#deps;
    for await (const { _id, sealed } of this.#all()) {
      try {
        if (sealed === '' || vault.keyIdOf(sealed) === vault.keyId) continue;
        const text = vault.open(sealed, placeOf(_id));
        await credentials.change(_id, doc => (doc.sealed === sealed ? { ...doc, sealed: vault.seal(text, placeOf(_id)) } : undefined));
      } catch (error) {
        log.error('credentials cannot be opened', { connection: _id, error: String(error) });
      }
    }
  }

  async #tellAll(): Promise<void> {
    for await (const doc of this.#all()) this.#publish(newsOf(doc));
  }

  async *#all(): AsyncGenerator<CredentialDoc> {
    let after: string | undefined;
    do {
      const page = await this.#deps.credentials.find({ index: 'all', prefix: [], limit: 1000, ...(after ? { after } : {}) });
      yield* page.docs;
      after = page.next;
    } while (after);
  }

  #publish(news: CredentialNews): void {
    this.#set(news);
    this.#deps.bus.publish(CREDENTIALS, news as unknown as Json);
  }
}

function newsOf({ _id, sealed, v }: CredentialDoc): CredentialNews {
  return { connection: _id, sealed: sealed === '' ? null : sealed, version: v };
}

function isOver({ expiresAt }: CredentialDoc, now: Date): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime();
}

function digestOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
