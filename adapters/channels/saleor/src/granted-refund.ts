import { afterWrite, needed, textIn, type Call, type Refunded, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, type Money, type Refusal } from '@onebasket/core';
import { send } from './client.ts';
import { denialIn } from './errors.ts';
import { moneyOf, toWireAmount } from './money.ts';
import { paymentFor, readPaid, type PaidOrder, type RefundWish } from './paid-order.ts';
import { recordAt, recordIn } from './wire.ts';

const GRANT = /* GraphQL */ `
  mutation Grant($id: ID!, $input: OrderGrantRefundCreateInput!) {
    orderGrantRefundCreate(id: $id, input: $input) {
      grantedRefund {
        id
        status
      }
      errors {
        field
        code
        message
      }
    }
  }
`;
const REQUEST = /* GraphQL */ `
  mutation RequestRefund($id: ID!) {
    transactionRequestRefundForGrantedRefund(grantedRefundId: $id) {
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

/** What the payment app has said so far is asked again after this. */
const ASK_AGAIN_MS = 5_000;

/** Grants the refund at the shop, once for a key, and asks the payment app for it. The app may answer later: until then the outcome is unknown. */
export async function grantRefund(order: PaidOrder, wish: RefundWish, call: Call): Promise<Refunded | Refusal> {
  const before = grantOf(order, wish.key);
  const grant = before ?? (await makeGrant(order, wish, call));
  if (isRefusal(grant)) return grant;
  const id = needed(textIn(grant['id']), 'saleor: id of a granted refund');
  const amount = (before && moneyOf(before['amount'])) ?? wish.amount;
  if (grant['status'] === 'NONE' || grant['status'] === 'FAILURE') {
    const refused = await request(id, call);
    if (refused) return refused;
  }
  // Only the order tells how it ended: the request is answered before the payment app.
  const after = await readPaid(order.id, call);
  return ended(after && grantOf(after, wish.key), id, amount);
}

function grantOf({ grants }: PaidOrder, key: string): WireRecord | undefined {
  return grants.find(grant => textIn(grant['reason'])?.endsWith(`[${key}]`));
}

async function makeGrant(order: PaidOrder, { amount, key, reason }: RefundWish, call: Call): Promise<WireRecord | Refusal> {
  const payment = paymentFor(order, amount);
  if (isRefusal(payment)) return payment;
  const input = { amount: toWireAmount(amount), reason: `${reason} [${key}]`, transactionId: payment.id };
  const { data } = await send(
    { label: 'refund: grant', document: GRANT, variables: { id: order.id, input }, effect: 'write', asApp: true },
    call,
  );
  return afterWrite(() => {
    const answer = needed(recordIn(data['orderGrantRefundCreate']), 'saleor: refund: the answer');
    const denial = denialIn(answer);
    if (denial) return refuse('other', denial.message);
    return needed(recordAt(answer, 'grantedRefund'), 'saleor: refund: what was granted');
  });
}

async function request(id: string, call: Call): Promise<Refusal | undefined> {
  const { data } = await send({ label: 'refund: request', document: REQUEST, variables: { id }, effect: 'write', asApp: true }, call);
  const denial = afterWrite(() =>
    denialIn(needed(recordIn(data['transactionRequestRefundForGrantedRefund']), 'saleor: refund: the answer')),
  );
  // Both say that another try got there first: the order tells the rest.
  if (!denial || denial.code === 'REFUND_ALREADY_PROCESSED' || denial.code === 'REFUND_IS_PENDING') return undefined;
  if (denial.code === 'MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK')
    return refuse('other', 'no payment app of the shop gives money back for this payment');
  return refuse('payment-refused', denial.message);
}

function ended(grant: WireRecord | undefined, externalId: string, amount: Money): Refunded | Refusal {
  if (grant?.['status'] === 'SUCCESS') return { status: 'refunded', externalId, amount };
  if (grant?.['status'] === 'FAILURE') return refuse('payment-refused', 'the payment app did not give the money back');
  throw new AdapterError('unavailable', {
    message: 'saleor: refund: the payment app has not answered yet',
    outcome: 'unknown',
    retryAfterMs: ASK_AGAIN_MS,
  });
}
