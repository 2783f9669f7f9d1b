import { integerIn, textIn, type Availability, type RawRef, type WireRecord } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';
import type { AcpAnswer } from './client.ts';
import { failure, readMessages, type Message } from './errors.ts';
import { readOrder, type Order } from './order-wire.ts';
import { amountOf, readTotals, type Totals } from './totals.ts';
import { currencyIn, instantIn, minorIn, recordIn, recordsIn, textsIn, webAddressIn } from './wire.ts';

/** A checkout session, of whatever release. */
export interface Session {
  readonly id: string;
  readonly status: string;
  readonly currency: CurrencyCode;
  readonly lines: readonly SessionLine[];
  readonly options: readonly FulfillmentOption[];
  /** Ids of the options that are chosen. */
  readonly selected: readonly string[];
  /** The goods that they name, as the merchant calls them. */
  readonly selectedItemIds: readonly string[];
  readonly totals: Totals;
  readonly messages: readonly Message[];
  readonly discounts: readonly AppliedDiscount[];
  readonly rejected: readonly { readonly code: string; readonly reason: string }[];
  /** Handlers, or (in older releases) the one provider, that take payments. */
  readonly paymentHandlers: readonly string[];
  readonly order: Order | undefined;
  readonly continueUrl: string | undefined;
  readonly expiresAt: string | undefined;
  readonly raw: RawRef;
}

export interface SessionLine {
  readonly id: string;
  readonly itemId: string;
  readonly title: string;
  readonly quantity: number;
  /** One piece before discounts. */
  readonly unit: bigint;
  /** The line after its own discounts, without tax on top. */
  readonly subtotal: bigint;
  readonly availability: Availability;
  readonly stock: number | undefined;
  readonly hasDisclosures: boolean;
}

export interface FulfillmentOption {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  readonly cost: bigint;
  readonly earliest: string | undefined;
  readonly latest: string | undefined;
}

export interface AppliedDiscount {
  readonly id: string;
  readonly title: string;
  readonly isAutomatic: boolean;
  readonly amount: bigint;
}

/** Reads the session in an answer. What it cannot do without: id, status, a known currency, lines with amounts, one total. */
export function readSession({ body, raw }: Pick<AcpAnswer, 'body' | 'raw'>, what: string): Session {
  const [id, status, currency] = [textIn(body['id']), textIn(body['status']), currencyIn(body['currency'])];
  const totals = readTotals(body['totals']);
  if (id === undefined || status === undefined) throw failure('invalid-response', `${what} sent no session`);
  if (currency === undefined || totals === undefined) throw failure('invalid-response', `${what} sent a session without currency or total`);
  const selections = recordsIn(body['selected_fulfillment_options']).map(readSelection);
  const oldSelection = textIn(body['fulfillment_option_id']);
  const discounts = recordIn(body['discounts']);
  return {
    id,
    status,
    currency,
    totals,
    lines: recordsIn(body['line_items']).map(line => readLine(line, what)),
    options: recordsIn(body['fulfillment_options']).flatMap(option => readOption(option) ?? []),
    selected: [...selections.flatMap(({ optionId }) => optionId ?? []), ...(oldSelection === undefined ? [] : [oldSelection])],
    selectedItemIds: selections.flatMap(({ itemIds }) => itemIds),
    messages: readMessages(body['messages']),
    discounts: recordsIn(discounts?.['applied']).flatMap(readDiscount),
    rejected: recordsIn(discounts?.['rejected']).flatMap(({ code, reason, message }) => {
      const text = textIn(code);
      return text === undefined ? [] : [{ code: text, reason: textIn(message) ?? textIn(reason) ?? 'refused' }];
    }),
    paymentHandlers: handlersIn(body),
    order: readOrder(body['order']),
    continueUrl: webAddressIn(body['continue_url']),
    expiresAt: instantIn(body['expires_at']),
    raw,
  };
}

