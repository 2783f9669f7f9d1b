import { textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { recordsIn, signedMinorIn } from './wire.ts';

/** The totals of a session. What is taken off is told as a positive amount, as the protocol does. */
export interface Totals {
  /** Goods after the discounts of items. */
  readonly subtotal: bigint;
  /** Taken off the whole. */
  readonly discount: bigint;
  /** `undefined` where the merchant does not say. */
  readonly fulfillment: bigint | undefined;
  readonly tax: bigint;
  /** Fees, gift wrap, tips: put on top. */
  readonly extras: readonly { readonly text: string; readonly amount: bigint }[];
  readonly total: bigint;
  readonly refunded: bigint;
  /** `false` where prices include the tax that is named. */
  readonly isTaxOnTop: boolean;
  /** Whether the parts make the total: without it no session is completed by a machine. */
  readonly addsUp: boolean;
}

const EXTRAS: ReadonlySet<string> = new Set(['fee', 'gift_wrap', 'tip']);

/** Reads `totals[]`; `undefined` without exactly one total that is not below zero. */
export function readTotals(value: unknown): Totals | undefined {
  const entries = recordsIn(value).flatMap(entry => {
    const [type, amount] = [textIn(entry['type']), signedMinorIn(entry['amount'])];
    return type === undefined || amount === undefined ? [] : [{ type, amount, text: textIn(entry['display_text']) ?? type }];
  });
  const [total, ...more] = entries.filter(({ type }) => type === 'total');
  if (!total || more.length > 0 || total.amount < 0n) return undefined;
  const sum = (...types: readonly string[]) =>
    entries.filter(({ type }) => types.includes(type)).reduce((all, { amount }) => all + amount, 0n);
  // Positive by the book; some merchants write the sign.
  const takenOff = (...types: readonly string[]) => absolute(sum(...types));
  const subtotal = entries.some(({ type }) => type === 'subtotal')
    ? sum('subtotal')
    : sum('items_base_amount') - takenOff('items_discount');
  const parts = {
    subtotal,
    discount: takenOff('discount') + takenOff('store_credit'),
    fulfillment: entries.some(({ type }) => type === 'fulfillment') ? sum('fulfillment') : undefined,
    tax: sum('tax'),
    extras: entries.filter(({ type }) => EXTRAS.has(type)).map(({ text, amount }) => ({ text, amount })),
  };
  const fulfillment = parts.fulfillment ?? 0n;
  const gross = subtotal + fulfillment + parts.extras.reduce((all, { amount }) => all + amount, 0n);
  const makesTotal = (without: bigint) => gross + without === total.amount || gross - parts.discount + without === total.amount;
  const isTaxOnTop = makesTotal(parts.tax) || !makesTotal(0n);
  const isSound = subtotal >= 0n && fulfillment >= 0n && parts.tax >= 0n && parts.extras.every(({ amount }) => amount >= 0n);
  return {
    ...parts,
    total: total.amount,
    refunded: takenOff('amount_refunded'),
    isTaxOnTop,
    addsUp: isSound && (makesTotal(parts.tax) || makesTotal(0n)),
  };
}

/** One amount of a line or an option: an entry of its `totals[]`, or (in older releases) a member of its own. */
export function amountOf(owner: WireRecord, ...types: readonly string[]): bigint | undefined {
  for (const type of types) {
    const entry = recordsIn(owner['totals']).find(one => textIn(one['type']) === type);
    const amount = signedMinorIn(entry?.['amount']) ?? signedMinorIn(owner[type]);
    if (amount !== undefined) return amount;
  }
  return undefined;
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
