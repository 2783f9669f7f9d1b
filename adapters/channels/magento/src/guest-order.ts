import { currencyIn, known, needed, textIn, type Call, type Fulfilment, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, sum, type CurrencyCode } from '@onebasket/core';
import { featuresOf } from './features.ts';
import { send } from './graphql.ts';
import { MagentoError } from './magento-error.ts';
import { settingsOf } from './manifest.ts';
import { moneyOf } from './money.ts';
import type { MagentoOrder, OrderLine } from './order.ts';
import { isRecord, piecesIn, recordAt, recordsAt } from './wire.ts';

/** What is asked of an order on the guest's side; there since 2.4.7. */
export const GUEST_ORDER_FIELDS = /* GraphQL */ `
  number
  token
  status
  items {
    product_sku
    quantity_ordered
    quantity_invoiced
    quantity_shipped
    quantity_refunded
    quantity_canceled
  }
  total { grand_total { value currency } }
  shipments { id number tracking { carrier title number } items { product_sku quantity_shipped } }
  credit_memos { total { grand_total { value currency } } }
`;

/** What a guest knows of an order. */
export interface GuestIdentity {
  readonly number: string;
  readonly email: string;
  readonly lastname: string;
  readonly postcode: string;
}

/** A guest's own order as the answer has it. Throws `AdapterError('unauthorized')` where the version shows none; `undefined` when the shop finds none of that number for this e-mail address and name. */
export async function askGuestOrder(identity: GuestIdentity, what: string, call: Call): Promise<WireRecord | undefined> {
  // The input's type was renamed between versions; its members were not.
  const { guestOrder: proof } = await featuresOf(call);
  if (proof === undefined) throw hidden(what);
  const document = `
    query Order($number: String!, $email: String!, $proof: String!) {
      guestOrder(input: { number: $number, email: $email, ${proof}: $proof }) { ${GUEST_ORDER_FIELDS} }
    }`;
  const variables = { number: identity.number, email: identity.email, proof: identity[proof] };
  try {
    const { data } = await send(call, { label: `${what}: guest order`, document, variables, effect: 'read' });
    return isRecord(data['guestOrder']) ? data['guestOrder'] : undefined;
  } catch (error) {
    if (error instanceof MagentoError && error.category === 'graphql-no-such-entity') return undefined;
    throw error;
  }
}

function hidden(what: string): AdapterError {
  return new AdapterError('unauthorized', {
    message: `magento: ${what}: this version shows no order to its guest; an integrationToken would open it`,
    outcome: 'not-done',
  });
}

/** Throws `AdapterError('invalid-response')` for an order without number or total. */
export function readGuestOrder(order: WireRecord, call: Call): MagentoOrder {
  const total = needed(moneyOf(recordAt(order, 'total')['grand_total'], fallback(call)), 'magento: grand_total of an order');
  return {
    number: needed(textIn(order['number']), 'magento: number of an order'),
    lines: recordsAt(order, 'items').flatMap(toLine),
    total,
    refunded: sum(
      recordsAt(order, 'credit_memos').flatMap(memo => {
        const amount = moneyOf(recordAt(memo, 'total')['grand_total'], total.currency);
        return amount?.currency === total.currency ? [amount] : [];
      }),
      total.currency,
    ),
    fulfilments: recordsAt(order, 'shipments').flatMap(toFulfilments),
  };
}

function fallback(call: Call): CurrencyCode | undefined {
  return currencyIn(settingsOf(call).currency);
}

function toLine(item: WireRecord): readonly OrderLine[] {
  const sku = textIn(item['product_sku']);
  if (sku === undefined) return [];
  return [
    {
      sku,
      ordered: piecesIn(item['quantity_ordered']) ?? 0,
      invoiced: piecesIn(item['quantity_invoiced']) ?? 0,
      shipped: piecesIn(item['quantity_shipped']) ?? 0,
      refunded: piecesIn(item['quantity_refunded']) ?? 0,
      cancelled: piecesIn(item['quantity_canceled']) ?? 0,
    },
  ];
}

/** One parcel per tracking number; a shipment without one is a parcel too. */
function toFulfilments(shipment: WireRecord): readonly Fulfilment[] {
  const number = textIn(shipment['number']) ?? textIn(shipment['id']);
  if (number === undefined) return [];
  const lines = recordsAt(shipment, 'items').flatMap(item => {
    const externalId = textIn(item['product_sku']);
    const quantity = piecesIn(item['quantity_shipped']);
    return externalId === undefined || quantity === undefined ? [] : [{ externalId, quantity }];
  });
  const tracks = recordsAt(shipment, 'tracking');
  return (tracks.length > 0 ? tracks : [{}]).map((track: WireRecord, index) => ({
    id: index === 0 ? number : `${number}-${index + 1}`,
    ...known({ carrierName: textIn(track['title']) ?? textIn(track['carrier']), trackingNumber: textIn(track['number']) }),
    lines: index === 0 ? lines : [],
    state: 'SHIPPED',
  }));
}
