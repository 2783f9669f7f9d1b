import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { APIS, callApi } from './client.ts';
import { businessErrorIn } from './errors.ts';
import type { OrderView } from './order-view.ts';

/**
 * The second step: pays each order by the account's password-free agreement. The order stands as agreed whatever becomes of it: one that could not be paid
 * waits at 1688 for somebody who pays it by hand, and is closed there when nobody does.
 */
export async function payByAgreement(made: readonly Pick<OrderView, 'orderId'>[], call: Call): Promise<void> {
  for (const { orderId } of made) {
    const said = await pay(orderId, call);
    if (said !== undefined) call.log.warn('a 1688 order was made and is not paid', { orderId, said });
  }
}

/** `undefined` when it was paid, else what was said instead. */
async function pay(orderId: string, call: Call): Promise<string | undefined> {
  try {
    const { body } = await callApi(APIS.pay, { tradeWithholdPreparePayParam: JSON.stringify({ orderId }) }, call);
    const error = businessErrorIn(body);
    return error && (error.code || 'no, without a code');
  } catch (error) {
    if (error instanceof AdapterError) return error.message;
    throw error;
  }
}
