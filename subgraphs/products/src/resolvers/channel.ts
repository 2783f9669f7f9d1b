import type { ConnectionDescription, Registry } from '@onebasket/adapter-registry';

/** The graph's `Channel`. One that is no longer configured is named by its id, and down. */
export function channelOf(registry: Registry, id: string): Omit<ConnectionDescription, 'country'> {
  const known = registry.channel(id)?.describe();
  if (known) return known;
  return {
    id,
    name: id,
    kind: 'SHOP',
    currency: null,
    capabilities: [],
    health: { state: 'DOWN', errorRate: 0, p95Ms: null, budgetLeft: null },
  };
}
