import { textIn, type RawRef, type WireRecord } from '@onebasket/adapter-sdk';
import type { CurrencyCode, Money } from '@onebasket/core';
import type { UcpAnswer } from './client.ts';
import { failure, type Message } from './errors.ts';
import { generationOf, type Generation } from './generations.ts';
import { readTotals, totalIn, type Totals } from './totals.ts';
import { countIn, currencyIn, priceIn, recordIn, recordsIn, signedMinorIn, textsIn, timeIn, told, webUrlIn } from './wire.ts';

export const CHECKOUT_STATUSES = [
  'incomplete',
  'requires_escalation',
  'ready_for_complete',
  'complete_in_progress',
  'completed',
  'canceled',
] as const;
export type CheckoutStatus = (typeof CHECKOUT_STATUSES)[number];

/** A checkout session, or a cart (which has no status and no order), as the merchant tells it. */
export interface Checkout {
  readonly id: string;
  /** `undefined` for a word that the protocol does not have. */
  readonly status: CheckoutStatus | undefined;
  readonly currency: CurrencyCode;
  readonly lines: readonly CheckoutLine[];
  readonly totals: Totals;
  readonly methods: readonly FulfillmentMethod[];
  readonly discounts: readonly AppliedDiscount[];
  readonly messages: readonly Message[];
  readonly continueUrl?: string;
  readonly expiresAt?: string;
  readonly order?: { readonly id: string; readonly label?: string };
  /** Of payment handlers that this very session offers; empty = ask the profile. */
  readonly paymentHandlers: readonly string[];
  /** Work that a machine cannot do (3DS and the like) is outstanding. */
  readonly hasActions: boolean;
  readonly raw: RawRef;
}

export interface CheckoutLine {
  readonly id: string;
  readonly itemId: string;
  readonly title: string;
  readonly quantity: number;
  readonly price: Money;
  /** After discounts on goods. */
  readonly total: Money;
}

export interface FulfillmentMethod {
  readonly id?: string;
  readonly type: string;
  readonly lineIds: readonly string[];
  readonly destinations: readonly Destination[];
  readonly selectedDestinationId?: string;
  readonly groups: readonly FulfillmentGroup[];
}

export interface Destination {
  readonly id?: string;
  readonly country?: string;
  readonly postalCode?: string;
}

export interface FulfillmentGroup {
  readonly id?: string;
  readonly lineIds: readonly string[];
  readonly options: readonly FulfillmentOption[];
  readonly selectedOptionId?: string;
}

export interface FulfillmentOption {
  readonly id: string;
  readonly title: string;
  readonly cost: bigint;
  /** Before tax, where the merchant parts the two. */
  readonly net?: bigint;
  readonly earliest?: string;
  readonly latest?: string;
}

export interface AppliedDiscount {
  readonly code?: string;
  readonly title: string;
  /** Positive. */
  readonly amount: bigint;
  readonly isAutomatic: boolean;
  /** What of it is taken off the shipping. */
  readonly offShipping: bigint;
}

/** Reads a session or a cart. Throws `AdapterError('invalid-response')` when what an order hangs on cannot be read: id, currency, lines, total. */
export function readCheckout({ body, messages, raw }: UcpAnswer, fallback: Generation, what: string): Checkout {
  const id = textIn(body['id']);
  const currency = currencyIn(body['currency']);
  // What a session says of its version beats the profile; some say one that never was.
  const totals = readTotals(body['totals'], generationOf(textIn(recordIn(body['ucp'])?.['version'])) ?? fallback);
  if (id === undefined) throw failure('invalid-response', `${what} sent no id`);
  if (currency === undefined) throw failure('invalid-response', `${what} sent no currency that exists`);
  if (totals === undefined) throw failure('invalid-response', `${what} sent no total`);
  const status = textIn(body['status']);
  const discounts = recordIn(body['discounts']);
  return {
    id,
    status: CHECKOUT_STATUSES.find(known => known === status),
    currency,
    lines: recordsIn(body['line_items']).map(line => readLine(line, currency, what)),
    totals,
    methods: recordsIn(recordIn(body['fulfillment'])?.['methods']).map(readMethod),
    discounts: recordsIn(discounts?.['applied']).flatMap(readDiscount),
    messages,
    paymentHandlers: handlersIn(body),
    hasActions: Object.keys(recordIn(body['actions']) ?? {}).length > 0,
    raw,
    ...told({ continueUrl: webUrlIn(body['continue_url']), expiresAt: timeIn(body['expires_at']), order: orderIn(body) }),
  };
}

