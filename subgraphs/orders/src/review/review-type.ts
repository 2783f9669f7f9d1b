import type { Clock } from '@onebasket/core';
import type { RequestContext } from '@onebasket/runtime';
import type { OrderView } from '../order/entitlement.ts';
import type { OrderDoc } from '../order/order-doc.ts';
import type { Credit } from './facts.ts';
import type { ReviewDoc } from './review-doc.ts';
import type { RuleMatch } from './rules.ts';

/** How the order stands against the rules now. */
export interface Standing {
  readonly matches: readonly RuleMatch[];
  readonly credit: Credit;
}

/** An order whose review is looked at, with what stands against it once somebody has asked. */
interface ReviewView {
  readonly doc: OrderDoc;
  readonly review: ReviewDoc;
  standing?: Promise<Standing>;
}

/** Resolvers of `Order.review`: for staff alone; what stands now is worked out once, and only when asked for. */
export function reviewTypeResolvers(standingOf: (doc: OrderDoc) => Promise<Standing>, clock: Clock) {
  const standing = (view: ReviewView) => (view.standing ??= standingOf(view.doc));
  const claimOf = ({ review: { claim } }: ReviewView) => (claim && claim.until > clock.now().toISOString() ? claim : undefined);
  return {
    Order: {
      review: ({ doc }: OrderView, _args: unknown, { viewer }: RequestContext): ReviewView | null =>
        (viewer.kind === 'STAFF' || viewer.kind === 'SERVICE') && doc.review ? { doc, review: doc.review } : null,
    },
    OrderReview: {
      state: ({ review }: ReviewView) => review.state,
      reasons: ({ review }: ReviewView) => review.reasons.map(({ rule, message }) => ({ rule, message })),
      checks: async (view: ReviewView) => (await standing(view)).matches.map(checkValue),
      credit: async (view: ReviewView) => (await standing(view)).credit,
      claimedBy: (view: ReviewView) => claimOf(view)?.by ?? null,
      claimedUntil: (view: ReviewView) => claimOf(view)?.until ?? null,
      expiresAt: ({ review }: ReviewView) => review.expiresAt ?? null,
      approvedBy: ({ review }: ReviewView) => review.approvedBy,
      sample: ({ review }: ReviewView) => review.sample ?? null,
      log: ({ review }: ReviewView) =>
        review.log.map(entry => ({ ...entry, note: entry.note ?? null, overridden: entry.overridden ?? [] })),
    },
  };
}

/** A rule that means the order, as the graph tells it. */
export function checkValue({ rule, message, mustPass, action, isUnsure }: RuleMatch): Record<string, unknown> {
  return { rule, message, blocking: mustPass || action === 'block', unsure: isUnsure };
}
