import { needed, textIn, type Call, type WireRecord } from '@onebasket/adapter-sdk';
import { compareMoney, formatAmount, refuse, zero, type Money, type Refusal } from '@onebasket/core';
import { send } from './client.ts';
import { isIdOf } from './global-id.ts';
import { grossOf, MONEY, moneyOf } from './money.ts';
import { listIn, recordIn } from './wire.ts';

const PAID = /* GraphQL */ `
  query Paid($id: ID!) {
    order(id: $id) {
      id
      total {
        gross {
          ...M
        }
      }
      transactions {
        id
        chargedAmount {
          ...M
        }
        events {
          type
          pspReference
          amount {
            ...M
          }
        }
      }
      grantedRefunds {
        id
        reason
        status
        amount {
          ...M
        }
      }
    }
  }
  ${MONEY}
`;

/** One payment of an order, with what can still be given back of it. */
export interface Payment {
  readonly id: string;
  readonly charged: Money;
  readonly events: readonly WireRecord[];
}

/** What was paid for an order, and what somebody has granted back of it. */
export interface PaidOrder {
  readonly id: string;
  readonly payments: readonly Payment[];
  readonly grants: readonly WireRecord[];
}

/** One wish to give money back; `key` is the same for every try. */
export interface RefundWish {
  readonly amount: Money;
  readonly key: string;
  readonly reason: string;
}

/** The order's money as it stands. */
export async function readPaid(id: string, call: Call): Promise<PaidOrder | undefined> {
  if (!isIdOf('Order', id)) return undefined;
  const { data } = await send({ label: 'refund: order', document: PAID, variables: { id }, effect: 'read', asApp: true }, call);
  const order = recordIn(data['order']);
  if (!order) return undefined;
  const currency = grossOf(order['total'])?.currency;
  const payments = listIn(order['transactions']).map(transaction => ({
    id: needed(textIn(transaction['id']), 'saleor: id of a transaction'),
    charged: moneyOf(transaction['chargedAmount']) ?? zero(needed(currency, 'saleor: currency of an order')),
    events: listIn(transaction['events']),
  }));
  return { id, payments, grants: listIn(order['grantedRefunds']) };
}

/** The payment that can carry it. More than there is would be cut by the shop without a word. */
export function paymentFor({ payments }: PaidOrder, amount: Money): Payment | Refusal {
  if (amount.minor <= 0n) return refuse('other', 'nothing was asked back');
  const same = payments.filter(({ charged }) => charged.currency === amount.currency && charged.minor > 0n);
  const most = same
    .map(({ charged }) => charged)
    .reduce((one, other) => (compareMoney(one, other) >= 0 ? one : other), zero(amount.currency));
  if (most.minor === 0n) return refuse('other', 'nothing has been paid that could be given back');
  return (
    same.find(({ charged }) => compareMoney(charged, amount) >= 0) ??
    refuse('limit-exceeded', `the shop can give back ${formatAmount(most)} ${most.currency} at most`, { now: most })
  );
}
