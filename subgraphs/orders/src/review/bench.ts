import { currency, parseMoney, sum, times } from '@onebasket/core';
import type { ReviewRule } from '@onebasket/runtime';
import type { BenchOrder } from './bench-order.ts';
import { creditOf } from './credit.ts';
import type { OrderFacts, RecentOrder, Sharing } from './facts.ts';
import { matchRules, type Converter, type RuleMatch } from './rules.ts';

/** What the rules would do with one order. */
export interface BenchRow {
  readonly id: string;
  readonly outcome: 'pass' | 'hold' | 'block';
  readonly matches: readonly RuleMatch[];
  /** It came otherwise than the order says it should. */
  readonly isUnexpected: boolean;
}

export interface BenchReport {
  readonly rows: readonly BenchRow[];
  /** How many orders each rule means, in the rules' order; a rule that means none may be a mistake. */
  readonly hits: Readonly<Record<string, number>>;
  /** Where orders tell whether they were frauds. */
  readonly quality?: {
    readonly frauds: number;
    readonly caught: number;
    readonly honest: number;
    readonly stopped: number;
  };
}

/** Holds orders against rules as if they came one after the other. Pure: nothing is stored, nobody is asked. */
export function tryRules(rules: readonly ReviewRule[], orders: readonly BenchOrder[], convert: Converter): BenchReport {
  const rows = orders.map((order, at): BenchRow => {
    const matches = matchRules(rules, factsOf(order, at, orders), convert);
    const outcome = matches.some(({ action }) => action === 'block') ? 'block' : matches.length > 0 ? 'hold' : 'pass';
    return { id: nameOf(order, at), outcome, matches, isUnexpected: order.expect !== undefined && order.expect !== outcome };
  });
  const hits = Object.fromEntries(
    rules.map(({ id }) => [id, rows.filter(({ matches }) => matches.some(({ rule }) => rule === id)).length]),
  );
  const told = orders.flatMap(({ fraud }, at) => (fraud === undefined ? [] : [{ fraud, isStopped: rows[at]?.outcome !== 'pass' }]));
  const count = (isFraud: boolean, isStopped?: boolean) =>
    told.filter(one => one.fraud === isFraud && (isStopped === undefined || one.isStopped === isStopped)).length;
  return {
    rows,
    hits,
    ...(told.length > 0
      ? { quality: { frauds: count(true), caught: count(true, true), honest: count(false), stopped: count(false, true) } }
      : {}),
  };
}

const nameOf = (order: BenchOrder, at: number) => order.id ?? `#${at + 1}`;
const EPOCH = '2026-01-01T00:00:00.000Z';

function factsOf(order: BenchOrder, at: number, all: readonly BenchOrder[]): OrderFacts {
  const code = currency(order.currency);
  const read = (text: string) => parseMoney(text, code);
  const lines = order.lines.map(({ listing, title = '', quantity = 1, unitPrice, listPrice, usualPrice, brand, categories = [] }) => ({
    listingId: listing,
    channelId: listing.slice(0, listing.indexOf(':')),
    title,
    quantity,
    unitPrice: read(unitPrice),
    listPrice: read(listPrice ?? unitPrice),
    goods: { categories, ...(brand === undefined ? {} : { brand }) },
    ...(usualPrice === undefined ? {} : { usualPrice: read(usualPrice) }),
  }));
  const earlier = all.slice(0, at);
  const shared = (sharing: Sharing): readonly RecentOrder[] =>
    earlier.flatMap((other, index) =>
      marks(order, sharing).some(mark => marks(other, sharing).includes(mark))
        ? [{ orderId: nameOf(other, index), at: other.placedAt ?? EPOCH }]
        : [],
    );
  return {
    placedAt: order.placedAt ?? EPOCH,
    total: sum([...lines.map(line => times(line.unitPrice, line.quantity)), read(order.extra ?? '0')], code),
    lines,
    contact: { name: '', ...order.contact },
    address: { city: 'Berlin', line1: 'Unter den Linden 5', ...(order.address ?? { country: 'DE', postalCode: '10117' }) },
    isGuest: order.guest ?? false,
    earlierOrders: order.earlierOrders ?? order.history?.kept ?? 0,
    recent: { contact: shared('contact'), address: shared('address'), payment: shared('payment') },
    credit: creditOf({ kept: 0, cancelled: 0, declined: 0, refunded: 0, rejected: 0, daysKnown: 0, ...order.history }),
  };
}

/** What two orders of the bench can share. */
function marks(order: BenchOrder, sharing: Sharing): readonly string[] {
  const { contact, address, paymentToken } = order;
  const given = (text: string | undefined) => (text ? [text] : []);
  switch (sharing) {
    case 'contact':
      return [...given(contact?.email?.trim().toLowerCase()), ...given(contact?.phone?.replace(/\D/g, ''))];
    case 'address':
      return address ? [[address.country, address.city, address.line1, address.postalCode].join('|').toLowerCase()] : [];
    case 'payment':
      return given(paymentToken);
  }
}
