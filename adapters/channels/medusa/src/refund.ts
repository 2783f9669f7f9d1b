import { afterWrite, LosslessNumber, type Call, type ChannelOrderRef, type Refunded } from '@onebasket/adapter-sdk';
import { compareMoney, formatAmount, refuse, subtract, sum, type CurrencyCode, type Money, type Refusal } from '@onebasket/core';
import { askAdmin, requireAdmin } from './admin.ts';
import { moneyAt, requiredCurrencyOf } from './money.ts';
import { readOrder } from './read-order.ts';
import { objectAt, optionalObjectsAt, requiredTextAt, textAt, type Wire } from './wire.ts';

/** Gives money back out of a payment that was captured. Our key in the refund's note keeps one key from paying back twice. */
export async function refund(
  ref: ChannelOrderRef,
  amount: Money,
  attempt: { readonly key: string; readonly reason: string },
  call: Call,
): Promise<Refunded | Refusal> {
  requireAdmin(call, 'refunding');
  if (amount.minor <= 0n) return refuse('other', 'a refund gives something back');
  const order = await readOrder(ref.externalId, 'refund: order', call);
  if (order === undefined) return refuse('not-found', 'the shop does not know this order');
  const currency = requiredCurrencyOf(order);
  if (currency !== amount.currency) return refuse('other', `the order is in ${currency}`);

  const payments = optionalObjectsAt(order, 'payment_collections').flatMap(collection => optionalObjectsAt(collection, 'payments'));
  const mark = `onebasket ${attempt.key}`;
  const done = payments.map(payment => findMarked(payment, mark, amount)).find(refunded => refunded !== undefined);
  if (done) return done;
  const payment = payments.find(candidate => compareMoney(refundable(candidate, currency), amount) >= 0);
  if (payment === undefined) return refuse('limit-exceeded', 'no payment that was captured has so much left to give back');

  const answer = await askAdmin(
    {
      method: 'POST',
      path: `/admin/payments/${encodeURIComponent(requiredTextAt(payment, 'id'))}/refund`,
      body: { amount: new LosslessNumber(formatAmount(amount)), note: `${mark}: ${attempt.reason}` },
      label: 'refund',
    },
    call,
  );
  if (!answer.ok) return refuse('limit-exceeded', answer.message);
  return afterWrite(
    () =>
      findMarked(objectAt(answer.body, 'payment'), mark, amount) ?? {
        status: 'refunded',
        externalId: requiredTextAt(payment, 'id'),
        amount,
      },
  );
}

/** Amounts are rounded first, as Medusa does when it compares them. */
function refundable(payment: Wire, currency: CurrencyCode): Money {
  const amounts = (key: string) => optionalObjectsAt(payment, key).flatMap(entry => moneyAt(entry, 'amount', currency) ?? []);
  return subtract(sum(amounts('captures'), currency), sum(amounts('refunds'), currency));
}

function findMarked(payment: Wire, mark: string, amount: Money): Refunded | undefined {
  const refunds = optionalObjectsAt(payment, 'refunds');
  const marked = refunds.find(entry => textAt(entry, 'note')?.startsWith(`${mark}:`) === true);
  if (marked === undefined) return undefined;
  return { status: 'refunded', externalId: requiredTextAt(marked, 'id'), amount: moneyAt(marked, 'amount', amount.currency) ?? amount };
}
