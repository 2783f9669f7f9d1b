import type { OrderDoc } from '../order/order-doc.ts';
import type { Credit, CreditInputs } from './facts.ts';

const STRANGER = 50;
const DAY_MS = 86_400_000;

/** What each input adds to the score or takes from it, with the most that it can move. */
const WEIGHTS: Readonly<Record<keyof CreditInputs, { readonly each: number; readonly most: number }>> = {
  kept: { each: 5, most: 40 },
  cancelled: { each: -5, most: 20 },
  declined: { each: -15, most: 30 },
  refunded: { each: -10, most: 30 },
  rejected: { each: -25, most: 50 },
  daysKnown: { each: 1 / 18, most: 10 },
};

/** The score of a history. Each input only moves it one way, and none of them alone decides. */
export function creditOf(inputs: CreditInputs): Credit {
  let score = STRANGER;
  for (const [name, { each, most }] of Object.entries(WEIGHTS) as [keyof CreditInputs, (typeof WEIGHTS)[keyof CreditInputs]][]) {
    const moved = each * inputs[name];
    score += Math.sign(moved) * Math.min(Math.abs(moved), most);
  }
  return { score: Math.round(Math.min(100, Math.max(0, score))), inputs };
}

/** Counts what past orders say of their buyer. */
export function creditInputs(past: readonly OrderDoc[], now: Date): CreditInputs {
  const count = (holds: (doc: OrderDoc) => boolean) => past.filter(holds).length;
  const first = past.reduce((earliest, doc) => Math.min(earliest, Date.parse(doc.placedAt)), now.getTime());
  const isPlaced = (doc: OrderDoc) => doc.verdict === 'placed';
  const isTakenBack = (doc: OrderDoc) => doc.parts.some(part => part.cancel?.by === 'buyer');
  const isRefunded = (doc: OrderDoc) => doc.parts.some(part => part.status === 'REFUNDED');
  return {
    kept: count(doc => isPlaced(doc) && !isTakenBack(doc) && !isRefunded(doc)),
    cancelled: count(isTakenBack),
    declined: count(doc => doc.verdict === 'declined'),
    refunded: count(isRefunded),
    rejected: count(doc => doc.review?.state === 'REJECTED'),
    daysKnown: Math.floor((now.getTime() - first) / DAY_MS),
  };
}
