import { viewerKey, type GraphClient, type RequestContext } from '@onebasket/runtime';
import type { BasketLineInput, PlaceOrderInput } from './input.ts';

interface StoredPlan {
  readonly internalPlan: {
    readonly hash: string;
    readonly ownerKey: string;
    readonly lines: readonly { readonly listingId: string; readonly quantity: number }[];
  } | null;
}

/** The lines of a plan that still holds, for the viewer it was made for; `undefined` otherwise. Its prices are read again all the same. */
export async function linesOfPlan(
  graph: GraphClient,
  input: PlaceOrderInput,
  context: RequestContext,
): Promise<readonly BasketLineInput[] | undefined> {
  const query = 'query ($id: ID!) { internalPlan(id: $id) { hash ownerKey lines { listingId quantity } } }';
  const { internalPlan } = await graph.query<StoredPlan>('prices', query, { id: input.planId }, { signal: context.signal });
  if (!internalPlan || internalPlan.hash !== input.planHash || internalPlan.ownerKey !== viewerKey(context.viewer)) return undefined;
  return internalPlan.lines.length > 0 ? internalPlan.lines.map(line => ({ listing: line })) : undefined;
}
