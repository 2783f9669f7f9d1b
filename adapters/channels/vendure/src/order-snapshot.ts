import type { Call, ChannelOrderRef, ChannelOrderSnapshot, Fulfilment } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { toExternalId } from './external-id.ts';
import { settingsOf } from './manifest.ts';
import { readByCode } from './order-by-code.ts';
import { readOrder, refundedOf, stateOf, totalOf } from './order.ts';
import { countAt, idAt, isRecord, objectAt, objectsAt, optionalObjectAt, optionalTextAt, textAt, type Wire } from './wire.ts';

const PARCELS = {
  name: 'Parcels',
  fragment: /* GraphQL */ `
    fragment Parcels on Order {
      fulfillments {
        id
        state
        method
        trackingCode
        lines {
          quantity
          orderLine {
            productVariant {
              id
              productId
            }
          }
        }
      }
      history(options: { filter: { type: { eq: "ORDER_FULFILLMENT_TRANSITION" } } }) {
        items {
          createdAt
          data
        }
      }
    }
  `,
};

const FULFILMENT_STATES: ReadonlyMap<string, Fulfilment['state']> = new Map([
  ['Created', 'PENDING'],
  ['Pending', 'PENDING'],
  ['Shipped', 'SHIPPED'],
  ['Delivered', 'DELIVERED'],
  ['Cancelled', 'CANCELLED'],
]);

/**
 * The order as it stands, with its parcels. Without a way into the Admin API the shop shows it for two hours;
 * after that `AdapterError('unauthorized')`: it still exists, we just cannot see it.
 */
export async function getOrder(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined> {
  const answer = await readByCode(ref.externalId, call, PARCELS);
  if (answer === undefined) return undefined;
  if (answer === 'hidden') {
    throw new AdapterError('unauthorized', {
      message: 'vendure: order: the shop shows orders to guests for two hours only; a way into the Admin API lets us follow them on',
      outcome: 'not-done',
    });
  }
  const order = readOrder(answer, settingsOf(call));
  const refunded = refundedOf(order);
  return {
    externalId: order.code,
    number: order.code,
    state: stateOf(order),
    total: totalOf(order),
    ...(refunded.minor > 0n ? { refunded } : {}),
    fulfilments: toFulfilments(answer),
    ...(order.updatedAt === undefined ? {} : { updatedAt: order.updatedAt }),
  };
}

function toFulfilments(order: Wire): readonly Fulfilment[] {
  const shippedAt = shippingTimes(order);
  return fulfilmentsOf(order).map(fulfilment => {
    const id = idAt(fulfilment, 'id');
    const carrierName = optionalTextAt(fulfilment, 'method');
    const trackingNumber = optionalTextAt(fulfilment, 'trackingCode');
    const shipped = shippedAt.get(id);
    return {
      id,
      ...(carrierName === undefined ? {} : { carrierName }),
      ...(trackingNumber === undefined ? {} : { trackingNumber }),
      lines: objectsAt(fulfilment, 'lines').map(line => {
        const variant = objectAt(objectAt(line, 'orderLine'), 'productVariant');
        return {
          externalId: toExternalId({ productId: idAt(variant, 'productId'), variantId: idAt(variant, 'id') }),
          quantity: countAt(line, 'quantity'),
        };
      }),
      // A state of the shop's own is some way between packing and shipping.
      state: FULFILMENT_STATES.get(textAt(fulfilment, 'state')) ?? 'PENDING',
      ...(shipped === undefined ? {} : { shippedAt: shipped }),
    };
  });
}

function fulfilmentsOf(order: Wire): readonly Wire[] {
  return order['fulfillments'] === null ? [] : objectsAt(order, 'fulfillments');
}

/** When each parcel left, from the order's history; `updatedAt` of a parcel is only its last change. */
function shippingTimes(order: Wire): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  for (const entry of objectsAt(optionalObjectAt(order, 'history') ?? { items: [] }, 'items')) {
    const { data } = entry;
    if (isRecord(data) && data['to'] === 'Shipped') times.set(idAt(data, 'fulfillmentId'), textAt(entry, 'createdAt'));
  }
  return times;
}
