import type { PartDoc, PartStatus } from '../order/order-doc.ts';

/** Moves that a part may make. Anything else is ignored: late and repeated news changes nothing. */
export const PART_MOVES: Readonly<Record<PartStatus, readonly PartStatus[]>> = {
  PENDING: ['PLACING', 'CANCELLED', 'FAILED'],
  PLACING: ['PLACED', 'ACCEPTED', 'AWAITING_HANDOFF', 'FAILED', 'UNKNOWN', 'CANCELLING', 'PENDING'],
  UNKNOWN: ['PLACED', 'ACCEPTED', 'FAILED', 'CANCELLING'],
  AWAITING_HANDOFF: ['PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'FAILED', 'CANCELLED', 'REFUNDED'],
  PLACED: ['ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'FAILED', 'REFUNDED'],
  ACCEPTED: ['SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'FAILED', 'REFUNDED'],
  SHIPPED: ['DELIVERED', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'REFUNDED'],
  DELIVERED: ['COMPLETED', 'REFUNDED'],
  COMPLETED: ['DELIVERED', 'REFUNDED'],
  CANCELLING: ['CANCELLED', 'FAILED', 'PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'REFUNDED'],
  CANCELLED: [],
  FAILED: [],
  REFUNDED: [],
};

/** True when the part may go there. */
export function mayBecome(part: PartDoc, status: PartStatus): boolean {
  return PART_MOVES[part.status].includes(status);
}

/** Checked at start: every status that a move names exists, every status can be reached from PENDING, and every one that is not an end leads to an end. */
export function checkMoves(moves: Readonly<Record<string, readonly string[]>> = PART_MOVES, start = 'PENDING'): void {
  const reach = (from: string): Set<string> => {
    const seen = new Set([from]);
    for (const at of seen) {
      for (const next of moves[at] ?? []) {
        if (!(next in moves)) throw new Error(`unknown state ${next} after ${at}`);
        seen.add(next);
      }
    }
    return seen;
  };
  const reachable = reach(start);
  for (const state of Object.keys(moves)) {
    if (!reachable.has(state)) throw new Error(`state ${state} cannot be reached`);
    if (![...reach(state)].some(end => (moves[end] ?? []).length === 0)) throw new Error(`state ${state} leads nowhere`);
  }
}
