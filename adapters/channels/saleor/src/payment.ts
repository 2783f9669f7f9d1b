import { afterWrite, needed, textIn, type Call } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import type { Basket } from './basket.ts';
import { send } from './client.ts';
import { denialIn } from './errors.ts';
import { settingsOf } from './manifest.ts';
import { toWireAmount } from './money.ts';
import { recordAt, recordIn, unreadable } from './wire.ts';

const REPORT = /* GraphQL */ `
  mutation ReportPayment($id: ID!, $transaction: TransactionCreateInput!) {
    transactionCreate(id: $id, transaction: $transaction) {
      transaction {
        id
      }
      errors {
        field
        code
        message
      }
    }
  }
`;
const INITIALIZE = /* GraphQL */ `
  mutation Pay($id: ID!, $gateway: PaymentGatewayToInitialize!, $amount: PositiveDecimal!, $key: String!) {
    transactionInitialize(id: $id, paymentGateway: $gateway, amount: $amount, idempotencyKey: $key) {
      transaction {
        id
      }
      transactionEvent {
        type
        message
      }
      errors {
        field
        code
        message
      }
    }
  }
`;

/** Lets the shop have the money for a basket, in the way that is configured, or says why it did not get it. */
export async function payFor(basket: Basket, key: string, call: Call): Promise<Refusal | undefined> {
  switch (settingsOf(call).payment ?? 'unpaid') {
    case 'report':
      return report(basket, key, call);
    case 'gateway':
      return initialize(basket, call);
    default:
      return undefined;
  }
}

/** Not idempotent: the same reference again is a second payment. Each basket is paid once, and a second try has a basket of its own. */
async function report({ id, total }: Basket, key: string, call: Call): Promise<Refusal | undefined> {
  const amountCharged = { amount: toWireAmount(total), currency: total.currency };
  const variables = { id, transaction: { name: 'OneBasket', pspReference: key, amountCharged } };
  const { data } = await send({ label: 'place: report the payment', document: REPORT, variables, effect: 'write', asApp: true }, call);
  return afterWrite(() => {
    const answer = needed(recordIn(data['transactionCreate']), 'saleor: place: the payment');
    const denial = denialIn(answer);
    if (denial) return refuse('payment-refused', denial.message);
    if (!recordIn(answer['transaction'])) throw unreadable('place: a payment that nobody knows');
    return undefined;
  });
}

/** A refusal of the payment app comes without any error: only the event tells. */
async function initialize({ id, total }: Basket, call: Call): Promise<Refusal | undefined> {
  const { paymentGateway, paymentData } = settingsOf(call);
  if (paymentGateway === undefined) return refuse('payment-refused', 'no paymentGateway is configured');
  const gateway = { id: paymentGateway, data: paymentData ?? {} };
  const variables = { id, gateway, amount: toWireAmount(total), key: id };
  const { data } = await send({ label: 'place: pay', document: INITIALIZE, variables, effect: 'write' }, call);
  return afterWrite(() => {
    const answer = needed(recordIn(data['transactionInitialize']), 'saleor: place: the payment');
    const denial = denialIn(answer);
    if (denial) return refuse('payment-refused', denial.message);
    const event = recordAt(answer, 'transactionEvent');
    const type = needed(textIn(event?.['type']), 'saleor: place: what became of the payment');
    if (/_(SUCCESS|REQUEST)$/.test(type)) return undefined;
    if (type.endsWith('_ACTION_REQUIRED'))
      return refuse('payment-refused', 'the payment wants something of the buyer, which nobody can do here');
    return refuse('payment-refused', textIn(event?.['message']) ?? 'the payment app did not take the money');
  });
}
