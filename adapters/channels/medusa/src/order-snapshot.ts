import type { Call, ChannelOrderRef, ChannelOrderSnapshot, Fulfilment } from '@onebasket/adapter-sdk';
import { numberOf, refundedOf, stateOf, totalOf } from './order.ts';
import { readOrder } from './read-order.ts';
import { integerAt, optionalObjectsAt, requiredTextAt, textAt, type Wire } from './wire.ts';

/** The order as it stands, with its parcels: with their numbers when the connection has a way into the Admin API. */
export async function getOrder(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined> {
  const order = await readOrder(ref.externalId, 'order', call);
  return order && toSnapshot(order);
}

/** An order of either API as a snapshot. */
export function toSnapshot(order: Wire): ChannelOrderSnapshot {
  const refunded = refundedOf(order);
  const updatedAt = textAt(order, 'updated_at');
  return {
    externalId: requiredTextAt(order, 'id'),
    ...numberOf(order),
    state: stateOf(order),
    total: totalOf(order),
    ...(refunded === undefined ? {} : { refunded }),
    fulfilments: fulfilmentsOf(order),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

function fulfilmentsOf(order: Wire): readonly Fulfilment[] {
  const variants = new Map(optionalObjectsAt(order, 'items').map(item => [textAt(item, 'id'), textAt(item, 'variant_id')]));
  return optionalObjectsAt(order, 'fulfillments').flatMap(fulfilment => toFulfilments(fulfilment, variants));
}

/** A parcel for each label; what is inside is told with the first, so that it counts once. */
function toFulfilments(fulfilment: Wire, variants: ReadonlyMap<string | undefined, string | undefined>): readonly Fulfilment[] {
  const id = textAt(fulfilment, 'id');
  if (id === undefined) return [];
  const shippedAt = textAt(fulfilment, 'shipped_at');
  const lines = optionalObjectsAt(fulfilment, 'items').flatMap(item => {
    const externalId = variants.get(textAt(item, 'line_item_id'));
    const quantity = integerAt(item, 'quantity');
    return externalId === undefined || quantity === undefined ? [] : [{ externalId, quantity }];
  });
  const parcel = { state: parcelStateOf(fulfilment), ...(shippedAt === undefined ? {} : { shippedAt }) };
  const [first, ...more] = optionalObjectsAt(fulfilment, 'labels');
  return [
    { id, ...labelOf(first), lines, ...parcel },
    ...more.map((label, at) => ({ id: `${id}:${textAt(label, 'id') ?? at + 2}`, ...labelOf(label), lines: [], ...parcel })),
  ];
}

function parcelStateOf(fulfilment: Wire): Fulfilment['state'] {
  if (textAt(fulfilment, 'canceled_at') !== undefined) return 'CANCELLED';
  if (textAt(fulfilment, 'delivered_at') !== undefined) return 'DELIVERED';
  return textAt(fulfilment, 'shipped_at') === undefined ? 'PENDING' : 'SHIPPED';
}

/** The form in the shop's own pages fills "#" in where nobody gave an address. */
function labelOf(label: Wire | undefined): Pick<Fulfilment, 'trackingNumber' | 'trackingUrl'> {
  const number = textAt(label, 'tracking_number');
  const url = textAt(label, 'tracking_url');
  return {
    ...(number === undefined ? {} : { trackingNumber: number }),
    ...(url?.startsWith('http') ? { trackingUrl: url } : {}),
  };
}
