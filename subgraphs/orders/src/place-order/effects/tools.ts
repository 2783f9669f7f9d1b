import type { Registry, RegisteredConnection } from '@onebasket/adapter-registry';
import type { OrderRequest } from '@onebasket/adapter-sdk';
import { AdapterError, type Clock } from '@onebasket/core';
import type { EffectRun, GraphClient } from '@onebasket/runtime';
import { fromStoredQuote } from '../../order/amounts.ts';
import type { OrderDoc, PartDoc } from '../../order/order-doc.ts';

export { partKey } from '../../order/order-doc.ts';

/** What the effects of orders reach the world with. */
export interface EffectTools {
  readonly registry: Registry;
  readonly graph: GraphClient;
  readonly clock: Clock;
  /** How long after a lost answer a shop's "no such order" is not yet believed: the request may still be under way there. */
  readonly settleMs: number;
}

export function partOf(doc: OrderDoc, payload: unknown): PartDoc {
  const { partId } = payload as { partId: string };
  const part = doc.parts.find(one => one.id === partId);
  if (!part) throw new Error(`order ${doc._id} has no part ${partId}`);
  return part;
}

export function channelOf(tools: EffectTools, part: PartDoc): RegisteredConnection {
  const channel = tools.registry.channel(part.channelId);
  if (!channel)
    throw new AdapterError('misconfigured', { outcome: 'not-done', message: `channel ${part.channelId} is not configured any more` });
  return channel;
}

export function paymentOf(tools: EffectTools, doc: OrderDoc): RegisteredConnection {
  const payment = tools.registry.payment(doc.payment.method);
  if (!payment)
    throw new AdapterError('misconfigured', {
      outcome: 'not-done',
      message: `payment account ${doc.payment.method} is not configured any more`,
    });
  return payment;
}

export function runOptions(run: EffectRun<OrderDoc>): { signal: AbortSignal; deadlineMs: number } {
  return { signal: run.signal, deadlineMs: run.deadlineMs };
}

export function orderRequest(doc: OrderDoc, part: PartDoc): OrderRequest {
  if (!part.quote) throw new Error(`part ${part.id} of order ${doc._id} has no quote`);
  return {
    lines: part.lines.map(({ externalId, quantity, title, options }) => ({ externalId, quantity, title, options })),
    contact: doc.contact,
    address: doc.address,
    quote: fromStoredQuote(part.quote, doc.currency),
    notes: doc.notes,
  };
}
