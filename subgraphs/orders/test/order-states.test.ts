import { describe, expect, it } from 'vitest';
import type { OrderDoc, PartStatus, Verdict } from '../src/order/order-doc.ts';
import { orderStatus } from '../src/order/order-status.ts';
import { orderMachine, partMachine } from '../src/states/index.ts';
import { mayMove } from '../src/states/machine.ts';

const OPEN = new Set<Shown>(['PENDING', 'PLACING', 'UNKNOWN', 'CANCELLING']);
const GONE = new Set<Shown>(['FAILED', 'CANCELLED', 'REFUNDED', 'EXPIRED']);

/** A part whose page nobody came back from is CANCELLED, and alone among those may turn out to have been bought after all. */
type Shown = PartStatus | 'EXPIRED';
const movesOfPart = (from: Shown): readonly Shown[] => {
  if (from === 'EXPIRED') return partMachine.states.CANCELLED.to;
  if (from === 'CANCELLED') return [];
  const { to } = partMachine.states[from];
  return from === 'AWAITING_HANDOFF' ? [...to, 'EXPIRED'] : to;
};

interface Seen {
  readonly parts: readonly Shown[];
  readonly verdict?: Verdict;
}

const statusOf = ({ parts, verdict }: Seen) =>
  orderStatus({
    parts: parts.map(status => ({ status: status === 'EXPIRED' ? 'CANCELLED' : status })),
    payment: { status: 'AUTHORIZED' },
    verdict,
    effects: [],
  } as unknown as OrderDoc);

/** How the placing ended is written down once, as soon as nothing is open any more. */
function concluded({ parts, verdict }: Seen): Seen {
  if (verdict !== undefined || parts.some(part => OPEN.has(part))) return verdict === undefined ? { parts } : { parts, verdict };
  return { parts, verdict: parts.some(part => !GONE.has(part)) ? 'placed' : 'not-placed' };
}

/** Everything that may come next: a move of one part, all of them sent at once, what is pending given up, what stands taken back. */
function next(seen: Seen): readonly Seen[] {
  const { parts } = seen;
  const all = (change: (part: Shown) => Shown) => ({ ...seen, parts: parts.map(change) });
  const single = parts.flatMap((from, at) =>
    // Parts are sent together, never one by one; one that failed is replaced while it still counts as being placed.
    from === 'FAILED'
      ? []
      : (from === 'PENDING' ? (['CANCELLED', 'FAILED'] as const) : movesOfPart(from).filter(to => to !== 'PENDING')).map(to => ({
          ...seen,
          parts: parts.with(at, to),
        })),
  );
  const group = [all(part => (part === 'PENDING' ? 'PLACING' : part)), all(part => (part === 'PENDING' ? 'CANCELLED' : part))];
  if (seen.verdict === undefined && parts.includes('FAILED'))
    group.push(all(part => (part === 'AWAITING_HANDOFF' ? 'CANCELLED' : OPEN.has(part) || GONE.has(part) ? part : 'CANCELLING')));
  return [...single, ...group].map(concluded);
}

/** Every pair of statuses that an order of so many parts can show one after the other. */
function movesOf(count: number): ReadonlySet<string> {
  const start: Seen = { parts: Array.from({ length: count }, () => 'PENDING' as const) };
  const queue = [start];
  const known = new Set<string>();
  const moves = new Set<string>();
  for (const seen of queue) {
    for (const after of next(seen)) {
      const [from, to] = [statusOf(seen), statusOf(after)];
      if (from !== to) moves.add(`${from} → ${to}`);
      const key = JSON.stringify([[...after.parts].sort(), after.verdict]);
      if (known.has(key)) continue;
      known.add(key);
      queue.push(after);
    }
  }
  return moves;
}

describe('the status of an order of one, two or three parts', () => {
  it('moves only as its table says, whatever legal moves its parts make', () => {
    const surprises = [1, 2, 3].flatMap(count =>
      [...movesOf(count)].filter(move => {
        const [from, to] = move.split(' → ') as [keyof typeof orderMachine.states, keyof typeof orderMachine.states];
        return !mayMove(orderMachine, from, to);
      }),
    );
    expect([...new Set(surprises)].sort()).toEqual([]);
  });

  it('makes every move of its table between statuses that follow from parts', () => {
    const made = new Set([1, 2, 3].flatMap(count => [...movesOf(count)]));
    // These follow from the payment, from staff, or from a buyer who takes back what was never sent.
    const elsewhere = new Set(['IN_REVIEW', 'AWAITING_PAYMENT']);
    made.add('PENDING → CANCELLED');
    const never = Object.entries(orderMachine.states).flatMap(([from, { to }]) =>
      to.flatMap(one => (elsewhere.has(from) || elsewhere.has(one) || made.has(`${from} → ${one}`) ? [] : [`${from} → ${one}`])),
    );
    expect(never).toEqual([]);
  });
});
