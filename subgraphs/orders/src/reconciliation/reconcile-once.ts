import type { SubgraphDeps } from '@onebasket/runtime';
import { orders } from '../order/order-doc.ts';
import { DAY_MS } from '../states/durations.ts';
import { reconcile } from './reconcile.ts';
import type { ReconciliationReport } from './report.ts';

/** One comparison from outside of a running system. Only reads, from the store and from the vendors. Rejects with `TypeError` for a time that is none. */
export async function reconcileOnce(
  deps: Pick<SubgraphDeps, 'storage' | 'registry' | 'graph' | 'clock' | 'config'>,
  options: { readonly since?: string; readonly until?: string; readonly signal: AbortSignal },
): Promise<ReconciliationReport> {
  const { storage, registry, graph, clock, config } = deps;
  const collection = storage.collection(orders);
  await storage.ready();
  const since = options.since ?? new Date(clock.now().getTime() - config.orders.reconciliation.days * DAY_MS).toISOString();
  return reconcile(
    { collection, registry, graph, clock },
    {
      since: instant('since', since),
      ...(options.until === undefined ? {} : { until: instant('until', options.until) }),
      signal: options.signal,
      mostListed: Number.MAX_SAFE_INTEGER,
    },
  );
}

function instant(name: string, text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new TypeError(`${name}: ${text} is no date`);
  return date.toISOString();
}
