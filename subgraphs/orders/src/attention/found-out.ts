import { noted, withPart, type OrderDoc } from '../order/order-doc.ts';
import { decide, failPart } from '../place-order/decide.ts';

/** A person found the part at its channel under this id: it is placed, for what was agreed. A text says what is missing. */
export function madeThere(doc: OrderDoc, partId: string, externalId: string | undefined, now: Date): OrderDoc | string {
  const part = doc.parts.find(one => one.id === partId);
  const id = externalId ?? part?.externalId;
  if (!part || id === undefined) return 'say under which id the channel has it';
  const placed = withPart(doc, partId, ({ refusal: _refusal, ...it }) => ({ ...it, externalId: id, status: 'PLACED' }));
  return decide(noted(placed, now, 'PART_PLACED', 'STAFF', part.channelId, id), now);
}

/** A person found out that the channel did not make the part, or has undone it: the order goes on as after any failure. */
export function notMadeThere(doc: OrderDoc, partId: string, now: Date): OrderDoc {
  const failure = { code: 'UNAVAILABLE', message: 'the channel did not make it, as a person found out' };
  return decide(failPart(doc, partId, now, { failure }), now);
}
