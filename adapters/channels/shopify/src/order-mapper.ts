import {
  known,
  needed,
  textIn,
  type ChannelOrderSnapshot,
  type ChannelOrderState,
  type Fulfilment,
  type PlacedOrder,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { KEY_ATTRIBUTE } from './carts.ts';
import { gidIn } from './gid.ts';
import { addressIn, bagIn, countIn, fieldsOf, instantIn, listIn } from './wire.ts';

/** An order of the Admin API as it was made. Throws `AdapterError('invalid-response')` without id or total. */
export function toPlacedOrder(order: WireRecord): PlacedOrder {
  return {
    status: 'placed',
    externalId: needed(gidIn(order['id'], 'Order'), 'shopify: the id of an order'),
    ...known({ number: textIn(order['name']) }),
    state: stateOf(order, []),
    lines: listIn(order['lineItems']).flatMap(line => {
      const externalId = gidIn(fieldsOf(line['variant'])['id'], 'ProductVariant');
      const quantity = countIn(line['quantity']);
      return externalId !== undefined && quantity !== undefined
        ? { externalId, quantity, ...known({ total: bagIn(line['discountedTotalSet']) }) }
        : [];
    }),
    total: needed(bagIn(order['totalPriceSet']), 'shopify: the total of an order'),
  };
}

/** An order as it stands, with its parcels. `totalPriceSet` is what was agreed; what was given back is told beside it. */
export function toSnapshot(order: WireRecord): ChannelOrderSnapshot {
  const fulfilments = listIn(order['fulfillments']).flatMap(toFulfilments);
  return {
    externalId: needed(gidIn(order['id'], 'Order'), 'shopify: the id of an order'),
    ...known({ number: textIn(order['name']) }),
    state: stateOf(order, fulfilments),
    total: needed(bagIn(order['totalPriceSet']), 'shopify: the total of an order'),
    ...known({ refunded: bagIn(order['totalRefundedSet']), updatedAt: instantIn(order['updatedAt']) }),
    fulfilments,
  };
}

/** The key that a cart or an order was given along. */
export function keyOf(order: WireRecord): string | undefined {
  const attribute = listIn(order['customAttributes']).find(({ key }) => key === KEY_ATTRIBUTE);
  return textIn(attribute?.['value']) ?? textIn(order['sourceIdentifier']);
}

/** Payments that are made or promised: somebody at the shop may go on with the order. */
const PAID: ReadonlySet<string> = new Set(['PAID', 'AUTHORIZED', 'PARTIALLY_PAID', 'PARTIALLY_REFUNDED']);

function stateOf(order: WireRecord, fulfilments: readonly Fulfilment[]): ChannelOrderState {
  if (textIn(order['cancelledAt']) !== undefined) return 'CANCELLED';
  const [payment, delivery] = [textIn(order['displayFinancialStatus']) ?? '', textIn(order['displayFulfillmentStatus']) ?? ''];
  if (payment === 'REFUNDED') return 'REFUNDED';
  const standing = fulfilments.filter(({ state }) => state !== 'CANCELLED');
  if (delivery === 'FULFILLED' && standing.length > 0 && standing.every(({ state }) => state === 'DELIVERED')) return 'DELIVERED';
  if (delivery === 'FULFILLED' || delivery === 'PARTIALLY_FULFILLED' || standing.some(({ state }) => state !== 'PENDING')) return 'SHIPPED';
  return PAID.has(payment) ? 'ACCEPTED' : 'PLACED';
}

/** What a fulfillment says of its parcels (`displayStatus`) beats what it says of itself (`status`). */
const STATES: ReadonlyMap<string, Fulfilment['state']> = new Map([
  ['DELIVERED', 'DELIVERED'],
  ['PICKED_UP', 'DELIVERED'],
  ['CANCELED', 'CANCELLED'],
  ['CANCELLED', 'CANCELLED'],
  ['FAILURE', 'CANCELLED'],
  ['ERROR', 'CANCELLED'],
  ['PENDING', 'PENDING'],
  ['OPEN', 'PENDING'],
  ['SUBMITTED', 'PENDING'],
  ['LABEL_PURCHASED', 'PENDING'],
  ['LABEL_PRINTED', 'PENDING'],
]);

/** One for each parcel: a fulfillment may name several numbers. */
function toFulfilments(fulfillment: WireRecord, place: number): readonly Fulfilment[] {
  // A list that only grows: a place in it is as good as an id.
  const id = textIn(fulfillment['id']) ?? `fulfillment ${place + 1}`;
  const state = stateOfParcel(fulfillment);
  const shippedAt = state === 'PENDING' || state === 'CANCELLED' ? undefined : instantIn(fulfillment['createdAt']);
  const lines = listIn(fulfillment['fulfillmentLineItems']).flatMap(line => {
    const externalId = gidIn(fieldsOf(fieldsOf(line['lineItem'])['variant'])['id'], 'ProductVariant');
    const quantity = countIn(line['quantity']);
    return externalId !== undefined && quantity !== undefined ? { externalId, quantity } : [];
  });
  const parcels = listIn(fulfillment['trackingInfo']);
  return (parcels.length > 0 ? parcels : [{}]).map((parcel: WireRecord, at) => ({
    id: at === 0 ? id : `${id}#${at + 1}`,
    ...known({
      carrierName: textIn(parcel['company']),
      trackingNumber: textIn(parcel['number']),
      trackingUrl: addressIn(parcel['url']),
      shippedAt,
    }),
    lines,
    state,
  }));
}

function stateOfParcel(fulfillment: WireRecord): Fulfilment['state'] {
  const [status, shown] = [textIn(fulfillment['status']) ?? '', textIn(fulfillment['displayStatus']) ?? ''];
  const own = STATES.get(status);
  return own === 'CANCELLED' ? own : (STATES.get(shown) ?? own ?? 'SHIPPED');
}
