import { textIn } from '@onebasket/adapter-sdk';
import type { Generation } from './generations.ts';
import { recordsIn, signedMinorIn } from './wire.ts';

/** The totals of a basket, with the signs of a receipt: what is taken off is negative, whatever its generation writes. */
export interface Totals {
  readonly subtotal: bigint;
  /** Taken off `subtotal` for goods; zero where `subtotal` is without it already. */
  readonly itemsDiscount: bigint;
  /** Taken off the whole. */
  readonly discount: bigint;
  readonly fulfillment: bigint;
  readonly tax: bigint;
  /** Fees, and whatever else the merchant puts on or takes off. */
  readonly others: readonly { readonly text: string; readonly amount: bigint }[];
  readonly total: bigint;
  /** Whether the parts make the total: without it no basket may be completed by a machine. */
  readonly addsUp: boolean;
}

interface Entry {
  readonly type: string;
  readonly text: string;
  readonly amount: bigint;
}

/** Older merchants call it so. */
const FULFILLMENT: ReadonlySet<string> = new Set(['fulfillment', 'shipping']);
const KNOWN: ReadonlySet<string> = new Set([...FULFILLMENT, 'items_base_amount', 'items_discount', 'subtotal', 'discount', 'tax', 'total']);

/** Reads `totals[]`; `undefined` without exactly one total that is not below zero. */
export function readTotals(value: unknown, generation: Generation): Totals | undefined {
  const entries = entriesIn(value);
  const [total, ...more] = entries.filter(({ type }) => type === 'total');
  if (!total || more.length > 0 || total.amount < 0n) return undefined;
  const sum = (...types: readonly string[]) =>
    entries.filter(({ type }) => types.includes(type)).reduce((all, { amount }) => all + amount, 0n);
  const takenOff = (type: string) => (generation.hasPositiveDiscounts ? -absolute(sum(type)) : sum(type));
  const parts = {
    subtotal: sum('subtotal'),
    discount: takenOff('discount'),
    fulfillment: sum(...FULFILLMENT),
    tax: sum('tax'),
    others: entries.filter(({ type }) => !KNOWN.has(type)).map(({ text, amount }) => ({ text, amount })),
  };
  const rest = parts.subtotal + parts.discount + parts.fulfillment + parts.tax + parts.others.reduce((all, { amount }) => all + amount, 0n);
  const itemsDiscount = takenOff('items_discount');
  // Until 2026-04-08 `subtotal` was defined as net of it; merchants differ, and their sum tells.
  const isInside = generation.hasPositiveDiscounts && rest === total.amount;
  const counted = isInside ? 0n : itemsDiscount;
  const hasOneSubtotal = entries.filter(({ type }) => type === 'subtotal').length === 1;
  const hasRightSigns = generation.hasPositiveDiscounts || (parts.discount <= 0n && itemsDiscount <= 0n);
  return {
    ...parts,
    itemsDiscount: counted,
    total: total.amount,
    addsUp: hasOneSubtotal && hasRightSigns && rest + counted === total.amount,
  };
}

/** The amount of `totals[type=total]`, of an option or a line. */
export function totalIn(value: unknown, type = 'total'): bigint | undefined {
  return entriesIn(value).find(entry => entry.type === type)?.amount;
}

function entriesIn(value: unknown): readonly Entry[] {
  return recordsIn(value).flatMap(entry => {
    const [type, amount] = [textIn(entry['type']), signedMinorIn(entry['amount'])];
    return type === undefined || amount === undefined ? [] : [{ type, amount, text: textIn(entry['display_text']) ?? type }];
  });
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