function readLine(line: WireRecord, currency: CurrencyCode, what: string): CheckoutLine {
  const item = recordIn(line['item']) ?? {};
  const itemId = textIn(item['id']);
  const quantity = countIn(line['quantity']);
  const price = priceIn(item['price'], currency);
  if (itemId === undefined || quantity === undefined || price === undefined)
    throw failure('invalid-response', `${what} sent a line without item, quantity or price`);
  const total = totalIn(line['totals']) ?? price.minor * BigInt(quantity);
  if (total < 0n) throw failure('invalid-response', `${what} sent a line below zero`);
  return {
    id: textIn(line['id']) ?? '',
    itemId,
    title: textIn(item['title']) ?? itemId,
    quantity,
    price,
    total: { minor: total, currency },
  };
}

function readMethod(method: WireRecord): FulfillmentMethod {
  return {
    type: textIn(method['type']) ?? 'shipping',
    lineIds: textsIn(method['line_item_ids']),
    destinations: recordsIn(method['destinations']).map(readDestination),
    groups: recordsIn(method['groups']).map(readGroup),
    ...told({ id: textIn(method['id']), selectedDestinationId: textIn(method['selected_destination_id']) }),
  };
}

function readDestination(wire: WireRecord): Destination {
  const address = recordIn(wire['address']) ?? wire;
  return told({ id: textIn(wire['id']), country: textIn(address['address_country']), postalCode: textIn(address['postal_code']) });
}

function readGroup(group: WireRecord): FulfillmentGroup {
  return {
    lineIds: textsIn(group['line_item_ids']),
    options: recordsIn(group['options']).flatMap(readOption),
    ...told({ id: textIn(group['id']), selectedOptionId: textIn(group['selected_option_id']) }),
  };
}

/** An option without a price is none that can be chosen. Some servers write `total` instead of `totals`. */
function readOption(option: WireRecord): readonly FulfillmentOption[] {
  const id = textIn(option['id']);
  const cost = totalIn(option['totals']) ?? signedMinorIn(option['total']);
  if (id === undefined || cost === undefined || cost < 0n) return [];
  const net = totalIn(option['totals'], 'subtotal') ?? signedMinorIn(option['subtotal']);
  const [earliest, latest] = [timeIn(option['earliest_fulfillment_time']), timeIn(option['latest_fulfillment_time'])];
  return [{ id, title: textIn(option['title']) ?? id, cost, ...told({ net, earliest, latest }) }];
}

function readDiscount(wire: WireRecord): readonly AppliedDiscount[] {
  const amount = signedMinorIn(wire['amount']);
  if (amount === undefined) return [];
  const code = textIn(wire['code']);
  const offShipping = recordsIn(wire['allocations'])
    .filter(({ path }) => /totals.*(shipping|fulfillment)|fulfillment/.test(textIn(path) ?? ''))
    .reduce((sum, allocation) => sum + absolute(signedMinorIn(allocation['amount']) ?? 0n), 0n);
  return [
    {
      title: textIn(wire['title']) ?? code ?? 'Discount',
      amount: absolute(amount),
      isAutomatic: wire['automatic'] === true || code === undefined,
      offShipping,
      ...told({ code }),
    },
  ];
}

function handlersIn(body: WireRecord): readonly string[] {
  const grouped = Object.values(recordIn(recordIn(body['ucp'])?.['payment_handlers']) ?? {}).flatMap(recordsIn);
  return [...recordsIn(recordIn(body['payment'])?.['handlers']), ...grouped].flatMap(handler => textIn(handler['id']) ?? []);
}

function orderIn(body: WireRecord): Checkout['order'] {
  const order = recordIn(body['order']);
  const id = textIn(order?.['id']) ?? textIn(body['order_id']);
  return id === undefined ? undefined : { id, ...told({ label: textIn(order?.['label']) }) };
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
