import type { Config } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import type { PersonDoc } from '../people/person-doc.ts';

/** Lets an API client hear of everybody's orders, parcels and watches, not of its own alone. */
export const EVENTS_OF_ALL = 'events:all';

/**
 * Whether an endpoint may hear of an aggregate, as its owner may see it in the graph: API clients of their own, those with the scope `events:all`
 * and staff of all. Who is no client and no staff any more hears nothing.
 */
export async function mayHear(
  deps: { readonly people: Collection<PersonDoc, 'personId' | 'staff'>; readonly clients: Config['accounts']['seed']['clients'] },
  endpointOwnerKey: string,
  aggregateOwnerKey: string,
): Promise<boolean> {
  const [kind, id = ''] = endpointOwnerKey.split(/:(.*)/s);
  if (kind === 'staff') {
    const { docs } = await deps.people.find({ index: 'personId', prefix: [id], limit: 1 });
    return docs[0]?.kind === 'STAFF';
  }
  const client = deps.clients.find(one => one.id === id);
  return client !== undefined && (aggregateOwnerKey === endpointOwnerKey || client.scopes.includes(EVENTS_OF_ALL));
}