const AVAILABILITIES: ReadonlyMap<string, Availability> = new Map([
  ['in_stock', 'IN_STOCK'],
  ['low_stock', 'LOW_STOCK'],
  ['out_of_stock', 'OUT_OF_STOCK'],
  ['backorder', 'BACKORDER'],
  ['pre_order', 'PREORDER'],
]);

function readLine(line: WireRecord, what: string): SessionLine {
  const item = recordIn(line['item']);
  const [id, itemId] = [textIn(line['id']), textIn(item?.['id'])];
  const quantity = integerIn(line['quantity']) ?? integerIn(item?.['quantity']);
  const base = minorOf(amountOf(line, 'base_amount', 'items_base_amount'));
  const subtotal = minorOf(amountOf(line, 'subtotal')) ?? base;
  const unit = minorIn(line['unit_amount']) ?? minorIn(item?.['unit_amount']);
  if (itemId === undefined || quantity === undefined || quantity < 1)
    throw failure('invalid-response', `${what} sent a line without item or quantity`);
  const amount = subtotal ?? (unit === undefined ? undefined : unit * BigInt(quantity));
  if (amount === undefined) throw failure('invalid-response', `${what} sent a line without an amount`);
  const status = textIn(line['availability_status']);
  const stock = integerIn(line['available_quantity']);
  return {
    id: id ?? itemId,
    itemId,
    title: textIn(line['name']) ?? textIn(item?.['name']) ?? itemId,
    quantity,
    unit: unit ?? (base ?? amount) / BigInt(quantity),
    subtotal: amount,
    // A session that took these pieces has them, unless it says otherwise.
    availability: status === undefined ? 'IN_STOCK' : (AVAILABILITIES.get(status) ?? 'UNKNOWN'),
    stock: stock !== undefined && stock >= 0 ? stock : undefined,
    hasDisclosures: recordsIn(line['disclosures']).length > 0,
  };
}

function minorOf(amount: bigint | undefined): bigint | undefined {
  return amount !== undefined && amount >= 0n ? amount : undefined;
}

function readOption(option: WireRecord): FulfillmentOption | undefined {
  const id = textIn(option['id']);
  const cost = minorOf(amountOf(option, 'total', 'subtotal', 'fulfillment'));
  if (id === undefined || cost === undefined) return undefined;
  const window = recordIn(option['delivery_window']);
  return {
    type: textIn(option['type']) ?? 'shipping',
    id,
    title: textIn(option['title']) ?? id,
    cost,
    earliest: instantIn(option['earliest_delivery_time']) ?? instantIn(window?.['start']),
    latest: instantIn(option['latest_delivery_time']) ?? instantIn(window?.['end']),
  };
}

/** Flat, or (2025-12-12 and 2026-01-16) inside of a member that is named by its type. */
function readSelection(selection: WireRecord): { readonly optionId: string | undefined; readonly itemIds: readonly string[] } {
  const inner = recordIn(selection[textIn(selection['type']) ?? 'shipping']) ?? selection;
  return { optionId: textIn(inner['option_id']), itemIds: textsIn(inner['item_ids']) };
}

function readDiscount(discount: WireRecord): readonly AppliedDiscount[] {
  const coupon = recordIn(discount['coupon']);
  const amount = minorIn(discount['amount']);
  const code = textIn(discount['code']);
  const id = code ?? textIn(discount['id']);
  if (id === undefined || amount === undefined) return [];
  return [{ id, title: textIn(coupon?.['name']) ?? id, isAutomatic: code === undefined, amount }];
}

function handlersIn(body: WireRecord): readonly string[] {
  const payment = recordIn(recordIn(body['capabilities'])?.['payment']) ?? recordIn(body['payment']);
  const provider = textIn(recordIn(body['payment_provider'])?.['provider']);
  return [...recordsIn(payment?.['handlers']).flatMap(({ id }) => textIn(id) ?? []), ...(provider === undefined ? [] : [provider])];
}
