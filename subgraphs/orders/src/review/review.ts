import type { Clock, Money } from '@onebasket/core';
import { convert } from '@onebasket/pricing';
import { requireStaff, type Config, type EffectRunner, type GraphClient, type Keys, type RequestContext } from '@onebasket/runtime';
import type { Registry } from '@onebasket/adapter-registry';
import type { OrderDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { addressProblems } from './address-quality.ts';
import { claimReview, decideReview, type DecideReviewInput, type ReviewAnswer, type ReviewDeps } from './decide-review.ts';
import { gatherFacts } from './gather-facts.ts';
import { checkValue, reviewTypeResolvers, type Standing } from './review-type.ts';
import { reviewQueue, reviewSamples, type ReviewQueueArgs } from './review-queue.ts';
import { reviewReport } from './review-report.ts';
import { judgeSample, type JudgeSampleInput } from './sampling.ts';
import { matchRules, type Converter, type RuleMatch } from './rules.ts';

export interface ReviewTools {
  readonly config: Config;
  readonly registry: Registry;
  readonly store: OrderStore;
  readonly graph: GraphClient;
  readonly keys: Keys;
  readonly clock: Clock;
}

const STANDING_MS = 8_000;

/** Amounts in another currency by the configured table of rates. */
export function converterOf({ rates }: Pick<Config, 'rates'>): Converter {
  return (amount: Money, target) => convert(amount, target, rates, '')?.money;
}

/** The rules that mean a stored order now, the checks that every held order has to stand, and what the buyer's history says. */
export async function standingOf(tools: ReviewTools, doc: OrderDoc, signal = AbortSignal.timeout(STANDING_MS)): Promise<Standing> {
  const rules = tools.config.orders.review.rules || [];
  const facts = await gatherFacts(tools, rules, doc, signal);
  return { matches: [...ownChecks(tools.registry, doc), ...matchRules(rules, facts, converterOf(tools.config))], credit: facts.credit };
}

/** Checks that need no rule: whether the order could be carried out at all. */
function ownChecks(registry: Registry, doc: OrderDoc): readonly RuleMatch[] {
  const failing = (rule: string, message: string, mustPass: boolean): RuleMatch => ({
    rule,
    action: 'hold',
    message,
    mustPass,
    isUnsure: false,
  });
  const gone = doc.parts.filter(part => part.status === 'PENDING' && !registry.channel(part.channelId)).map(part => part.channelId);
  const address = addressProblems(doc.address);
  return [
    ...(gone.length > 0 ? [failing('channel', `${gone.join(', ')} is not connected any more`, true)] : []),
    ...(address.length > 0 ? [failing('address', address.map(({ path, message }) => `address.${path} ${message}`).join(', '), false)] : []),
  ];
}

/** Everything that staff ask and do about held orders. */
export function reviewResolvers(
  tools: ReviewTools & {
    readonly runner: EffectRunner<OrderDoc>;
    view(doc: OrderDoc, context: RequestContext): unknown;
  },
) {
  const deps: ReviewDeps = {
    store: tools.store,
    runner: tools.runner,
    clock: tools.clock,
    config: tools.config.orders.review,
    convert: converterOf(tools.config),
    assess: async doc => (await standingOf(tools, doc)).matches,
  };
  const answer = (it: ReviewAnswer, context: RequestContext) => {
    const order = tools.view(it.doc, context);
    if (it.__typename === 'ReviewClaimed') return { __typename: it.__typename, order, by: it.by, until: it.until };
    if (it.__typename === 'ReviewBlocked') return { __typename: it.__typename, order, checks: it.failing.map(checkValue) };
    return { __typename: it.__typename, order };
  };
  return {
    Query: {
      reviewSamples: (_: unknown, args: ReviewQueueArgs, context: RequestContext) => reviewSamples(tools.store, args, context),
      reviewReport: (_: unknown, { from, to }: { from: string; to: string }, { viewer }: RequestContext) => {
        requireStaff(viewer);
        return reviewReport(tools.store, from, to);
      },
      reviewQueue: (_: unknown, args: ReviewQueueArgs, context: RequestContext) => reviewQueue(tools.store, args, context),
    },
    Mutation: {
      judgeSample: async (_: unknown, { input }: { input: JudgeSampleInput }, context: RequestContext) => {
        requireStaff(context.viewer, 'operator');
        const { __typename, doc } = await judgeSample(tools, input, context.viewer);
        return { __typename, order: tools.view(doc, context) };
      },
      claimReview: async (_: unknown, { orderId }: { orderId: string }, context: RequestContext) => {
        requireStaff(context.viewer, 'operator');
        return answer(await claimReview(deps, orderId, context.viewer), context);
      },
      decideReview: async (_: unknown, { input }: { input: DecideReviewInput }, context: RequestContext) => {
        requireStaff(context.viewer, 'operator');
        return answer(await decideReview(deps, input, context.viewer), context);
      },
    },
    ...reviewTypeResolvers(doc => standingOf(tools, doc), tools.clock),
  };
}
