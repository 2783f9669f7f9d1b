import { createHash } from 'node:crypto';
import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import { AdapterError, isRefusal, type Clock } from '@onebasket/core';
import type { Collection } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import { foldTracking } from '../parcel/fold-events.ts';
import type { ShipmentDoc, ShipmentIndex } from '../parcel/shipment-doc.ts';
import { askCarrier } from './ask-carrier.ts';
import { carriersByNumber } from './find-carrier.ts';

export interface TrackDeps {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly collection: Collection<ShipmentDoc, ShipmentIndex>;
}

export type TrackAnswer =
  | { readonly __typename: 'Shipment'; readonly doc: ShipmentDoc }
  | { readonly __typename: 'TrackingNotFound'; readonly trackingNumber: string; readonly tried: readonly unknown[] }
  | { readonly __typename: 'CarrierAmbiguous'; readonly trackingNumber: string; readonly candidates: readonly RegisteredConnection[] };

/** Any parcel of any connected carrier. What is found is kept, so that its id can be asked for again; it opens no order. */
export async function track(
  deps: TrackDeps,
  args: { trackingNumber: string; carrier?: string | null; phoneLast4?: string | null },
  signal: AbortSignal,
): Promise<TrackAnswer> {
  const trackingNumber = args.trackingNumber.replace(/\s/g, '');
  if (!/^[A-Za-z0-9-]{4,60}$/.test(trackingNumber)) throw bad('trackingNumber must be 4 to 60 letters, digits or dashes');
  if (args.phoneLast4 != null && !/^\d{4}$/.test(args.phoneLast4)) throw bad('phoneLast4 must be four digits');
  const named = args.carrier == null ? undefined : deps.registry.carrier(args.carrier);
  if (args.carrier != null && !named)
    throw bad(
      `carrier must be one of: ${deps.registry
        .carriers()
        .map(carrier => carrier.id)
        .join(', ')}`,
    );

  const recognising = named ? [named] : await carriersByNumber(deps.registry, trackingNumber);
  const asked = recognising.length > 0 ? recognising : deps.registry.carriers();
  const answers = await Promise.all(asked.map(carrier => askCarrier(carrier, trackingNumber, args.phoneLast4 ?? undefined, signal)));
  const found = answers.filter(({ answer }) => !(answer instanceof AdapterError) && !isRefusal(answer));
  if (found.length > 1) return { __typename: 'CarrierAmbiguous', trackingNumber, candidates: found.map(({ carrier }) => carrier) };
  const [only] = found;
  if (!only) return { __typename: 'TrackingNotFound', trackingNumber, tried: answers.map(answerRow) };
  return {
    __typename: 'Shipment',
    doc: await keep(deps, only.carrier.id, trackingNumber, only.answer as Parameters<typeof foldTracking>[1]),
  };
}

async function keep(
  deps: TrackDeps,
  carrierId: string,
  trackingNumber: string,
  tracking: Parameters<typeof foldTracking>[1],
): Promise<ShipmentDoc> {
  const id = `t${createHash('sha256').update(`${carrierId}|${trackingNumber.toUpperCase()}`).digest('base64url').slice(0, 30)}`;
  const now = deps.clock.now().toISOString();
  const bare: ShipmentDoc = {
    _id: id,
    v: 1,
    shape: 1,
    effects: [],
    carrierId,
    trackingNumber,
    status: 'UNKNOWN',
    events: [],
    createdAt: now,
  };
  const fresh = { ...foldTracking(bare, tracking), askedAt: now };
  const { existing } = await deps.collection.insert(fresh);
  return existing ? ((await deps.collection.change(id, doc => ({ ...foldTracking(doc, tracking), askedAt: now }))) ?? fresh) : fresh;
}

function answerRow({ carrier, answer, elapsedMs }: { carrier: RegisteredConnection; answer: unknown; elapsedMs: number }) {
  if (!(answer instanceof AdapterError)) return { carrier, status: 'ANSWERED', elapsedMs, error: null };
  return {
    carrier,
    status: answer.code === 'timeout' ? 'TIMED_OUT' : 'FAILED',
    elapsedMs,
    error: { code: answer.code.toUpperCase().replaceAll('-', '_'), message: answer.message, retryAfterMs: answer.retryAfterMs ?? null },
  };
}

function bad(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
