import type { Converter, RuleMatch } from '../rules.ts';
import { matchRules } from '../rules.ts';
import type { ReviewConfig } from '@onebasket/runtime';
import type { EffectHandler } from '@onebasket/runtime';
import { noted, type OrderDoc } from '../../order/order-doc.ts';
import { decide } from '../../place-order/decide.ts';
import type { OrderFacts } from '../facts.ts';
import { drawn } from '../sampling.ts';
import { endUnsent, inRow, withoutGateEffects } from '../gate.ts';

/** What the look at an order needs. */
export interface AssessTools {
  readonly config: ReviewConfig;
  /** How long an order waits in the row before a paused channel. */
  readonly rowExpireHours: number;
  readonly convert: Converter;
  gather(doc: OrderDoc, signal: AbortSignal): Promise<OrderFacts>;
  /** Channels of these that take no order now, so that this one has to stand in their row. */
  mustWait(channelIds: readonly string[]): Promise<readonly string[]>;
}

interface Assessment {
  readonly matches: readonly RuleMatch[];
  readonly waitFor: readonly string[];
}

/** Holds the order against the rules, before anything is sent: it passes, waits for a person, or is turned away. */
export function assessEffect(tools: AssessTools): EffectHandler<OrderDoc, Assessment> {
  return {
    kind: 'assess@1',
    effect: 'read',
    async run({ doc, signal }) {
      const facts = await tools.gather(doc, signal);
      const waitFor = await tools.mustWait(doc.parts.filter(part => part.status === 'PENDING').map(part => part.channelId));
      return { status: 'done', value: { matches: matchRules(tools.config.rules || [], facts, tools.convert), waitFor } };
    },
    apply(doc, _one, { matches, waitFor }, now) {
      if (!doc.review) return doc;
      const reasons = matches.map(({ rule, message, mustPass }) => ({ rule, message, ...(mustPass ? { mustPass: true as const } : {}) }));
      if (matches.some(({ action }) => action === 'block'))
        return endUnsent({ ...doc, review: { ...doc.review, state: 'BLOCKED', reasons } }, 'blocked', now, 'ONEBASKET');
      if (matches.length === 0) {
        // What could not be priced while its channel was paused is priced when its turn comes, even if that is now.
        const unpriced = doc.parts.filter(part => part.status === 'PENDING' && !part.quote).map(part => part.channelId);
        const row = [...new Set([...waitFor, ...unpriced])];
        const passed: OrderDoc = { ...doc, review: drawn({ ...doc.review, state: 'PASSED' }, doc.number, tools.config.samplePercent) };
        return decide(row.length > 0 ? inRow(passed, row, tools.rowExpireHours, now) : withoutGateEffects(passed), now);
      }
      const held: OrderDoc = {
        ...doc,
        review: {
          ...doc.review,
          state: 'HELD',
          reasons,
          heldAt: now.toISOString(),
          expiresAt: new Date(now.getTime() + tools.config.expireHours * 3_600_000).toISOString(),
        },
      };
      return decide(noted(held, now, 'REVIEW_HELD', 'ONEBASKET'), now);
    },
  };
}
