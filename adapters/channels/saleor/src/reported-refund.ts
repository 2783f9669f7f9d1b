import { afterWrite, needed, type Call, type Refunded } from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Refusal } from '@onebasket/core';
import { send } from './client.ts';
import { denialIn } from './errors.ts';
import { moneyOf, toWireAmount } from './money.ts';
import { paymentFor, type PaidOrder, type RefundWish } from './paid-order.ts';
import { recordIn } from './wire.ts';

const REPORT = /* GraphQL */ `
  mutation ReportRefund($id: ID!, $amount: PositiveDecimal!, $reference: String!) {
    transactionEventReport(id: $id, type: REFUND_SUCCESS, amount: $amount, pspReference: $reference) {
      alreadyProcessed
      errors {
        field
        code
        message
      }
    }
  }
`;

/** Tells the shop that we gave the money back. The shop knows a reference again, so that one key counts once. */
export async function reportRefund(order: PaidOrder, { amount, key }: RefundWish, call: Call): Promise<Refunded | Refusal> {
  const reference = `refund-${key}`;
  const told = order.payments
    .flatMap(({ events }) => events)
    .find(event => event['type'] === 'REFUND_SUCCESS' && event['pspReference'] === reference);
  if (told) return { status: 'refunded', externalId: reference, amount: needed(moneyOf(told['amount']), 'saleor: amount of a refund') };
  const payment = paymentFor(order, amount);
  if (isRefusal(payment)) return payment;
  const variables = { id: payment.id, amount: toWireAmount(amount), reference };
  const { data } = await send({ label: 'refund: report', document: REPORT, variables, effect: 'write', asApp: true }, call);
  const denial = afterWrite(() => denialIn(needed(recordIn(data['transactionEventReport']), 'saleor: refund: the answer')));
  return denial ? refuse('other', denial.message) : { status: 'refunded', externalId: reference, amount };
}
