import type { Clock } from '@onebasket/core';
import { effect, withEffects, type EffectRunner } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import type { OrderDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { isAnswerable } from './answer.ts';
import { holdsCardNumber } from './card-number.ts';

export interface ConfirmPaymentDeps {
  readonly store: OrderStore;
  readonly runner: EffectRunner<OrderDoc>;
  readonly clock: Clock;
  readonly answerWithinMs: number;
}

/** The buyer is back from the provider: what it says of the payment decides, never what the client claims. Safe to repeat. */
export async function confirmPayment(
  deps: ConfirmPaymentDeps,
  order: OrderDoc,
  token: string | undefined,
  signal: AbortSignal,
): Promise<OrderDoc> {
  if (token !== undefined && holdsCardNumber(token)) {
    throw new GraphQLError('token is a card number; give the card to its provider and send the token that comes back', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const now = deps.clock.now();
  await deps.store.collection.change(order._id, doc => {
    if (doc.payment.status !== 'REQUIRES_ACTION') return undefined;
    const { action, ...payment } = doc.payment;
    const payload = action?.expiresAt === undefined ? null : { expiresAt: action.expiresAt };
    // An attempt without outcome stands in the effect, so the provider is asked before anything is sent again.
    const asking = { ...effect('authorize@1', 'authorize', payload, { now }), attempt: { startedAt: doc.placedAt } };
    return withEffects<OrderDoc>({ ...doc, payment: { ...payment, status: 'NONE', ...(token ? { token } : {}) } }, [asking]);
  });
  const settled = deps.store.waitFor(order._id, isAnswerable, AbortSignal.any([signal, AbortSignal.timeout(deps.answerWithinMs)]));
  void deps.runner.drive(order._id);
  return (await settled) ?? order;
}
