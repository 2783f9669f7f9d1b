import type { Attempt, Call, Handoff, OrderRequest, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type Refusal } from '@onebasket/core';
import { createOrder } from './create-order.ts';
import { handOver } from './hand-over.ts';
import { gidIn } from './gid.ts';
import { settingsOf } from './settings.ts';

/** Hands the shopper the shop's own checkout; in own shops, where the settings say so, makes the order through the Admin API. */
export async function placeOrder(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Handoff | Refusal> {
  const strangers = request.lines.filter(({ externalId }) => gidIn(externalId, 'ProductVariant') === undefined);
  if (strangers.length > 0 || request.lines.length === 0) {
    return refuse('not-found', 'this is no id of a variant', { externalIds: strangers.map(({ externalId }) => externalId) });
  }
  if (settingsOf(call.connection).placeOrders === 'handoff') return handOver(request, attempt, call);
  mayWriteOrders(call);
  return createOrder(request, attempt, call);
}

/** A consent without write_orders is known before anything is sent. */
function mayWriteOrders({ connection: { credentials } }: Call): void {
  if (!credentials?.scopes || credentials.scopes.includes('write_orders')) return;
  throw new AdapterError('unauthorized', {
    outcome: 'not-done',
    message: 'shopify: the shop was connected without write_orders; it has to be connected again',
  });
}
