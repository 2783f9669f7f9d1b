import { GraphQLError } from 'graphql';
import type { OrderDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';

/** What became of the orders that a rule meant. */
export interface RuleTally {
  readonly rule: string;
  readonly held: number;
  readonly approved: number;
  readonly rejected: number;
  readonly blocked: number;
}

export interface ReviewReport {
  /** Orders that were held against the rules. */
  readonly checked: number;
  readonly held: number;
  readonly blocked: number;
  readonly approved: number;
  readonly rejected: number;
  readonly expired: number;
  /** Drawn for a second look, looked at, and found to have been let through wrongly. */
  readonly sampled: number;
  readonly judged: number;
  readonly missed: number;
  /** `missed` of `judged`; null before anyone has judged. */
  readonly missRate: number | null;
  readonly rules: readonly RuleTally[];
}

/** Counts what the review did with these orders. Pure. */
export function tallyReviews(docs: Iterable<OrderDoc>): ReviewReport {
  const counts = { checked: 0, held: 0, blocked: 0, approved: 0, rejected: 0, expired: 0, sampled: 0, judged: 0, missed: 0 };
  const rules = new Map<string, RuleTally>();
  for (const { review } of docs) {
    if (!review) continue;
    const is = {
      held: review.heldAt !== undefined ? 1 : 0,
      blocked: review.state === 'BLOCKED' ? 1 : 0,
      approved: review.state === 'APPROVED' || review.state === 'RELEASED' ? 1 : 0,
      rejected: review.state === 'REJECTED' ? 1 : 0,
    };
    counts.checked++;
    counts.held += is.held;
    counts.blocked += is.blocked;
    counts.approved += is.approved;
    counts.rejected += is.rejected;
    counts.expired += review.state === 'EXPIRED' ? 1 : 0;
    counts.sampled += review.sample ? 1 : 0;
    counts.judged += review.sample && review.sample.state !== 'OPEN' ? 1 : 0;
    counts.missed += review.sample?.state === 'MISSED' ? 1 : 0;
    for (const { rule } of review.reasons) {
      const so = rules.get(rule) ?? { rule, held: 0, approved: 0, rejected: 0, blocked: 0 };
      rules.set(rule, {
        rule,
        held: so.held + is.held,
        approved: so.approved + is.approved,
        rejected: so.rejected + is.rejected,
        blocked: so.blocked + is.blocked,
      });
    }
  }
  return {
    ...counts,
    missRate: counts.judged === 0 ? null : counts.missed / counts.judged,
    rules: [...rules.values()].sort((a, b) => b.held + b.blocked - a.held - a.blocked || (a.rule < b.rule ? -1 : 1)),
  };
}

const PAGE = 500;
const MOST_DAYS = 92;

/** What the review did with the orders placed from `from` to before `to`, at most 92 days. */
export async function reviewReport(store: OrderStore, from: string, to: string): Promise<ReviewReport> {
  const [start, end] = [new Date(from), new Date(to)];
  const days = (end.getTime() - start.getTime()) / 86_400_000;
  if (!(days > 0 && days <= MOST_DAYS))
    throw new GraphQLError(`to must be after from, by at most ${MOST_DAYS} days`, { extensions: { code: 'BAD_USER_INPUT' } });
  const docs: OrderDoc[] = [];
  let after: string | undefined;
  do {
    const page = await store.collection.find({
      index: 'all',
      prefix: [],
      from: [start.toISOString()],
      below: [end.toISOString()],
      limit: PAGE,
      ...(after ? { after } : {}),
    });
    // Only what is counted stays in memory.
    docs.push(...page.docs.flatMap(doc => (doc.review ? [{ review: doc.review } as OrderDoc] : [])));
    after = page.next;
  } while (after);
  return tallyReviews(docs);
}
