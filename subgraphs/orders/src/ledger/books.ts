import { allocate, currency, formatAmount, money, type Money } from '@onebasket/core';
import { isPaidHere, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import { amount } from '../order/amounts.ts';
import { sharesOf } from '../refund/shares.ts';
import type { Account, EntryDoc, EntryKind, PostingDoc } from './entry-doc.ts';

/** Minor units per part; the key is empty for an order without parts. */
type ByPart = ReadonlyMap<string, bigint>;

interface Rule {
  readonly account: Account;
  /** Whom the account faces. */
  readonly against: Account;
  readonly more: EntryKind;
  readonly less: EntryKind;
  /** The balance that the account has to have, given what the books say now. */
  readonly balance: (doc: OrderDoc, booked: ByPart) => ByPart;
}

/** In the order in which they are booked: a hold ends before its money is taken, money is taken before it is spent or goes back. */
const RULES: readonly Rule[] = [
  { account: 'AUTHORIZED', against: 'BUYER', more: 'AUTHORIZED', less: 'RELEASED', balance: whole(heldOf) },
  { account: 'CAPTURED', against: 'BUYER', more: 'CAPTURED', less: 'REVERSED', balance: whole(doc => read(doc, doc.payment.captured)) },
  { account: 'FEES', against: 'DUE_TO_PROVIDER', more: 'FEE', less: 'FEE', balance: whole(doc => read(doc, doc.payment.fee ?? '0')) },
  // What is due is a debt: below zero.
  { account: 'DUE_TO_CHANNEL', against: 'BUYER', more: 'TAKEN_BACK', less: 'ORDERED', balance: perPart((doc, part) => -dueOf(doc, part)) },
  { account: 'OWN_COST', against: 'BUYER', more: 'BORNE_BY_US', less: 'TAKEN_BACK', balance: perPart(ownCostOf) },
  { account: 'REFUNDED', against: 'BUYER', more: 'REVERSED', less: 'REFUNDED', balance: refundedBalance },
];

/**
 * The order with its books brought up to date: for each account that does not show what happened, an entry that makes it so. Pure; with nothing new
 * it is the same document. Kept at the one place through which every change of an order goes, so that no money moves beside the books.
 */
export function withBooks(doc: OrderDoc, now: Date): OrderDoc {
  let entries: readonly EntryDoc[] = doc.ledger ?? [];
  for (const rule of RULES) {
    const booked = balanceByPart(doc, entries, rule.account);
    const wanted = rule.balance(doc, booked);
    for (const isMore of [true, false]) {
      const postings = [...new Set([...wanted.keys(), ...booked.keys()])].flatMap(partId => {
        const change = (wanted.get(partId) ?? 0n) - (booked.get(partId) ?? 0n);
        return change === 0n || change > 0n !== isMore ? [] : pair(doc, rule, partId, change);
      });
      if (postings.length > 0) entries = [...entries, { at: now.toISOString(), kind: isMore ? rule.more : rule.less, postings }];
    }
  }
  return entries.length === (doc.ledger?.length ?? 0) ? doc : { ...doc, ledger: entries };
}

function pair(doc: OrderDoc, { account, against }: Rule, partId: string, change: bigint): readonly PostingDoc[] {
  const write = (minor: bigint) => formatAmount(money(minor, currency(doc.currency)));
  const of = partId === '' ? {} : { partId };
  return [
    { account, ...of, amount: write(change) },
    { account: against, ...of, amount: write(-change) },
  ];
}

function balanceByPart(doc: OrderDoc, entries: readonly EntryDoc[], account: Account): ByPart {
  const balances = new Map<string, bigint>();
  for (const { postings } of entries) {
    for (const posting of postings) {
      if (posting.account !== account) continue;
      const key = posting.partId ?? '';
      balances.set(key, (balances.get(key) ?? 0n) + read(doc, posting.amount));
    }
  }
  return balances;
}

/** What an account of the whole order, or of one part, stands at. */
export function balanceOf(doc: OrderDoc, account: Account, partId?: string): Money {
  const byPart = balanceByPart(doc, doc.ledger ?? [], account);
  const minor = partId === undefined ? [...byPart.values()].reduce((a, b) => a + b, 0n) : (byPart.get(partId) ?? 0n);
  return money(minor, currency(doc.currency));
}

/** An amount of the whole order: what it grows or shrinks by is split over the parts, to the last minor unit. */
function whole(total: (doc: OrderDoc) => bigint): Rule['balance'] {
  return (doc, booked) => {
    const change = total(doc) - sumOf(booked);
    if (change === 0n) return booked;
    // What goes away goes from where it is; what comes is for the parts that are to be paid.
    const weights = change < 0n ? booked : payable(doc);
    return plus(booked, spread(change, weights, doc));
  };
}

function perPart(of: (doc: OrderDoc, part: PartDoc) => bigint): Rule['balance'] {
  return doc => new Map(doc.parts.map(part => [part.id, of(doc, part)]));
}

/** Money that has gone back, below zero. First to the parts that it was given back for; the rest, which the provider gave back by itself, to those that were paid. */
function refundedBalance(doc: OrderDoc, booked: ByPart): ByPart {
  const known = new Map(doc.parts.map(part => [part.id, -read(doc, part.givenBack ?? '0')]));
  const rest = -read(doc, doc.payment.refunded) - sumOf(known);
  if (rest === 0n) return known;
  const total = -read(doc, doc.payment.refunded);
  return sumOf(booked) === total ? booked : plus(known, spread(rest, payable(doc), doc));
}

function heldOf(doc: OrderDoc): bigint {
  return doc.payment.status === 'AUTHORIZED' ? read(doc, doc.payment.authorized) : 0n;
}

const DUE = new Set<PartDoc['status']>(['PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLING']);

/** What the channel is to be paid for this part: nothing for what it does not sell through us or made otherwise than was asked. */
function dueOf(doc: OrderDoc, part: PartDoc): bigint {
  if (!isPaidHere(part) || !DUE.has(part.status) || part.cancel?.by === 'mismatch') return 0n;
  const borne = sharesOf(doc, part.id)
    .filter(({ share }) => share.channel === 'done')
    .reduce((sum, { share }) => sum + read(doc, share.amount), 0n);
  return read(doc, part.total) - borne;
}

/** What was given back for this part without its channel bearing it. */
function ownCostOf(doc: OrderDoc, part: PartDoc): bigint {
  if (!isPaidHere(part)) return 0n;
  const given = sharesOf(doc, part.id)
    .filter(({ refund, share }) => refund.state === 'done' && share.channel === 'none')
    .reduce((sum, { share }) => sum + read(doc, share.amount), 0n);
  // A part that was taken back after that is not due any more, with what we had borne of it.
  return DUE.has(part.status) ? given : 0n;
}

const WITHOUT_MONEY = new Set<PartDoc['status']>(['FAILED', 'CANCELLED']);

/** Weights of the parts that we are paid for: those that stand or are to be placed, else all. */
function payable(doc: OrderDoc): ByPart {
  const here = doc.parts.filter(isPaidHere);
  const standing = here.filter(part => !WITHOUT_MONEY.has(part.status));
  return new Map((standing.length > 0 ? standing : here).map(part => [part.id, read(doc, part.total)]));
}

function spread(change: bigint, weights: ByPart, doc: OrderDoc): ByPart {
  const keys = [...weights.keys()];
  if (keys.length === 0) return new Map([['', change]]);
  const sizes = keys.map(key => abs(weights.get(key) ?? 0n));
  const parts = allocate(money(change, currency(doc.currency)), sizes.some(size => size > 0n) ? sizes : sizes.map(() => 1n));
  return new Map(keys.map((key, at) => [key, parts[at]?.minor ?? 0n]));
}

function plus(a: ByPart, b: ByPart): ByPart {
  const both = new Map(a);
  for (const [key, minor] of b) both.set(key, (both.get(key) ?? 0n) + minor);
  return both;
}

function sumOf(balances: ByPart): bigint {
  return [...balances.values()].reduce((a, b) => a + b, 0n);
}

function abs(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}

function read(doc: OrderDoc, text: string): bigint {
  return amount(doc, text).minor;
}
