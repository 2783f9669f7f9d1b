import { currency, formatAmount, money } from '@onebasket/core';
import type { OrderDoc, PartDoc } from '../../src/order/order-doc.ts';

const CNY = currency('CNY');
const text = (minor: number) => formatAmount(money(minor, CNY));

/** A part that is to be placed; left to itself: two lamps for 20.00 with 4.90 shipping. */
export function makePart(
  at: number,
  of: {
    readonly lines?: readonly { readonly minor: number; readonly quantity: number }[];
    readonly shipping?: number;
    readonly tax?: number;
  },
): PartDoc {
  const { lines = [{ minor: 2_000, quantity: 2 }], shipping = 490, tax = 0 } = of;
  const total = text(lines.reduce((sum, line) => sum + line.minor, 0) + shipping + tax);
  return {
    id: `p${at}`,
    channelId: `shop${at}`,
    status: 'PENDING',
    lines: lines.map((line, index) => ({
      id: `p${at}-${index + 1}`,
      index,
      listingId: `shop${at}:${index}`,
      externalId: String(index),
      title: 'Lamp',
      options: [],
      quantity: line.quantity,
      unitPrice: text(Math.round(line.minor / line.quantity)),
      listPrice: text(Math.round(line.minor / line.quantity)),
      total: text(line.minor),
    })),
    quote: {
      lines: [],
      ...(shipping > 0 ? { shipping: { methodId: 'flat', title: 'Flat', cost: text(shipping) } } : {}),
      ...(tax > 0 ? { tax: text(tax) } : {}),
      total,
    },
    total,
    fulfilments: [],
    parcels: {},
    refunded: '0',
    tried: [],
  };
}

/** An order in yuan before anything has happened to it. */
export function bareOrder(more: Partial<OrderDoc>): OrderDoc {
  return {
    _id: 'order-1',
    v: 1,
    shape: 1,
    effects: [],
    number: '4F7K-9M2Q-XW3T-B',
    idempotencyKey: 'k',
    inputHash: 'h',
    ownerKey: 'guest',
    placedAt: '2026-01-01T00:00:00.000Z',
    currency: 'CNY',
    ceiling: '99999.00',
    policy: 'CANCEL_ALL',
    contact: { name: 'Ann', email: 'ann@example.com' },
    address: { country: 'CN', line1: 'Road 1' },
    locale: 'en',
    payment: { method: 'invoice', status: 'NONE', authorized: '0', captured: '0', refunded: '0' },
    parts: [],
    timeline: [],
    cancels: [],
    ...more,
  };
}
