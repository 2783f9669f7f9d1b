import { integerIn, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { readTotals, type Totals } from './totals.ts';
import { instantIn, minorIn, recordIn, recordsIn, webAddressIn } from './wire.ts';

/** An order as a session or an event tells it: always the whole of it. */
export interface Order {
  readonly id: string;
  readonly number: string | undefined;
  readonly status: string | undefined;
  readonly lines: readonly OrderLine[];
  readonly fulfillments: readonly OrderFulfillment[];
  readonly adjustments: readonly Adjustment[];
  readonly totals: Totals | undefined;
}

export interface OrderLine {
  readonly id: string;
  /** As the catalogue names it; the line's own id may be another. */
  readonly productId: string | undefined;
  readonly quantity: number;
}

export interface OrderFulfillment {
  readonly id: string;
  readonly status: string | undefined;
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
  readonly carrier: string | undefined;
  readonly trackingNumber: string | undefined;
  readonly trackingUrl: string | undefined;
  readonly events: readonly { readonly type: string; readonly at: string | undefined }[];
}

export interface Adjustment {
  readonly type: string;
  readonly status: string;
  readonly amount: bigint;
  readonly at: string | undefined;
}

/** Reads an order; `undefined` for what is none. */
export function readOrder(value: unknown): Order | undefined {
  const wire = recordIn(value);
  const id = textIn(wire?.['id']);
  if (!wire || id === undefined) return undefined;
  return {
    id,
    number: textIn(wire['order_number']) ?? textIn(recordIn(wire['confirmation'])?.['confirmation_number']),
    status: textIn(wire['status']),
    lines: recordsIn(wire['line_items']).flatMap(readLine),
    fulfillments: recordsIn(wire['fulfillments']).flatMap(readFulfillment),
    adjustments: recordsIn(wire['adjustments']).map(readAdjustment),
    totals: readTotals(wire['totals']),
  };
}

function readLine(line: WireRecord): readonly OrderLine[] {
  const id = textIn(line['id']);
  const quantity = recordIn(line['quantity']);
  const pieces = integerIn(quantity?.['current']) ?? integerIn(quantity?.['ordered']) ?? integerIn(line['quantity']);
  return id === undefined || pieces === undefined || pieces < 0 ? [] : [{ id, productId: textIn(line['product_id']), quantity: pieces }];
}

function readFulfillment(fulfillment: WireRecord): readonly OrderFulfillment[] {
  const id = textIn(fulfillment['id']);
  if (id === undefined) return [];
  return [
    {
      id,
      status: textIn(fulfillment['status']),
      lines: recordsIn(fulfillment['line_items']).flatMap(line => {
        const [lineId, quantity] = [textIn(line['id']), integerIn(line['quantity'])];
        return lineId === undefined || quantity === undefined || quantity < 1 ? [] : [{ id: lineId, quantity }];
      }),
      carrier: textIn(fulfillment['carrier']),
      trackingNumber: textIn(fulfillment['tracking_number']),
      trackingUrl: webAddressIn(fulfillment['tracking_url']),
      events: recordsIn(fulfillment['events']).map(event => ({ type: textIn(event['type']) ?? '', at: instantIn(event['occurred_at']) })),
    },
  ];
}

function readAdjustment(adjustment: WireRecord): Adjustment {
  return {
    type: textIn(adjustment['type']) ?? '',
    status: textIn(adjustment['status']) ?? '',
    amount: minorIn(adjustment['amount']) ?? 0n,
    at: instantIn(adjustment['occurred_at']),
  };
}
