import type { Keys, ReviewConfig } from '@onebasket/runtime';
import type { OrderDoc } from '../order/order-doc.ts';
import { inRow } from './gate.ts';
import { marksOf, marksToKeep } from './marks.ts';

/** Puts the gates before a new order: the look at the rules where there are any, else the row before the channels that take no order now. */
export type OpenGates = (doc: OrderDoc, waitFor: readonly string[], now: Date) => OrderDoc;

/** The gates that this configuration wants. Without rules and without a paused channel an order has none, and nothing is stored for them. */
export function openingGates(config: ReviewConfig, keys: Keys, rowExpireHours: number): OpenGates {
  const { rules } = config;
  return (doc, waitFor, now) => {
    if (rules === false || rules.length === 0) return waitFor.length > 0 ? inRow(doc, waitFor, rowExpireHours, now) : doc;
    return {
      ...doc,
      marks: marksToKeep(rules, marksOf(keys, doc)),
      review: { state: 'CHECKING', reasons: [], approvedBy: [], log: [] },
    };
  };
}
