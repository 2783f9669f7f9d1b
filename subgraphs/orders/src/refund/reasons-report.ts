import { currency, money, toMoneyJson, type MoneyJson } from '@onebasket/core';
import type { Range } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import { amount } from '../order/amounts.ts';
import type { OrderDoc, OrderIndex } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';

/** How often, and for how much, one reason was given. */
export interface ReasonRow {
  readonly reason: string;
  readonly count: number;
  readonly amount: MoneyJson;
}

interface Given {
  readonly reason: string;
  readonly minor: bigint;
}

/** Refunds that were asked for in [from, to) and not refused, by reason and currency, the largest count first. */
export function refundsByReason(store: OrderStore, from: string, to: string): Promise<readonly ReasonRow[]> {
  return report(store, 'refundAt', from, to, (doc, isWithin) =>
    (doc.refunds ?? [])
      .filter(refund => refund.state !== 'refused' && isWithin(refund.at))
      .map(refund => ({ reason: refund.reason, minor: amount(doc, refund.amount).minor })),
  );
}

/** Cancellations that were asked for in [from, to), by reason and currency; the amount is what their parts came to. */
export function cancellationsByReason(store: OrderStore, from: string, to: string): Promise<readonly ReasonRow[]> {
  return report(store, 'cancelAt', from, to, (doc, isWithin) =>
    doc.cancels
      .filter(cancel => isWithin(cancel.at))
      .map(cancel => ({
        reason: cancel.reason ?? 'OTHER',
        minor: doc.parts
          .filter(part => cancel.partIds.includes(part.id))
          .reduce((total, part) => total + amount(doc, part.total).minor, 0n),
      })),
  );
}

async function report(
  store: OrderStore,
  index: OrderIndex,
  from: string,
  to: string,
  read: (doc: OrderDoc, isWithin: (at: string) => boolean) => readonly Given[],
): Promise<readonly ReasonRow[]> {
  const range = { from: instant(from), to: instant(to) };
  if (range.from >= range.to) throw new GraphQLError('from must be before to', { extensions: { code: 'BAD_USER_INPUT' } });
  const isWithin = (at: string) => at >= range.from && at < range.to;
  const rows = new Map<string, { reason: string; currency: string; count: number; minor: bigint }>();
  for await (const doc of ordersIn(store, { index, prefix: [], from: [range.from], below: [range.to], limit: 500 })) {
    for (const { reason, minor } of read(doc, isWithin)) {
      // What people type differs in case and spaces.
      const key = `${doc.currency} ${reason.trim().toLowerCase().replace(/\s+/g, ' ')}`;
      const row = rows.get(key) ?? { reason, currency: doc.currency, count: 0, minor: 0n };
      rows.set(key, { ...row, count: row.count + 1, minor: row.minor + minor });
    }
  }
  return [...rows.values()]
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason))
    .map(({ reason, count, minor, currency: code }) => ({ reason, count, amount: toMoneyJson(money(minor, currency(code))) }));
}

/** Each order once, however often it is in the index. */
async function* ordersIn(store: OrderStore, range: Range<OrderIndex>): AsyncGenerator<OrderDoc> {
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const page = await store.collection.find({ ...range, ...(after ? { after } : {}) });
    for (const doc of page.docs) {
      if (seen.has(doc._id)) continue;
      seen.add(doc._id);
      yield doc;
    }
    after = page.next;
  } while (after);
}

/** As instants are stored, so that they compare as texts. */
function instant(text: string): string {
  return new Date(text).toISOString();
}
