import type { Call, ChannelOrderRef, Refunded } from '@onebasket/adapter-sdk';
import { compareMoney, formatAmount, refuse, sum, type Money, type Refusal } from '@onebasket/core';
import { requireAdmin, sendAsAdmin } from './admin.ts';
import { readAsAdmin } from './cancel.ts';
import { settingsOf } from './manifest.ts';
import { toVendorAmount } from './money.ts';
import type { VendureOrder, VendurePayment } from './order.ts';
import { refusalIn } from './refusals.ts';
import { afterChange, idAt, objectAt, textAt, type Wire } from './wire.ts';

const REFUND = /* GraphQL */ `
  mutation Refund($input: RefundOrderInput!) {
    refundOrder(input: $input) {
      __typename
      ... on Refund {
        id
        state
      }
      ... on ErrorResult {
        errorCode
        message
      }
    }
  }
`;

const SETTLE = /* GraphQL */ `
  mutation SettleRefund($input: SettleRefundInput!) {
    settleRefund(input: $input) {
      __typename
      ... on Refund {
        id
        state
      }
      ... on ErrorResult {
        errorCode
        message
      }
    }
  }
`;

/**
 * Gives back an amount of what has been paid and settles it. Our key goes into the reason, where a repeat finds it:
 * one key gives money back once.
 */
export async function refund(
  ref: ChannelOrderRef,
  amount: Money,
  attempt: { readonly key: string; readonly reason: string },
  call: Call,
): Promise<Refunded | Refusal> {
  requireAdmin(call, 'a refund');
  const order = await readAsAdmin(ref.externalId, call);
  if (!order) return refuse('not-found', 'the shop does not know this order');

  const mark = `[${attempt.key}]`;
  const before = order.payments.flatMap(payment => payment.refunds).find(made => made.reason?.endsWith(mark) && made.state !== 'Failed');
  if (before) return settle(before, before.total, attempt.key, call);

  const payment = paymentFor(order, amount, call);
  if ('status' in payment) return payment;
  // The deprecated fields are optional in the schema but not in the database: left out, 3.7 tells the payment provider to give
  // the money back and then fails to write it down.
  const deprecated = { lines: [], shipping: 0, adjustment: 0 };
  const input = { ...deprecated, paymentId: payment.id, amount: payment.vendorAmount, reason: `${attempt.reason} ${mark}` };
  const data = await sendAsAdmin(call, { label: 'refund', document: REFUND, variables: { input }, effect: 'write' });
  const made = afterChange(() => readRefund(objectAt(data, 'refundOrder'), 'refund'));
  return 'status' in made ? made : settle(made, amount, attempt.key, call);
}

interface Made {
  readonly id: string;
  readonly state: string;
}

/** Some payment handlers settle a refund themselves; the others wait to be told that the money has gone back. */
async function settle(made: Made, amount: Money, key: string, call: Call): Promise<Refunded | Refusal> {
  if (made.state === 'Failed') return refuse('payment-refused', 'the payment provider did not give the money back');
  if (made.state !== 'Settled') {
    const variables = { input: { id: made.id, transactionId: key } };
    const data = await sendAsAdmin(call, { label: 'settle refund', document: SETTLE, variables, effect: 'write' });
    const settled = afterChange(() => readRefund(objectAt(data, 'settleRefund'), 'settle refund'));
    if ('status' in settled) return settled;
  }
  return { status: 'refunded', externalId: made.id, amount };
}

function readRefund(made: Wire, label: string): Made | Refusal {
  return refusalIn(made, label) ?? { id: idAt(made, 'id'), state: textAt(made, 'state') };
}

/** The payment that can carry it. Only money that has been taken can go back. */
function paymentFor(order: VendureOrder, amount: Money, call: Call): { readonly id: string; readonly vendorAmount: number } | Refusal {
  const settled = order.payments.filter(payment => payment.state === 'Settled');
  if (settled.length === 0) return refuse('other', 'nothing has been paid that could be given back');
  if (amount.currency !== order.total.currency) return refuse('other', `the order is in ${order.total.currency}`);
  const vendorAmount = toVendorAmount(amount, settingsOf(call));
  const payment = settled.find(candidate => compareMoney(leftOf(candidate), amount) >= 0);
  if (payment && vendorAmount !== undefined && vendorAmount > 0) return { id: payment.id, vendorAmount };
  const most = settled.map(leftOf).reduce((a, b) => (compareMoney(a, b) >= 0 ? a : b));
  return refuse('limit-exceeded', `the shop can give back ${formatAmount(most)} ${most.currency} at most`, { now: most });
}

function leftOf(payment: VendurePayment): Money {
  const given = sum(
    payment.refunds.filter(made => made.state !== 'Failed').map(made => made.total),
    payment.amount.currency,
  );
  return { ...payment.amount, minor: payment.amount.minor - given.minor };
}
