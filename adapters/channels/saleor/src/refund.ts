import type { Call, ChannelOrderRef, Refunded } from '@onebasket/adapter-sdk';
import { refuse, type Money, type Refusal } from '@onebasket/core';
import { hasApp, needsApp } from './client.ts';
import { grantRefund } from './granted-refund.ts';
import { settingsOf } from './manifest.ts';
import { readPaid } from './paid-order.ts';
import { reportRefund } from './reported-refund.ts';

/**
 * Gives back an amount of what has been paid; one key gives back once. Money that we took ourselves and reported is reported back; other money is granted,
 * with our key in the reason, and asked of the payment app that took it.
 */
export async function refund(
  ref: ChannelOrderRef,
  amount: Money,
  attempt: { readonly key: string; readonly reason: string },
  call: Call,
): Promise<Refunded | Refusal> {
  if (!hasApp(call)) throw needsApp('a refund');
  const order = await readPaid(ref.externalId, call);
  if (!order) return refuse('not-found', 'the shop does not know this order');
  const wish = { ...attempt, amount };
  return settingsOf(call).payment === 'report' ? reportRefund(order, wish, call) : grantRefund(order, wish, call);
}
