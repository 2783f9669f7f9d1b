import type { PaymentResult } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import type { Trade } from './wire.ts';

/**
 * Pure: how a trade stands, in the words of the contract; `undefined` while it waits for the buyer: nothing has happened that could happen twice, and
 * `authorize` leads the buyer to the same trade again. Throws `AdapterError('invalid-response')` for a status that nobody knows: money is never guessed.
 */
export function toPayment({ outTradeNo: id, status, total, wasPaid }: Trade): PaymentResult | undefined {
  switch (status) {
    case 'WAIT_BUYER_PAY':
      return undefined;
    case 'TRADE_SUCCESS':
    // Paid as well; only that nothing can be given back any more.
    case 'TRADE_FINISHED':
      return { status: 'captured', id, amount: total };
    // Closed unpaid, or given back whole: Alipay has one word for both.
    case 'TRADE_CLOSED':
      return { status: wasPaid ? 'refunded' : 'voided', id, amount: total };
    default:
      throw new AdapterError('invalid-response', {
        outcome: 'not-done',
        message: `alipay: a trade is in the unknown status ${status.slice(0, 60)}`,
      });
  }
}
