import { textIn, type WireRecord } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';
import { failure } from './errors.ts';
import { totalIn } from './totals.ts';
import { countIn, currencyIn, recordIn, recordsIn, signedMinorIn, timeIn, told, webUrlIn } from './wire.ts';

/** An order as the merchant tells it: always whole, never what changed. */
export interface Order {
  readonly id: string;
  readonly checkoutId?: string;
  readonly label?: string;
  /** Those of January 2026 name none. */
  readonly currency?: CurrencyCode;
  readonly total?: bigint;
  readonly lines: readonly OrderLine[];
  readonly events: readonly OrderEvent[];
  readonly adjustments: readonly Adjustment[];
}

export interface OrderLine {
  readonly id: string;
  readonly itemId: string;
  readonly quantity: number;
  readonly fulfilled: number;
  readonly isRemoved: boolean;
}

export interface OrderEvent {
  readonly id: string;
  readonly type: string;
  readonly at?: string;
  /** Empty = the event names none: the whole order. */
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly trackingUrl?: string;
}

export interface Adjustment {
  readonly type: string;
  readonly status: string;
  /** Positive: money that went back. */
  readonly refunded: bigint;
  readonly at?: string;
}

/** Reads an order. Throws `AdapterError('invalid-response')` without an id; events and adjustments are read as far as they say anything. */
export function readOrder(body: WireRecord, what: string): Order {
  const id = textIn(body['id']);
  if (id === undefined) throw failure('invalid-response', `${what} sent no order`);
  const total = totalIn(body['totals']);
  return {
    id,
    lines: recordsIn(body['line_items']).map(readLine),
    events: recordsIn(recordIn(body['fulfillment'])?.['events']).map(readEvent),
    adjustments: recordsIn(body['adjustments']).map(readAdjustment),
    ...told({
      checkoutId: textIn(body['checkout_id']),
      label: textIn(body['label']),
      currency: currencyIn(body['currency']),
      total: total === undefined || total < 0n ? undefined : total,
    }),
  };
}

function readLine(line: WireRecord): OrderLine {
  const counts = recordIn(line['quantity']);
  return {
    id: textIn(line['id']) ?? '',
    itemId: textIn(recordIn(line['item'])?.['id']) ?? '',
    quantity: countIn(counts ? counts['total'] : line['quantity']) ?? 0,
    fulfilled: countIn(counts?.['fulfilled']) ?? 0,
    isRemoved: textIn(line['status']) === 'removed',
  };
}

/** A simulated shipment has `timestamp` where `occurred_at` should be, and no lines. */
function readEvent(event: WireRecord, at: number): OrderEvent {
  return {
    id: textIn(event['id']) ?? `event-${at + 1}`,
    type: textIn(event['type'])?.toLowerCase() ?? '',
    lines: recordsIn(event['line_items']).flatMap(line => {
      const id = textIn(line['id']);
      const quantity = countIn(line['quantity']);
      return id === undefined || !quantity ? [] : [{ id, quantity }];
    }),
    ...told({
      at: timeIn(event['occurred_at']) ?? timeIn(event['timestamp']),
      carrier: textIn(event['carrier']),
      trackingNumber: textIn(event['tracking_number']),
      trackingUrl: webUrlIn(event['tracking_url']),
    }),
  };
}

/** `amount` without a sign until 2026-01, signed `totals` from 2026-04-08. */
function readAdjustment(adjustment: WireRecord): Adjustment {
  const signed = totalIn(adjustment['totals']);
  const bare = signedMinorIn(adjustment['amount']) ?? 0n;
  const back = signed === undefined ? (bare < 0n ? -bare : bare) : -signed;
  return {
    type: textIn(adjustment['type'])?.toLowerCase() ?? '',
    status: textIn(adjustment['status']) ?? '',
    refunded: back > 0n ? back : 0n,
    ...told({ at: timeIn(adjustment['occurred_at']) }),
  };
}
