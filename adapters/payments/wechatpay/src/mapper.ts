import { needed, type PaymentResult } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, sum, zero, type Refusal } from '@onebasket/core';
import { combinedId } from './trade-number.ts';
import { CNY, type CombinedTrade, type Refund, type Trade } from './wire.ts';

type Standing = 'waiting' | 'paid' | 'closed';

const STATES: ReadonlyMap<string, Standing> = new Map([
  ['NOTPAY', 'waiting'],
  ['USERPAYING', 'waiting'],
  ['ACCEPT', 'waiting'],
  ['SUCCESS', 'paid'],
  // Paid, and something of it went back: how much, only the refunds say.
  ['REFUND', 'paid'],
  ['CLOSED', 'closed'],
  ['REVOKED', 'closed'],
  ['PAYERROR', 'closed'],
]);

/**
 * Pure: how a trade stands, in the words of the contract; `undefined` while it waits for the buyer: nothing has happened that could happen twice, and
 * `authorize` leads the buyer to the same trade again. Throws `AdapterError('invalid-response')` for a state that nobody knows: money is never guessed.
 */
export function toPayment({ outTradeNo: id, state, total }: Trade): PaymentResult | undefined {
  switch (standingOf(state)) {
    case 'waiting':
      return undefined;
    case 'paid':
      return { status: 'captured', id, amount: needed(total, 'wechatpay: the amount of a paid trade') };
    case 'closed':
      return { status: 'voided', id, amount: total ?? zero(CNY) };
  }
}

/** Pure: as `toPayment`, of a combined payment. It is paid as a whole or not at all; a mixture is no state that it could be in. */
export function toCombinedPayment({ combineNo, parts }: CombinedTrade): PaymentResult | undefined {
  const standings = new Set(parts.map(({ state }) => standingOf(state)));
  if (standings.has('waiting')) return undefined;
  const id = combinedId(combineNo);
  if (!standings.has('paid')) return { status: 'voided', id, amount: zero(CNY) };
  if (standings.has('closed')) {
    throw new AdapterError('invalid-response', {
      outcome: 'not-done',
      message: 'wechatpay: a combined payment is paid and closed at once',
    });
  }
  const paid = parts.map(({ outTradeNo, attach, total }) => ({
    id: attach?.split(' ').at(1) ?? outTradeNo,
    paymentId: combinedId(combineNo, outTradeNo),
    amount: needed(total, 'wechatpay: the amount of a paid sub order'),
  }));
  return {
    status: 'captured',
    id,
    amount: sum(
      paid.map(({ amount }) => amount),
      CNY,
    ),
    parts: paid,
  };
}

/** Pure: a refund that is on its way or arrived. */
export function toRefunded(id: string, { status, amount }: Refund): PaymentResult | Refusal {
  switch (status) {
    case 'SUCCESS':
    case 'PROCESSING':
      return { status: 'refunded', id, amount };
    case 'CLOSED':
      return refuse('payment-refused', 'WeChat Pay closed the refund');
    // The buyer's card is gone or the like: a person decides in the merchant console where the money goes.
    case 'ABNORMAL':
      return refuse('payment-refused', 'the refund failed at the bank and has to be finished in the merchant console');
    default:
      throw new AdapterError('invalid-response', {
        outcome: 'unknown',
        message: `wechatpay: a refund is in the unknown status ${status.slice(0, 40)}`,
      });
  }
}

function standingOf(state: string): Standing {
  const standing = STATES.get(state);
  if (standing !== undefined) return standing;
  throw new AdapterError('invalid-response', {
    outcome: 'not-done',
    message: `wechatpay: a trade is in the unknown state ${state.slice(0, 40)}`,
  });
}
