import { afterWrite, needed, textIn, type Call, type ChannelOrderRef, type Refunded, type WireRecord } from '@onebasket/adapter-sdk';
import { add, compareMoney, formatAmount, refuse, subtract, zero, type Money, type Refusal } from '@onebasket/core';
import { ORDER_MONEY, ORDER_MONEY_COST, REFUND_CREATE, REFUND_CREATE_COST } from './admin-documents.ts';
import { askAdmin } from './client.ts';
import { unusable } from './errors.ts';
import { orderIdOf } from './find-order.ts';
import { bagIn, fieldsOf, isObject, listIn } from './wire.ts';

const WRITE = { label: 'refundCreate', effect: 'write' } as const;

/** A payment that money can be given back through, and how much of it is left. */
interface Payment {
  readonly id: string;
  readonly gateway: string;
  readonly left: Money;
}

/**
 * Gives money back through the payments that it came by. One key gives back once: Shopify knows it by `@idempotent` (which 2026-04 demands), and the
 * refund's note carries it for as long as the order lives.
 */
export async function refund(
  ref: ChannelOrderRef,
  amount: Money,
  { key, reason }: { readonly key: string; readonly reason: string },
  call: Call,
): Promise<Refunded | Refusal> {
  if (amount.minor <= 0n) return refuse('other', 'a refund gives something back');
  const id = await orderIdOf(ref, call);
  const order = id === undefined ? undefined : await readMoney(id, call);
  if (!order || id === undefined) return refuse('not-found', 'the shop has no such order');
  const mark = `onebasket ${key}`;
  const earlier = listIn(order['refunds']).find(one => textIn(one['note'])?.includes(mark));
  if (earlier) return toRefunded(earlier);

  const parts = share(amount, paymentsOf(order, amount));
  if (!parts) return refuse('payment-refused', 'less than that was paid through the shop and can be given back');
  const input = {
    orderId: id,
    currency: amount.currency,
    note: `${reason.slice(0, 200)} (${mark})`,
    notify: false,
    transactions: parts.map(({ id: parentId, gateway, left }) => ({
      orderId: id,
      parentId,
      gateway,
      kind: 'REFUND',
      amount: formatAmount(left),
    })),
  };
  const { data } = await askAdmin({ ...WRITE, document: REFUND_CREATE, variables: { input, key }, cost: REFUND_CREATE_COST }, call);
  const payload = fieldsOf(data['refundCreate']);
  if (listIn(payload['userErrors']).length > 0 && !isObject(payload['refund']))
    return refuse('payment-refused', 'the shop refused the refund');
  const made = payload['refund'];
  if (!isObject(made)) throw unusable('was answered without a refund', WRITE);
  return afterWrite(() => toRefunded(made));
}

async function readMoney(id: string, call: Call): Promise<WireRecord | undefined> {
  const operation = { label: 'order money', document: ORDER_MONEY, variables: { id }, effect: 'read', cost: ORDER_MONEY_COST } as const;
  const { data } = await askAdmin(operation, call);
  if (!('order' in data)) throw unusable('was answered without an order', operation);
  return isObject(data['order']) ? data['order'] : undefined;
}

/** Sales and captures that went well, less what was given back of each. */
function paymentsOf(order: WireRecord, { currency }: Money): readonly Payment[] {
  const transactions = listIn(order['transactions']);
  const isDone = (transaction: WireRecord, ...kinds: readonly string[]) =>
    kinds.includes(textIn(transaction['kind']) ?? '') && ['SUCCESS', 'PENDING'].includes(textIn(transaction['status']) ?? '');
  return transactions.flatMap(transaction => {
    const [id, gateway, paid] = [textIn(transaction['id']), textIn(transaction['gateway']), bagIn(transaction['amountSet'])];
    if (id === undefined || gateway === undefined || paid?.currency !== currency) return [];
    if (!isDone(transaction, 'SALE', 'CAPTURE') || transaction['status'] === 'PENDING') return [];
    const returned = transactions
      .filter(other => isDone(other, 'REFUND') && textIn(fieldsOf(other['parentTransaction'])['id']) === id)
      .reduce((all, other) => addKnown(all, bagIn(other['amountSet'])), zero(currency));
    return { id, gateway, left: subtract(paid, returned) };
  });
}

function addKnown(all: Money, more: Money | undefined): Money {
  return more?.currency === all.currency ? add(all, more) : all;
}

/** The amount shared out among the payments, in their order; `undefined` when they do not hold so much. */
function share(amount: Money, payments: readonly Payment[]): readonly Payment[] | undefined {
  const parts: Payment[] = [];
  let open = amount;
  for (const payment of payments) {
    if (open.minor === 0n) break;
    const left = compareMoney(payment.left, open) < 0 ? payment.left : open;
    if (left.minor <= 0n) continue;
    parts.push({ ...payment, left });
    open = subtract(open, left);
  }
  return open.minor === 0n ? parts : undefined;
}

function toRefunded(made: WireRecord): Refunded {
  return {
    status: 'refunded',
    externalId: needed(textIn(made['id']), 'shopify: the id of a refund'),
    amount: needed(bagIn(made['totalRefundedSet']), 'shopify: the amount of a refund'),
  };
}
