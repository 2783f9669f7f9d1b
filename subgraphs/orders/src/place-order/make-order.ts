import type { RegisteredConnection } from '@onebasket/adapter-registry';
import type { Quote } from '@onebasket/adapter-sdk';
import { formatAmount } from '@onebasket/core';
import { viewerKey, type Viewer } from '@onebasket/runtime';
import { toStoredQuote } from '../order/amounts.ts';
import { noted, type AttributeDoc, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import { newOrderNumber } from '../order/order-number.ts';
import { decide } from './decide.ts';
import { hashOf } from './identify.ts';
import type { PlaceOrderInput } from './input.ts';
import type { WantedLine } from './price-parts.ts';

/** What the products subgraph knows of a listing, for the copy that the order keeps. */
export interface ListingFacts {
  readonly title: string;
  readonly options: readonly AttributeDoc[];
  readonly categories?: readonly string[];
  /** Last price seen, decimal text in the order's currency; only used for a part that could not be priced. */
  readonly price?: string;
}

/** A part ready to be placed, priced by this quote. */
export function makePart(
  id: string,
  channel: RegisteredConnection,
  lines: readonly WantedLine[],
  quote: Quote,
  facts: ReadonlyMap<string, ListingFacts>,
): PartDoc {
  return {
    ...emptyPart(id, channel),
    quote: toStoredQuote(quote),
    total: formatAmount(quote.total),
    lines: lines.map((line, at) => {
      const quoted = quote.lines.find(one => one.externalId === line.externalId);
      if (!quoted) throw new Error(`${channel.id} quoted nothing for ${line.externalId}`);
      return {
        ...lineOf(id, at, line, facts.get(line.listingId)),
        title: quoted.title || facts.get(line.listingId)?.title || line.externalId,
        unitPrice: formatAmount(quoted.unitPrice),
        listPrice: formatAmount(quoted.listPrice),
        total: formatAmount(quoted.subtotal),
      };
    }),
  };
}

/** A part whose channel gave no usable answer when it was priced, with the last prices seen: it has failed before anything was sent, or (`why` left out) is priced when its turn comes. */
export function makeUnquotedPart(
  id: string,
  channel: RegisteredConnection,
  lines: readonly WantedLine[],
  facts: ReadonlyMap<string, ListingFacts & { readonly price: string; readonly total: (quantity: number) => string }>,
  why: { readonly failure: NonNullable<PartDoc['failure']> } | undefined,
  total: string,
): PartDoc {
  return {
    ...emptyPart(id, channel),
    ...why,
    status: why ? 'FAILED' : 'PENDING',
    total,
    lines: lines.map((line, at) => {
      const known = facts.get(line.listingId);
      if (!known) throw new Error(`nothing is known of ${line.listingId}`);
      return {
        ...lineOf(id, at, line, known),
        title: known.title,
        unitPrice: known.price,
        listPrice: known.price,
        total: known.total(line.quantity),
      };
    }),
  };
}

function emptyPart(id: string, channel: RegisteredConnection): Omit<PartDoc, 'lines' | 'total'> {
  const paidThere = channel.orderMode === 'handoff' ? { paidThere: true as const } : {};
  return { id, channelId: channel.id, status: 'PENDING', ...paidThere, fulfilments: [], parcels: {}, refunded: '0', tried: [] };
}

function lineOf(partId: string, at: number, line: WantedLine, facts: ListingFacts | undefined) {
  return {
    id: `${partId}-${at + 1}`,
    index: line.index,
    listingId: line.listingId,
    ...(line.productId ? { productId: line.productId } : {}),
    externalId: line.externalId,
    options: facts?.options ?? [],
    ...(facts?.categories ? { categories: facts.categories } : {}),
    quantity: line.quantity,
  };
}

/** A new order, with the first effects it demands. */
export function makeOrder(
  id: string,
  viewer: Viewer,
  input: PlaceOrderInput,
  parts: readonly PartDoc[],
  locale: string,
  now: Date,
  openGates: (doc: OrderDoc, now: Date) => OrderDoc = doc => doc,
): OrderDoc {
  const bare: OrderDoc = {
    _id: id,
    v: 1,
    shape: 1,
    effects: [],
    number: newOrderNumber(),
    idempotencyKey: input.idempotencyKey,
    inputHash: hashOf(input),
    ownerKey: viewerKey(viewer),
    placedAt: now.toISOString(),
    currency: input.maxTotal.currency,
    ceiling: input.maxTotal.amount,
    policy: input.onPartialFailure,
    contact: given(input.contact),
    address: given(input.address),
    ...(input.notes ? { notes: input.notes } : {}),
    locale,
    payment: {
      method: input.payment.method,
      status: 'NONE',
      ...(input.payment.token ? { token: input.payment.token } : {}),
      authorized: '0',
      captured: '0',
      refunded: '0',
    },
    parts,
    timeline: [],
    cancels: [],
  };
  return decide(openGates(noted(bare, now, 'RECEIVED', viewer.kind === 'STAFF' ? 'STAFF' : 'BUYER'), now), now);
}

type Given<T> = { readonly [K in keyof T]: Exclude<T[K], null> };

/** The members that were given: absent and null are the same. */
function given<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member != null)) as Given<T>;
}
