import type { RegisteredConnection } from '@onebasket/adapter-registry';
import type { Tracking } from '@onebasket/adapter-sdk';
import {
  Attention,
  attentionOf,
  attentionResolvers,
  defineSubgraph,
  effect,
  EffectRunner,
  following,
  Journal,
  mapStream,
  replaceEffect,
  tellIntegrators,
  verifyOrderToken,
  viewerKey,
  watchDocument,
  withEffects,
  type EffectHandler,
  type RequestContext,
  type Subgraph,
  type SubgraphDeps,
  type Viewer,
} from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { foldTracking } from './parcel/fold-events.ts';
import { withShipmentNews } from './integrators/shipment-news.ts';
import { observeFulfilments, type FulfilmentsInput } from './parcel/observe-fulfilments.ts';
import { shipments, type ShipmentDoc } from './parcel/shipment-doc.ts';
import { announce, followParcelEffect, tellOrdersEffect } from './tracking/follow-parcel.ts';
import { track } from './tracking/track.ts';

/** A shipment as one viewer may see it: `grant` is set where the order behind it may be opened. */
interface ShipmentView {
  readonly doc: ShipmentDoc;
  readonly grant: string | undefined;
}

const PER_PART = 100;

/** Shipments: parcels of orders and parcels that are only tracked, folded from what channels and carriers say. */
export function createShipmentsSubgraph(deps: SubgraphDeps): Subgraph {
  const { registry, graph, clock, log, keys, bus } = deps;
  const collection = following(deps.storage.collection(shipments), doc => withShipmentNews(doc, clock.now()));
  const follow = { registry, graph, clock };
  const changed = (doc: ShipmentDoc) => {
    bus.publish(`shipment:${doc._id}`, doc.v);
    void runner.drive(doc._id);
  };
  const runner: EffectRunner<ShipmentDoc> = new EffectRunner<ShipmentDoc>({
    collection,
    journal: new Journal(deps.storage),
    handlers: [
      followParcelEffect(follow),
      tellOrdersEffect(follow),
      tellIntegrators(deps, 'shipments'),
    ] as unknown as readonly EffectHandler<ShipmentDoc, never>[],
    clock,
    log,
    follows: withShipmentNews,
    ...(deps.wakes ? { wakes: deps.wakes.queue('shipments') } : {}),
    soleWorker: deps.config.storage.url.startsWith('sqlite:'),
    changed: doc => bus.publish(`shipment:${doc._id}`, doc.v),
  });

  /** Empty for signed-in viewers who may open the order, the token for guests who hold it, `undefined` for everybody else. */
  const grantFor = (doc: ShipmentDoc, viewer: Viewer, token: string | null | undefined): string | undefined => {
    if (!doc.order) return undefined;
    if (viewer.kind === 'STAFF' || viewer.kind === 'SERVICE') return '';
    if (viewer.kind !== 'ANONYMOUS' && doc.order.ownerKey === viewerKey(viewer)) return '';
    return token && verifyOrderToken(keys, token, doc.order.orderId) ? token : undefined;
  };
  /** A parcel of an order is shown by its id to whoever may open the order; one that was only tracked to whoever holds its id. */
  const view = (doc: ShipmentDoc | undefined, viewer: Viewer, token: string | null | undefined): ShipmentView | null => {
    if (!doc) return null;
    const grant = grantFor(doc, viewer, token);
    return doc.order && grant === undefined ? null : { doc, grant };
  };
  const ofOrder = async (orderId: string, partId: string | undefined, grant: string): Promise<ShipmentView[]> => {
    const { docs } = await collection.find({
      index: 'order',
      prefix: partId === undefined ? [orderId] : [orderId, partId],
      limit: PER_PART,
    });
    return docs.map(doc => ({ doc, grant }));
  };
  const carrierValue = (doc: ShipmentDoc) => {
    const carrier = doc.carrierId ? registry.carrier(doc.carrierId) : undefined;
    if (carrier) return carrier.describe();
    const name = doc.carrierName ?? 'Unknown carrier';
    return {
      id: doc.carrierName ?? 'unknown',
      name,
      country: null,
      capabilities: [],
      health: { state: 'DOWN', errorRate: 0, p95Ms: null, budgetLeft: null },
    };
  };
  const serviceOnly = (context: RequestContext) => {
    if (context.viewer.kind !== 'SERVICE') throw new GraphQLError('Not allowed', { extensions: { code: 'FORBIDDEN' } });
  };

  const attention = attentionResolvers(new Attention([attentionOf('shipments', runner, collection)]));

  return defineSubgraph({
    name: 'shipments',
    resolvers: {
      Query: {
        ...attention.Query,
        shipment: async (_: unknown, { id, accessToken }: { id: string; accessToken?: string | null }, context: RequestContext) =>
          view(await collection.get(id), context.viewer, accessToken),
        track: async (
          _: unknown,
          args: { trackingNumber: string; carrier?: string | null; phoneLast4?: string | null },
          context: RequestContext,
        ) => {
          const answer = await track({ registry, clock, collection }, args, context.signal);
          return answer.__typename === 'Shipment' ? { __typename: 'Shipment', doc: answer.doc, grant: undefined } : answer;
        },
        carriers: () => registry.carriers(),
        deliveryOptions: () => [],
      },
      Mutation: {
        ...attention.Mutation,
        internalObserveFulfilments: (_: unknown, { input }: { input: FulfilmentsInput }, context: RequestContext) => {
          serviceOnly(context);
          return observeFulfilments({ collection, registry, clock, changed }, input);
        },
        internalObserveTracking: async (
          _: unknown,
          { carrierId, tracking }: { carrierId: string; tracking: string },
          context: RequestContext,
        ) => {
          serviceOnly(context);
          const pushed = JSON.parse(tracking) as Tracking;
          const { docs } = await collection.find({ index: 'number', prefix: [pushed.trackingNumber.toUpperCase()], limit: PER_PART });
          for (const doc of docs.filter(one => !one.carrierId || one.carrierId === carrierId)) {
            const now = clock.now();
            const stands = await collection.change(doc._id, before => {
              const told = announce(before, foldTracking({ ...before, carrierId }, pushed), now);
              // A push is not signed: it brings the next look at the carrier forward, which has the last word.
              return replaceEffect(withEffects(told, [effect('follow-parcel@1', 'follow', null, { now })]), 'follow', one => ({
                ...one,
                wakeAt: now.toISOString(),
              }));
            });
            if (stands) changed(stands);
          }
          return docs.length > 0;
        },
      },
      Subscription: {
        shipmentUpdated: {
          async subscribe(
            _: unknown,
            { shipmentId, accessToken }: { shipmentId: string; accessToken?: string | null },
            context: RequestContext,
          ) {
            const read = () => collection.get(shipmentId);
            if (!view(await read(), context.viewer, accessToken))
              throw new GraphQLError('There is no such shipment', { extensions: { code: 'NOT_FOUND' } });
            return mapStream(watchDocument(bus, `shipment:${shipmentId}`, read, context.signal), doc => ({
              shipmentUpdated: view(doc, context.viewer, accessToken),
            }));
          },
        },
      },
      TrackResult: { __resolveType: (value: { __typename: string }) => value.__typename },
      Shipment: {
        __resolveReference: async ({ id }: { id: string }, context: RequestContext) => view(await collection.get(id), context.viewer, null),
        id: ({ doc }: ShipmentView) => doc._id,
        carrier: ({ doc }: ShipmentView) => carrierValue(doc),
        trackingNumber: ({ doc }: ShipmentView) => doc.trackingNumber,
        status: ({ doc }: ShipmentView) => doc.status,
        subStatus: ({ doc }: ShipmentView) => doc.subStatus ?? null,
        estimatedDelivery: ({ doc }: ShipmentView) => doc.estimatedDelivery ?? null,
        deliveredAt: ({ doc }: ShipmentView) => doc.deliveredAt ?? null,
        events: ({ doc }: ShipmentView) => doc.events,
        order: ({ doc, grant }: ShipmentView) =>
          doc.order && grant !== undefined ? { __typename: 'Order', id: doc.order.orderId, grant } : null,
      },
      Carrier: {
        // The same value whether it comes from the registry or from a shipment of a carrier that is not connected.
        id: (carrier: RegisteredConnection) => carrier.id,
        name: (carrier: RegisteredConnection) => carrier.name,
        country: (carrier: RegisteredConnection) => described(carrier).country,
        capabilities: (carrier: RegisteredConnection) => described(carrier).capabilities,
        health: (carrier: RegisteredConnection) => described(carrier).health,
      },
      Order: {
        __resolveReference: (reference: { id: string; grant: string }) => reference,
        shipments: ({ id, grant }: { id: string; grant: string }) => ofOrder(id, undefined, grant),
      },
      ChannelOrder: {
        __resolveReference: (reference: { id: string; grant: string }) => reference,
        shipments: ({ id, grant }: { id: string; grant: string }) => {
          const [orderId = '', partId = ''] = id.split('.');
          return ofOrder(orderId, partId, grant);
        },
      },
    },
    start: async () => {
      await deps.storage.ready();
      runner.start();
    },
    stop: () => runner.stop(),
  });
}

function described(
  carrier: RegisteredConnection | ReturnType<RegisteredConnection['describe']>,
): Pick<ReturnType<RegisteredConnection['describe']>, 'country' | 'capabilities' | 'health'> {
  return typeof (carrier as RegisteredConnection).describe === 'function'
    ? (carrier as RegisteredConnection).describe()
    : (carrier as ReturnType<RegisteredConnection['describe']>);
}
