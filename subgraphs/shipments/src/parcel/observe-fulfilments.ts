import { createHash } from 'node:crypto';
import type { Registry } from '@onebasket/adapter-registry';
import type { Clock } from '@onebasket/core';
import { effect, withEffects } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import { announce } from '../tracking/follow-parcel.ts';
import { carrierByName } from '../tracking/find-carrier.ts';
import { foldTracking } from './fold-events.ts';
import type { ShipmentDoc, ShipmentIndex } from './shipment-doc.ts';

export interface FulfilmentsInput {
  readonly orderId: string;
  readonly partId: string;
  readonly channelId: string;
  readonly phoneLast4?: string | null;
  readonly ownerKey?: string | null;
  readonly fulfilments: readonly {
    readonly id: string;
    readonly carrierName?: string | null;
    readonly trackingNumber?: string | null;
    readonly state: string;
    readonly shippedAt?: string | null;
  }[];
}

export interface ObserveDeps {
  readonly collection: Collection<ShipmentDoc, ShipmentIndex>;
  readonly registry: Registry;
  readonly clock: Clock;
  /** To be called after every change. */
  changed(doc: ShipmentDoc): void;
}

/** The shipments of one part as its channel tells of them. Repeats and any order of arrival end in the same shipments; one without a tracking number is no parcel yet. */
export async function observeFulfilments(deps: ObserveDeps, input: FulfilmentsInput): Promise<boolean> {
  for (const fulfilment of input.fulfilments) {
    if (!fulfilment.trackingNumber) continue;
    const id = shipmentId(input.orderId, input.partId, fulfilment.id);
    const now = deps.clock.now();
    const fresh = makeShipment(deps.registry, id, input, { ...fulfilment, trackingNumber: fulfilment.trackingNumber }, now);
    const { existing } = await deps.collection.insert(fresh);
    const stands = existing ? await deps.collection.change(id, doc => update(deps.registry, doc, fulfilment, now)) : fresh;
    if (stands) deps.changed(stands);
  }
  return true;
}

function shipmentId(orderId: string, partId: string, fulfilmentId: string): string {
  return `s${createHash('sha256').update(`${orderId}|${partId}|${fulfilmentId}`).digest('base64url').slice(0, 30)}`;
}

type Fulfilment = FulfilmentsInput['fulfilments'][number];

function makeShipment(
  registry: Registry,
  id: string,
  input: FulfilmentsInput,
  fulfilment: Fulfilment & { readonly trackingNumber: string },
  now: Date,
): ShipmentDoc {
  const carrier = carrierByName(registry, fulfilment.carrierName ?? undefined);
  const bare: ShipmentDoc = {
    _id: id,
    v: 1,
    shape: 1,
    effects: [],
    ...(carrier ? { carrierId: carrier.id } : {}),
    ...(fulfilment.carrierName ? { carrierName: fulfilment.carrierName } : {}),
    trackingNumber: fulfilment.trackingNumber,
    status: 'UNKNOWN',
    events: [],
    channelState: fulfilment.state,
    order: {
      orderId: input.orderId,
      partId: input.partId,
      fulfilmentId: fulfilment.id,
      ...(input.ownerKey ? { ownerKey: input.ownerKey } : {}),
    },
    ...(input.phoneLast4 ? { phoneLast4: input.phoneLast4 } : {}),
    createdAt: now.toISOString(),
  };
  const told = foldTracking(bare, { events: [] });
  return withEffects(announce(bare, told, now), [effect('follow-parcel@1', 'follow', null, { now })]);
}

/** The channel changed its mind about state, carrier or number. */
function update(registry: Registry, doc: ShipmentDoc, fulfilment: Fulfilment, now: Date): ShipmentDoc | undefined {
  const isSame =
    doc.channelState === fulfilment.state &&
    doc.trackingNumber === fulfilment.trackingNumber &&
    (doc.carrierName ?? null) === (fulfilment.carrierName ?? null);
  if (isSame || !fulfilment.trackingNumber) return undefined;
  const isOtherParcel = doc.trackingNumber !== fulfilment.trackingNumber;
  const carrier = carrierByName(registry, fulfilment.carrierName ?? undefined);
  const { carrierId: _id, carrierName: _name, current: _current, ...rest } = doc;
  const next = {
    ...rest,
    ...(isOtherParcel || !doc.current ? {} : { current: doc.current }),
    ...(carrier ? { carrierId: carrier.id } : {}),
    ...(fulfilment.carrierName ? { carrierName: fulfilment.carrierName } : {}),
    trackingNumber: fulfilment.trackingNumber,
    channelState: fulfilment.state,
    events: isOtherParcel ? [] : doc.events,
  };
  return withEffects(announce(doc, foldTracking(next, { events: [] }), now), [effect('follow-parcel@1', 'follow', null, { now })]);
}
