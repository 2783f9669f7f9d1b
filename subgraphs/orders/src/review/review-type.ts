import type { RequestContext } from '@onebasket/runtime';
import type { OrderView } from '../order/entitlement.ts';
import type { OrderDoc } from '../order/order-doc.ts';
import type { Credit } from './facts.ts';
import type { RuleMatch } from './rules.ts';

/** How the order stands against the rules now. */
export interface Standing {
  readonly matches: readonly RuleMatch[];
  readonly credit: Credit;
}

/** Resolvers of `Order.review`: for staff alone; what stands now is worked out only when asked for. */
export function reviewTypeResolvers(standingOf: (doc: OrderDoc) => Promise<Standing>) {
  return {
    Order: {
      review: ({ doc }: OrderView, _args: unknown, { viewer }: RequestContext) => {
        if ((viewer.kind !== 'STAFF' && viewer.kind !== 'SERVICE') || !doc.review) return null;
        const { review } = doc;
        const until = review.claim && review.claim.until > new Date().toISOString() ? review.claim : undefined;
        let standing: Promise<Standing> | undefined;
        const now = () => (standing ??= standingOf(doc));
        return {
          state: review.state,
          reasons: review.reasons.map(({ rule, message }) => ({ rule, message })),
          checks: async () => (await now()).matches.map(checkValue),
          credit: async () => (await now()).credit,
          claimedBy: until?.by ?? null,
          claimedUntil: until?.until ?? null,
          expiresAt: review.expiresAt ?? null,
          approvedBy: review.approvedBy,
          sample: review.sample ?? null,
          log: review.log.map(entry => ({ ...entry, note: entry.note ?? null, overridden: entry.overridden ?? [] })),
        };
      },
    },
  };
}

/** A rule that means the order, as the graph tells it. */
export function checkValue({ rule, message, mustPass, action, isUnsure }: RuleMatch): Record<string, unknown> {
  return { rule, message, blocking: mustPass || action === 'block', unsure: isUnsure };
}
