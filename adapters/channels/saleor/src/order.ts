import {
  integerIn,
  known,
  needed,
  textIn,
  type ChannelOrderSnapshot,
  type ChannelOrderState,
  type Fulfilment,
  type PlacedOrder,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { MONEY, grossOf, moneyOf, neededGross } from './money.ts';
import { instantIn, listIn, recordIn } from './wire.ts';

/** What is asked of every order; strangers who know its id may read all of it. */
export const ORDER = /* GraphQL */ `
  fragment OrderFields on Order {
    id
    number
    status
    updatedAt
    total {
      gross {
        ...M
      }
    }
    totalRefunded {
      ...M
    }
    lines {
      id
      productVariantId
      quantity
      totalPrice {
        gross {
          ...M
        }
      }
    }
    fulfillments {
      id
      status
      trackingNumber
      created
      lines {
        quantity
        orderLine {
          id
          productVariantId
        }
      }
    }
  }
  ${MONEY}
`;

const STATES: ReadonlyMap<string, ChannelOrderState> = new Map([
  ['DRAFT', 'PENDING'],
  ['UNCONFIRMED', 'PLACED'],
  ['UNFULFILLED', 'ACCEPTED'],
  ['PARTIALLY_FULFILLED', 'SHIPPED'],
  ['FULFILLED', 'SHIPPED'],
  ['PARTIALLY_RETURNED', 'COMPLETED'],
  ['RETURNED', 'COMPLETED'],
  ['CANCELED', 'CANCELLED'],
  ['EXPIRED', 'CANCELLED'],
]);

/** The order as placed. Throws `AdapterError('invalid-response')` for one without id, lines or total. */
export function toPlacedOrder(order: WireRecord): PlacedOrder {
  return {
    status: 'placed',
    externalId: idOf(order),
    state: stateOf(order),
    lines: listIn(order['lines']).map(line => ({
      externalId: needed(textIn(line['productVariantId']) ?? textIn(recordIn(line['variant'])?.['id']), 'saleor: variant of an order line'),
      quantity: needed(integerIn(line['quantity']), 'saleor: quantity of an order line'),
      ...known({ total: grossOf(line['totalPrice']) }),
    })),
    total: neededGross(order['total'], 'total of an order'),
    ...known({ number: textIn(order['number']) }),
  };
}

/** The order as it stands. A refund does not show in its status: what was given back is asked for beside it. */
export function toSnapshot(order: WireRecord): ChannelOrderSnapshot {
  const refunded = moneyOf(order['totalRefunded']);
  return {
    externalId: idOf(order),
    state: stateOf(order),
    total: neededGross(order['total'], 'total of an order'),
    fulfilments: listIn(order['fulfillments']).flatMap(toFulfilment),
    ...known({
      number: textIn(order['number']),
      refunded: refunded && refunded.minor > 0n ? refunded : undefined,
      updatedAt: instantIn(order['updatedAt']),
    }),
  };
}

/** A status that is new to us is some way between placing and delivery. */
function stateOf(order: WireRecord): ChannelOrderState {
  const state = STATES.get(textIn(order['status']) ?? '') ?? 'PLACED';
  const total = grossOf(order['total']);
  const refunded = moneyOf(order['totalRefunded']);
  const isGivenBack = total && refunded?.currency === total.currency && total.minor > 0n && refunded.minor >= total.minor;
  return isGivenBack && state !== 'CANCELLED' ? 'REFUNDED' : state;
}

const PARCEL_STATES: ReadonlyMap<string, Fulfilment['state']> = new Map([
  ['FULFILLED', 'SHIPPED'],
  ['CANCELED', 'CANCELLED'],
  ['WAITING_FOR_APPROVAL', 'PENDING'],
]);
/** These are no parcels: the shop keeps the books of what came back in the same list. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['REFUNDED', 'RETURNED', 'REPLACED', 'REFUNDED_AND_RETURNED']);

/** A parcel. The tracking number is free text, and some shops write an address into it; a carrier is not told. */
function toFulfilment(fulfilment: WireRecord): readonly Fulfilment[] {
  const id = textIn(fulfilment['id']);
  const status = textIn(fulfilment['status']) ?? '';
  if (id === undefined || BOOKKEEPING.has(status)) return [];
  const state = PARCEL_STATES.get(status) ?? 'PENDING';
  const tracking = textIn(fulfilment['trackingNumber'])?.trim();
  const isAddress = tracking !== undefined && /^https?:\/\//i.test(tracking);
  const lines = listIn(fulfilment['lines']).flatMap(line => {
    const externalId = textIn(recordIn(line['orderLine'])?.['productVariantId']);
    const quantity = integerIn(line['quantity']);
    return externalId === undefined || quantity === undefined || quantity < 0 ? [] : [{ externalId, quantity }];
  });
  const told = known({
    trackingNumber: isAddress ? undefined : tracking,
    trackingUrl: isAddress ? tracking : undefined,
    shippedAt: state === 'SHIPPED' ? instantIn(fulfilment['created']) : undefined,
  });
  return [{ id, lines, state, ...told }];
}

function idOf(order: WireRecord): string {
  return needed(textIn(order['id']), 'saleor: id of an order');
}
