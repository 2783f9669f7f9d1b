import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '@onebasket/core';
import { viewerKey, type Vault, type Viewer } from '@onebasket/runtime';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import { Type } from 'typebox';
import { EVENT_TYPES } from './event-types.ts';

export interface EndpointDoc extends Doc {
  readonly ownerKey: string;
  readonly url: string;
  readonly events: readonly string[];
  /** Sealed; in the open only where it was made before secrets were sealed. */
  readonly secret: string;
  /** Signs beside the new one until then. */
  readonly formerSecret?: { readonly secret: string; readonly until: string };
  readonly enabled: boolean;
  /** Why it was switched off, when not by its owner. */
  readonly givenUp?: { readonly at: string; readonly reason: string };
}

export type EndpointIndex = 'owner' | 'event';

export const endpointsSpec: CollectionSpec<EndpointDoc, EndpointIndex> = {
  name: 'webhook-endpoints',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    ownerKey: Type.String(),
    url: Type.String(),
    events: Type.Array(Type.String()),
    secret: Type.String(),
    formerSecret: Type.Optional(Type.Object({ secret: Type.String(), until: Type.String() })),
    enabled: Type.Boolean(),
    givenUp: Type.Optional(Type.Object({ at: Type.String(), reason: Type.String() })),
  }),
  lift: [],
  indexes: { owner: doc => [[doc.ownerKey]], event: doc => doc.events.map(event => [event]) },
};

export interface EndpointChange {
  readonly url?: string | null;
  readonly events?: readonly string[] | null;
  readonly enabled?: boolean | null;
}

const MAX_ENDPOINTS = 100;
const PAGE = 200;
/** How long the secret before the newest signs as well. */
const ROTATION_MS = 24 * 3_600_000;

/** Where API clients and staff want to be told of events. */
export class WebhookEndpoints {
  readonly #collection: Collection<EndpointDoc, EndpointIndex>;
  readonly #vault: Vault;
  readonly #clock: Clock;
  readonly #checkUrl: (url: string) => void;

  /** `checkUrl` throws for addresses that are never called. */
  constructor(deps: {
    readonly collection: Collection<EndpointDoc, EndpointIndex>;
    readonly vault: Vault;
    readonly clock: Clock;
    readonly checkUrl: (url: string) => void;
  }) {
    this.#collection = deps.collection;
    this.#vault = deps.vault;
    this.#clock = deps.clock;
    this.#checkUrl = deps.checkUrl;
  }

  get(id: string): Promise<EndpointDoc | undefined> {
    return this.#collection.get(id);
  }

