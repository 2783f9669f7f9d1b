import { integerIn, textIn, type Call, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, type Money } from '@onebasket/core';
import { emptyStep, isDenial, takeStep } from './checkout.ts';
import { hasApp, send } from './client.ts';
import { settingsOf } from './manifest.ts';
import { MONEY, moneyOf, toWireAmount } from './money.ts';
import { listIn, recordAt, recordIn } from './wire.ts';

const LINES = 'query LinesOf($id: ID!) { checkout(id: $id) { id lines { id quantity } } }';
const MONEY_ON_IT = /* GraphQL */ `
  query MoneyOn($id: ID!) {
    checkout(id: $id) {
      id
      transactions {
        id
        chargedAmount {
          ...M
        }
        authorizedAmount {
          ...M
        }
      }
    }
  }
  ${MONEY}
`;
const REPORT_BACK = /* GraphQL */ `
  mutation GivenBack($id: ID!, $amount: PositiveDecimal!, $reference: String!) {
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
const ASK_BACK = /* GraphQL */ `
  mutation GiveBack($id: ID!, $action: TransactionActionEnum!, $amount: PositiveDecimal) {
    transactionRequestAction(id: $id, actionType: $action, amount: $amount) {
      errors {
        field
        code
        message
      }
    }
  }
`;

/** The lines that a basket has; `undefined` when it is not there: it has become an order, or was forgotten. */
export async function linesOf(basketId: string, label: string, call: Call): Promise<readonly string[] | undefined> {
  const { data } = await send({ label, document: LINES, variables: { id: basketId }, effect: 'read' }, call);
  const checkout = recordIn(data['checkout']);
  return checkout && listIn(checkout['lines']).flatMap(line => (integerIn(line['quantity']) === 0 ? [] : (textIn(line['id']) ?? [])));
}

/** Takes everything out of a basket, so that a completion which is still on its way finds nothing to order. */
export async function emptyBasket(basketId: string, lineIds: readonly string[], label: string, call: Call): Promise<void> {
  if (lineIds.length === 0) return;
  const answer = await takeStep(
    emptyStep(basketId, lineIds),
    { label: `${label}: empty the basket`, effect: 'write', country: undefined },
    call,
  );
  // Gone: it has become an order meanwhile. Whoever emptied it looks again.
  const isEmpty = isDenial(answer) ? answer.code === 'NOT_FOUND' : answer.lines.length === 0;
  if (isEmpty) return;
  throw new AdapterError('unavailable', { message: `saleor: ${label}: the shop did not let go of the basket`, outcome: 'unknown' });
}

/**
 * Leaves nothing behind of a basket that is not to be ordered: its goods go, and the money that was put on it, which the shop would keep, goes back.
 * The answer is out already, so this may fail: then it says so in the log.
 */
export async function giveUp(basketId: string, label: string, call: Call): Promise<void> {
  try {
    const lines = await linesOf(basketId, `${label}: what is in it`, call);
    if (lines === undefined) return;
    await emptyBasket(basketId, lines, label, call);
    await giveMoneyBack(basketId, label, call);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    call.log.warn('a basket was left as it was', { reason: error.message });
  }
}

/** Gives back what was paid for a basket that became no order. Only with an app: strangers see no money. */
export async function giveMoneyBack(basketId: string, label: string, call: Call): Promise<void> {
  const { payment = 'unpaid' } = settingsOf(call);
  if (payment === 'unpaid' || payment === 'app-order') return;
  if (!hasApp(call)) {
    call.log.warn('money may lie on a basket that became no order; only an app can give it back', { label });
    return;
  }
  const asked = {
    label: `${label}: money on the basket`,
    document: MONEY_ON_IT,
    variables: { id: basketId },
    effect: 'read',
    asApp: true,
  } as const;
  const { data } = await send(asked, call);
  for (const transaction of listIn(recordAt(data, 'checkout')?.['transactions'])) await giveBack(transaction, payment, label, call);
}

async function giveBack(transaction: WireRecord, payment: 'report' | 'gateway', label: string, call: Call): Promise<void> {
  const id = textIn(transaction['id']);
  const charged = moneyOf(transaction['chargedAmount']);
  const authorized = moneyOf(transaction['authorizedAmount']);
  if (id === undefined) return;
  const ask = { label: `${label}: give the money back`, effect: 'write', asApp: true } as const;
  if (isSome(charged)) {
    await (payment === 'report'
      ? send({ ...ask, document: REPORT_BACK, variables: { id, amount: toWireAmount(charged), reference: `undone-${id}` } }, call)
      : send({ ...ask, document: ASK_BACK, variables: { id, action: 'REFUND', amount: toWireAmount(charged) } }, call));
  } else if (payment === 'gateway' && isSome(authorized)) {
    await send({ ...ask, document: ASK_BACK, variables: { id, action: 'CANCEL' } }, call);
  }
}

function isSome(amount: Money | undefined): amount is Money {
  return amount !== undefined && amount.minor > 0n;
}
