import type { Clock } from '@onebasket/core';
import type { Aggregate, EffectHandler } from '../effects/types.ts';
import { GraphClientError, type GraphClient } from '../graph-client/index.ts';
import type { Log } from '../log/log.ts';
import type { SubgraphName } from '../subgraph/types.ts';
import { TELL_INTEGRATORS, type Announcement } from './announce.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

const RECORD = 'mutation ($input: InternalEventInput!) { internalRecordEvent(input: $input) }';

/** Hands an event to the accounts subgraph, which sends it to whoever wants it; while that does not answer, again and again. The key makes repeats one event. */
export function tellIntegrators<T extends Aggregate>(
  { graph, clock, log }: { readonly graph: GraphClient; readonly clock: Clock; readonly log: Log },
  subgraph: SubgraphName,
): EffectHandler<T, null> {
  return {
    kind: TELL_INTEGRATORS,
    effect: 'read',
    async run({ doc, effect: { payload }, signal }) {
      const { sequence, type, at, ownerKey, data } = payload as unknown as Announcement;
      const input = { key: `${subgraph}/${doc._id}/${sequence}`, type, at, ownerKey, data: JSON.stringify({ ...data, sequence }) };
      try {
        await graph.query('accounts', RECORD, { input }, { signal });
        return { status: 'done', value: null };
      } catch (error) {
        if (!(error instanceof GraphClientError)) throw error;
        const now = clock.now().getTime();
        log.warn('an event waits to be recorded', { id: doc._id, sequence, reason: error.reason });
        const wait = Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, (now - Date.parse(at)) / 2));
        return { status: 'later', at: new Date(now + wait).toISOString() };
      }
    },
    apply: doc => doc,
  };
}
