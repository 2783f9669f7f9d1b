import { randomBytes, randomUUID } from 'node:crypto';
import { viewerKey, type Viewer } from '@onebasket/runtime';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import { Type } from 'typebox';

export interface EndpointDoc extends Doc {
  readonly ownerKey: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly secret: string;
  readonly enabled: boolean;
}

export const endpointsSpec: CollectionSpec<EndpointDoc, 'owner'> = {
  name: 'webhook-endpoints',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    ownerKey: Type.String(),
    url: Type.String(),
    events: Type.Array(Type.String()),
    secret: Type.String(),
    enabled: Type.Boolean(),
  }),
  lift: [],
  indexes: { owner: doc => [[doc.ownerKey]] },
};

/** Events that an endpoint may ask for. */
export const EVENTS = ['order.placed', 'order.updated', 'order.cancelled', 'shipment.updated'] as const;

const MAX_ENDPOINTS = 100;

/** Where API clients and staff want to be told of events. What is sent to them, and when, comes from the delivery log, which is empty until something was sent. */
export class WebhookEndpoints {
  readonly #collection: Collection<EndpointDoc, 'owner'>;

  constructor(collection: Collection<EndpointDoc, 'owner'>) {
    this.#collection = collection;
  }

  async list(viewer: Viewer): Promise<readonly EndpointDoc[]> {
    allowed(viewer);
    return (await this.#collection.find({ index: 'owner', prefix: [viewerKey(viewer)], limit: MAX_ENDPOINTS })).docs;
  }

  async create(viewer: Viewer, input: { readonly url: string; readonly events: readonly string[] }): Promise<EndpointDoc> {
    allowed(viewer);
    const unknown = input.events.filter(event => !(EVENTS as readonly string[]).includes(event));
    if (unknown.length > 0 || input.events.length === 0)
      throw new GraphQLError(`input.events must name some of: ${EVENTS.join(', ')}`, { extensions: { code: 'BAD_USER_INPUT' } });
    if ((await this.list(viewer)).length >= MAX_ENDPOINTS)
      throw new GraphQLError(`There are ${MAX_ENDPOINTS} endpoints already: delete one first`, { extensions: { code: 'BAD_USER_INPUT' } });
    const doc: EndpointDoc = {
      _id: randomUUID(),
      v: 1,
      shape: 1,
      ownerKey: viewerKey(viewer),
      url: input.url,
      events: [...new Set(input.events)],
      secret: `whsec_${randomBytes(24).toString('base64')}`,
      enabled: true,
    };
    await this.#collection.insert(doc);
    return doc;
  }

  /** The viewer's own endpoint; `undefined` for anybody else's. */
  async own(viewer: Viewer, id: string): Promise<EndpointDoc | undefined> {
    allowed(viewer);
    const doc = await this.#collection.get(id);
    return doc?.ownerKey === viewerKey(viewer) ? doc : undefined;
  }

  async remove(viewer: Viewer, id: string): Promise<boolean> {
    const doc = await this.own(viewer, id);
    return doc !== undefined && this.#collection.remove(id, doc.v);
  }
}

function allowed(viewer: Viewer): void {
  if (viewer.kind === 'ANONYMOUS') throw new GraphQLError('Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });
  if (viewer.kind !== 'API_CLIENT' && viewer.kind !== 'STAFF')
    throw new GraphQLError('Webhooks are for API clients and staff', { extensions: { code: 'FORBIDDEN' } });
}
