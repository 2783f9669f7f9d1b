import { SHIPMENT_STATUSES, type ChannelOrderSnapshot, type ParcelEvent, type ShipmentStatus, type Tracking } from '@onebasket/adapter-sdk';
import { isRefusal, type Refusal } from '@onebasket/core';
import type { PartDoc } from '../order/order-doc.ts';
import type { Finding } from './difference.ts';

/** A parcel as the shipments subgraph holds it. */
export interface HeldParcel {
  readonly partId: string;
  readonly trackingNumber: string;
  readonly status: ShipmentStatus;
  /** The connected carrier, or the name of one that is not connected. */
  readonly carrierId: string;
}

const plain = (trackingNumber: string) => trackingNumber.replace(/\s/g, '').toUpperCase();

/** The parcels that the channel names beside those of the part, and those beside the ones that are followed. */
export function compareFulfilments(part: PartDoc, theirs: ChannelOrderSnapshot, held: readonly HeldParcel[]): readonly Finding[] {
  const there = numbers(theirs.fulfilments.filter(one => one.state !== 'CANCELLED'));
  const known = numbers(part.fulfilments.filter(one => one.state !== 'CANCELLED'));
  const followed = new Set(held.filter(one => one.partId === part.id).map(one => plain(one.trackingNumber)));
  const finding = (kind: Finding['kind'], repair: Finding['repair'], number: string, ours: string, words: string): Finding => ({
    subject: 'parcel',
    kind,
    ours,
    theirs: words,
    repair,
    externalId: number,
  });
  return [
    ...[...there].filter(one => !known.has(one)).map(one => finding('MISSING_HERE', 'READ_ORDER', one, 'unknown', 'sent')),
    ...[...known].filter(one => !there.has(one)).map(one => finding('MISSING_THERE', 'ASK_CHANNEL', one, 'sent', 'unknown')),
    ...[...known]
      .filter(one => there.has(one) && !followed.has(one))
      .map(one => finding('MISSING_HERE', 'READ_ORDER', one, 'not followed', 'sent')),
  ];
}

function numbers(fulfilments: readonly { readonly trackingNumber?: string }[]): ReadonlySet<string> {
  return new Set(fulfilments.flatMap(one => (one.trackingNumber ? [plain(one.trackingNumber)] : [])));
}

/** What a carrier says of a parcel beside what we hold. */
export function compareParcel(parcel: HeldParcel, theirs: Tracking | Refusal): readonly Finding[] {
  const { status: ours, trackingNumber: externalId } = parcel;
  const finding = (kind: Finding['kind'], repair: Finding['repair'], there: string): readonly Finding[] => [
    { subject: 'parcel', kind, ours, theirs: there, repair, externalId },
  ];
  if (isRefusal(theirs)) {
    // Announced, and not yet handed to the carrier.
    return ours === 'UNKNOWN' || ours === 'INFO_RECEIVED' ? [] : finding('UNKNOWN_THERE', 'ASK_CARRIER', theirs.message);
  }
  const there = toldStatus(theirs);
  if (there === ours) return [];
  if (there === 'UNKNOWN') return ours === 'INFO_RECEIVED' ? [] : finding('UNKNOWN_THERE', 'ASK_CARRIER', there);
  if (ENDED.has(ours) && ENDED.has(there) && !BACK.has(there)) return finding('STATE_CONFLICT', 'ASK_CARRIER', there);
  return rank(there) > rank(ours) ? finding('STATE_BEHIND', 'READ_PARCEL', there) : finding('STATE_AHEAD', 'ASK_CARRIER', there);
}

const ENDED: ReadonlySet<ShipmentStatus> = new Set(['DELIVERED', 'RETURNED', 'CANCELLED', 'EXPIRED']);
const BACK: ReadonlySet<ShipmentStatus> = new Set(['RETURNING', 'RETURNED']);
const rank = (status: ShipmentStatus) => SHIPMENT_STATUSES.indexOf(status);

/** The carrier's own word where it has one, else its last scan that moves a parcel; a delivered one moves only back to its sender. */
function toldStatus({ current, events }: Tracking): ShipmentStatus {
  if (current) return current;
  const scans = events.filter((one: ParcelEvent) => one.changesStatus).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return scans.reduce<ShipmentStatus>((reached, { status }) => (ENDED.has(reached) && !BACK.has(status) ? reached : status), 'UNKNOWN');
}
