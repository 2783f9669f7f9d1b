/** One way to fill a line: at this seller, for at least this much (goods alone; shipping comes on top). */
export interface Candidate<Id extends string = string> {
  readonly sellerId: Id;
  readonly atLeast: bigint;
}

/** Which seller fills each line, by the index of the candidate. */
export type Assignment = readonly number[];

export interface Optimum {
  readonly assignment: Assignment;
  readonly total: bigint;
  /** No assignment costs less than this. Equal to `total` when the optimum is proven. */
  readonly lowerBound: bigint;
  readonly optimal: boolean;
}

export interface SearchLimits {
  readonly maxSellers?: number | undefined;
  /** How many baskets may be priced exactly; each costs calls to shops. */
  readonly maxPriced: number;
}

/**
 * Finds the cheapest assignment of lines to sellers. `price` tells what one seller's basket really costs (shipping and thresholds included), or
 * `undefined` when it cannot be had like that; it is asked once per basket. Assignments are tried in the order of their lower bound, so the search
 * ends as soon as no other can be cheaper; when it has to stop early it says so and gives the bound it reached.
 */
export async function cheapestAssignment(
  lines: readonly (readonly Candidate[])[],
  price: (sellerId: string, lineIndexes: readonly number[]) => Promise<bigint | undefined>,
  limits: SearchLimits,
): Promise<Optimum | undefined> {
  const known = new Map<string, Promise<bigint | undefined>>();
  let priced = 0;
  const priceOnce = (sellerId: string, indexes: readonly number[]) => {
    const key = `${sellerId}\n${indexes.join(',')}`;
    let answer = known.get(key);
    if (!answer) {
      priced++;
      answer = price(sellerId, indexes);
      known.set(key, answer);
    }
    return answer;
  };

  let best: { assignment: Assignment; total: bigint } | undefined;
  for (const { assignment, bound } of byLowerBound(lines)) {
    if (best && bound >= best.total) return { ...best, lowerBound: best.total, optimal: true };
    if (priced >= limits.maxPriced) return best ? { ...best, lowerBound: bound, optimal: false } : undefined;
    const baskets = basketsOf(lines, assignment);
    if (limits.maxSellers !== undefined && baskets.size > limits.maxSellers) continue;
    const totals = await Promise.all([...baskets].map(([sellerId, indexes]) => priceOnce(sellerId, indexes)));
    if (totals.some(total => total === undefined)) continue;
    const total = (totals as bigint[]).reduce((a, b) => a + b, 0n);
    if (!best || total < best.total) best = { assignment, total };
  }
  return best ? { ...best, lowerBound: best.total, optimal: true } : undefined;
}

/** The lines that each seller fills. */
export function basketsOf(lines: readonly (readonly Candidate[])[], assignment: Assignment): ReadonlyMap<string, readonly number[]> {
  const baskets = new Map<string, number[]>();
  assignment.forEach((choice, index) => {
    const { sellerId } = (lines[index] as readonly Candidate[])[choice] as Candidate;
    baskets.set(sellerId, [...(baskets.get(sellerId) ?? []), index]);
  });
  return baskets;
}

/** All assignments, the lowest bound first: a best-first walk that never holds more than it has to look at. */
function* byLowerBound(lines: readonly (readonly Candidate[])[]): Generator<{ assignment: Assignment; bound: bigint }> {
  if (lines.some(candidates => candidates.length === 0)) return;
  const sorted = lines.map(candidates =>
    candidates
      .map((candidate, at) => ({ at, atLeast: candidate.atLeast }))
      .sort((a, b) => (a.atLeast < b.atLeast ? -1 : a.atLeast > b.atLeast ? 1 : a.at - b.at)),
  );
  const bound = (ranks: readonly number[]) => ranks.reduce((total, rank, line) => total + (sorted[line]?.[rank]?.atLeast ?? 0n), 0n);
  const start = lines.map(() => 0);
  const queue: { ranks: readonly number[]; bound: bigint }[] = [{ ranks: start, bound: bound(start) }];
  const seen = new Set([start.join()]);
  while (queue.length > 0) {
    const { ranks, bound: lowest } = queue.shift() as (typeof queue)[number];
    yield { assignment: ranks.map((rank, line) => sorted[line]?.[rank]?.at ?? 0), bound: lowest };
    for (let line = 0; line < ranks.length; line++) {
      const next = ranks.with(line, (ranks[line] as number) + 1);
      if ((next[line] as number) >= (sorted[line]?.length ?? 0) || seen.has(next.join())) continue;
      seen.add(next.join());
      insertSorted(queue, { ranks: next, bound: bound(next) });
    }
  }
}

function insertSorted<T extends { readonly bound: bigint }>(queue: T[], item: T): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((queue[middle] as T).bound <= item.bound) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, item);
}