  async list(viewer: Viewer): Promise<readonly EndpointDoc[]> {
    allowed(viewer);
    return (await this.#collection.find({ index: 'owner', prefix: [viewerKey(viewer)], limit: MAX_ENDPOINTS })).docs;
  }

  /** Every endpoint that asked for this type, whoever owns it. */
  async subscribed(type: string): Promise<readonly EndpointDoc[]> {
    const found: EndpointDoc[] = [];
    let after: string | undefined;
    do {
      const page = await this.#collection.find({ index: 'event', prefix: [type], limit: PAGE, ...(after ? { after } : {}) });
      found.push(...page.docs);
      after = page.next;
    } while (after);
    return found;
  }

  /** The secret can be shown now and never again. */
  async create(
    viewer: Viewer,
    input: { readonly url: string; readonly events: readonly string[] },
  ): Promise<{ readonly endpoint: EndpointDoc; readonly secret: string }> {
    allowed(viewer);
    this.#check(input);
    if ((await this.list(viewer)).length >= MAX_ENDPOINTS) throw bad(`There are ${MAX_ENDPOINTS} endpoints already: delete one first`);
    const _id = randomUUID();
    const secret = newSecret();
    const endpoint: EndpointDoc = {
      _id,
      v: 1,
      shape: 1,
      ownerKey: viewerKey(viewer),
      url: input.url,
      events: [...new Set(input.events)],
      secret: this.#vault.seal(secret, placeOf(_id)),
      enabled: true,
    };
    await this.#collection.insert(endpoint);
    return { endpoint, secret };
  }

  /** The viewer's own endpoint; throws `NOT_FOUND` for anybody else's. */
  async own(viewer: Viewer, id: string): Promise<EndpointDoc> {
    allowed(viewer);
    const doc = await this.#collection.get(id);
    if (doc?.ownerKey !== viewerKey(viewer)) throw noEndpoint();
    return doc;
  }

  /** What is left out stays. Switching it on forgets why it was given up. */
  async update(viewer: Viewer, id: string, input: EndpointChange): Promise<EndpointDoc> {
    await this.own(viewer, id);
    this.#check(input);
    const changed = await this.#collection.change(id, ({ givenUp, ...doc }) => ({
      ...doc,
      ...(givenUp && input.enabled !== true ? { givenUp } : {}),
      ...(input.url == null ? {} : { url: input.url }),
      ...(input.events == null ? {} : { events: [...new Set(input.events)] }),
      ...(input.enabled == null ? {} : { enabled: input.enabled }),
    }));
    if (!changed) throw noEndpoint();
    return changed;
  }

  /** A new secret; the one before it signs as well for a day, so that receivers can change without a gap. */
  async rotate(viewer: Viewer, id: string): Promise<{ readonly endpoint: EndpointDoc; readonly secret: string }> {
    await this.own(viewer, id);
    const secret = newSecret();
    const sealed = this.#vault.seal(secret, placeOf(id));
    const until = new Date(this.#clock.now().getTime() + ROTATION_MS).toISOString();
    const endpoint = await this.#collection.change(id, doc => ({ ...doc, secret: sealed, formerSecret: { secret: doc.secret, until } }));
    if (!endpoint) throw noEndpoint();
    return { endpoint, secret };
  }

  async remove(viewer: Viewer, id: string): Promise<boolean> {
    allowed(viewer);
    const doc = await this.#collection.get(id);
    return doc?.ownerKey === viewerKey(viewer) && this.#collection.remove(id, doc.v);
  }

  /** Switched off because it does not answer; its owner sees why. */
  async giveUp(id: string, reason: string): Promise<void> {
    const at = this.#clock.now().toISOString();
    await this.#collection.change(id, doc => (doc.enabled ? { ...doc, enabled: false, givenUp: { at, reason } } : undefined));
  }

  /** What signs now, the newest first. */
  secretsOf({ _id, secret, formerSecret }: EndpointDoc): readonly string[] {
    const isFormerValid = formerSecret !== undefined && formerSecret.until > this.#clock.now().toISOString();
    return [secret, ...(isFormerValid ? [formerSecret.secret] : [])].map(kept =>
      kept.startsWith('whsec_') ? kept : this.#vault.open(kept, placeOf(_id)),
    );
  }

  #check({ url, events }: EndpointChange): void {
    const unknown = events?.some(event => !(EVENT_TYPES as readonly string[]).includes(event));
    if (unknown || events?.length === 0) throw bad(`input.events must name some of: ${EVENT_TYPES.join(', ')}`);
    if (url == null) return;
    const { username, password } = new URL(url);
    if (username || password) throw bad('input.url must not carry credentials: deliveries are signed');
    try {
      this.#checkUrl(url);
    } catch {
      throw bad('input.url must be an address of the public internet');
    }
  }
}

function newSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}

function placeOf(endpointId: string): string {
  return `webhook-secret:${endpointId}`;
}

function bad(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function noEndpoint(): GraphQLError {
  return new GraphQLError('There is no such endpoint', { extensions: { code: 'NOT_FOUND' } });
}

function allowed(viewer: Viewer): void {
  if (viewer.kind === 'ANONYMOUS') throw new GraphQLError('Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });
  if (viewer.kind !== 'API_CLIENT' && viewer.kind !== 'STAFF')
    throw new GraphQLError('Webhooks are for API clients and staff', { extensions: { code: 'FORBIDDEN' } });
}
