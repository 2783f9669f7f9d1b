import { createHash } from 'node:crypto';
import type { ChannelOrderState, IncomingOrder } from '@onebasket/adapter-sdk';
import { formatAmount, sum, times } from '@onebasket/core';
import { effect } from '@onebasket/runtime';
import { noted, type OrderDoc } from '../order/order-doc.ts';
import { newOrderNumber } from '../order/order-number.ts';
import { STATUS_OF_STATE } from '../place-order/effects/follow.ts';
import { hashOf } from '../place-order/identify.ts';

/** Who pays for an order that was placed at its channel: the channel has the money, our books hold nothing of it. */
export const PAID_AT_CHANNEL = 'channel';

/** One id for each order of a channel, so that it is stored once however often and from where it comes. */
export function intakeId(channelId: string, externalId: string): string {
  return `o${createHash('sha256').update(`intake|${channelId}|${externalId}`).digest('base64url').slice(0, 30)}`;
}

/** What tells two orders of one id apart: what was ordered, not how far it has come. */
export function contentHash({ lines, total, contact, address }: IncomingOrder): string {
  return hashOf({
    lines: lines.map(line => [line.externalId, line.quantity, formatAmount(line.unitPrice)]),
    total: [formatAmount(total), total.currency],
    contact,
    address,
  });
}

/** An order that was placed at its channel, in the one model: a single part, paid there, followed from then on where the channel can be asked. */
export function orderOfIncoming(channelId: string, incoming: IncomingOrder, canAsk: boolean, now: Date): OrderDoc {
  const { externalId, number, total, contact, address, notes, placedAt } = incoming;
  const lines = incoming.lines.map((line, index) => ({
    id: `p1-${index + 1}`,
    index,
    listingId: `${channelId}:${line.externalId}`,
    externalId: line.externalId,
    title: line.title,
    options: (line.options ?? []).map(({ name, value }) => ({ name, value })),
    quantity: line.quantity,
    unitPrice: formatAmount(line.unitPrice),
    listPrice: formatAmount(line.unitPrice),
    total: formatAmount(line.total ?? times(line.unitPrice, line.quantity)),
  }));
  const doc: OrderDoc = {
    _id: intakeId(channelId, externalId),
    v: 1,
    shape: 1,
    effects: canAsk ? [effect('follow@1', 'follow:p1', { partId: 'p1' }, { now })] : [],
    ...(canAsk ? { wakeAt: now.toISOString() } : {}),
    origin: 'CHANNEL',
    number: newOrderNumber(),
    idempotencyKey: `${channelId}/${externalId}`.slice(0, 255),
    inputHash: contentHash(incoming),
    ownerKey: `channel:${channelId}`,
    placedAt: placedAt ?? now.toISOString(),
    currency: total.currency,
    ceiling: formatAmount(total),
    policy: 'KEEP_PLACED',
    contact: present(contact),
    address: present(address),
    ...(notes ? { notes } : {}),
    locale: 'en',
    payment: { method: PAID_AT_CHANNEL, status: 'NONE', authorized: '0', captured: '0', refunded: '0' },
    parts: [
      {
        id: 'p1',
        channelId,
        status: STATUS_OF_STATE[incoming.state],
        lines,
        total: formatAmount(total),
        externalId,
        ...(number ? { number } : {}),
        paidThere: true,
        fulfilments: [],
        parcels: {},
        refunded: '0',
        tried: [],
      },
    ],
    verdict: 'placed',
    timeline: [],
    cancels: [],
  };
  return noted(doc, now, 'TAKEN_IN', 'CHANNEL', channelId, number ?? externalId);
}

/** Why it cannot be an order of ours; `undefined` when it can. */
export function problemOf({ lines, total }: IncomingOrder): string | undefined {
  if (lines.length === 0) return 'it has no line';
  if (lines.some(line => !Number.isInteger(line.quantity) || line.quantity < 1)) return 'a line has no whole number of pieces';
  if ([...lines.map(line => line.unitPrice), total].some(one => one.currency !== total.currency)) return 'it has several currencies';
  const goods = sum(
    lines.map(line => line.total ?? times(line.unitPrice, line.quantity)),
    total.currency,
  );
  return total.minor < 0n || goods.minor < 0n ? 'it costs less than nothing' : undefined;
}

/** States in which an order is more than a cart. */
export function isOrdered(state: ChannelOrderState): boolean {
  return state !== 'PENDING';
}

function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== null)) as never;
}
