import type { Effect } from '@onebasket/runtime';
import { isPaidHere, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import type { Asker } from './ask.ts';
import { compareFound, compareLines, compareOrder } from './compare-order.ts';
import { compareFulfilments, compareParcel, type HeldParcel } from './compare-parcels.ts';
import { comparePayment } from './compare-payment.ts';
import { comparedWith, type Compared, type Finding, type Subject } from './difference.ts';

/** One thing of an order with what came of comparing it. */
export interface ComparedThing {
  readonly subject: Subject;
  readonly partId?: string;
  readonly connectionId: string;
  readonly externalId?: string;
  readonly compared: Compared;
}

const UNDER_WAY = { status: 'under-way' } as const;
const SENDING = new Set(['authorize@1', 'place@1', 'cancel-part@1', 'next-offer@1', 'refund-part@1', 'assess@1', 'reprice@1']);
const PAYING = new Set(['authorize@1', 'capture@1', 'void@1', 'refund-payment@1', 'reread-payment@1']);

/** Everything of one order that somebody else knows as well: its parts, its payment, its parcels. */
export async function compareAll(doc: OrderDoc, parcels: readonly HeldParcel[], asker: Asker): Promise<readonly ComparedThing[]> {
  const things = await Promise.all([
    ...doc.parts.map(part => ofPart(doc, part, parcels, asker)),
    ofPayment(doc, asker),
    ...parcels.map(parcel => ofParcel(doc, parcel, asker)),
  ]);
  return things.flat();
}

async function ofPart(doc: OrderDoc, part: PartDoc, parcels: readonly HeldParcel[], asker: Asker): Promise<readonly ComparedThing[]> {
  const thing = (compared: Compared): readonly ComparedThing[] => [
    {
      subject: 'order',
      partId: part.id,
      connectionId: part.channelId,
      ...(part.externalId ? { externalId: part.externalId } : {}),
      compared,
    },
  ];
  const mine = (one: Effect) => (one.payload as { readonly partId?: string } | null)?.partId === part.id;
  if (runs(doc.effects.filter(mine), SENDING)) return thing(UNDER_WAY);
  if (part.status === 'PENDING') {
    return doc.verdict === undefined ? thing(UNDER_WAY) : thing({ status: 'not-comparable', reason: 'nothing was sent' });
  }
  if (part.externalId === undefined) {
    if (doc.endedUnsent) return thing({ status: 'not-comparable', reason: 'nothing was sent' });
    // Handed over to a page of the channel's: it names the order in its report.
    if (!isPaidHere(part)) return thing({ status: 'not-comparable', reason: 'the channel tells of orders in its report alone' });
    return thing(comparedWith(await asker.found(doc, part), part.status, found => compareFound(doc, part, found)));
  }
  const asked = await asker.order(doc, part);
  const compared = comparedWith(asked, part.status, theirs => compareOrder(doc, part, theirs));
  if (compared.status !== 'compared' || asked.status !== 'answered' || !asked.value) return thing(compared);
  const fulfilments = isMoving(part) ? [] : compareFulfilments(part, asked.value, parcels);
  return thing({
    status: 'compared',
    findings: [...compared.findings, ...(await linesBehind(compared.findings, doc, part, asker)), ...fulfilments],
  });
}

/** Until its channel has it for certain nothing is followed. */
function isMoving({ status }: PartDoc): boolean {
  return status === 'UNKNOWN' || status === 'PLACING' || status === 'FAILED' || status === 'CANCELLED';
}

/** Another amount has a reason: a second question shows whether it is other goods. */
async function linesBehind(findings: readonly Finding[], doc: OrderDoc, part: PartDoc, asker: Asker): Promise<readonly Finding[]> {
  if (!findings.some(one => one.kind === 'AMOUNT_DIFFERS')) return [];
  const found = await asker.found(doc, part);
  return found.status === 'answered' && found.value ? compareLines(part, found.value) : [];
}

async function ofPayment(doc: OrderDoc, asker: Asker): Promise<readonly ComparedThing[]> {
  const { payment } = doc;
  const thing = (compared: Compared): readonly ComparedThing[] => [
    { subject: 'payment', connectionId: payment.method, ...(payment.id ? { externalId: payment.id } : {}), compared },
  ];
  if (runs(doc.effects, PAYING)) return thing(UNDER_WAY);
  const isNeeded = payment.status !== 'NONE' || doc.parts.some(isPaidHere);
  if (!isNeeded || doc.endedUnsent) return [];
  if (payment.status === 'NONE' && doc.verdict === undefined) return thing(UNDER_WAY);
  return thing(comparedWith(await asker.payment(doc), payment.status, theirs => comparePayment(doc, theirs)));
}

async function ofParcel(doc: OrderDoc, parcel: HeldParcel, asker: Asker): Promise<readonly ComparedThing[]> {
  const compared = comparedWith(await asker.parcel(doc, parcel), parcel.status, theirs => compareParcel(parcel, theirs));
  return [
    {
      subject: 'parcel',
      partId: parcel.partId,
      connectionId: parcel.carrierId,
      externalId: parcel.trackingNumber,
      compared,
    },
  ];
}

/** Something of these kinds is being done. What waits for a person is not. */
function runs(effects: readonly Effect[], kinds: ReadonlySet<string>): boolean {
  return effects.some(one => kinds.has(one.kind) && !one.parked);
}
