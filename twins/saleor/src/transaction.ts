import { moneyView } from './exact.ts';
import { globalId } from './ids.ts';

export interface TransactionEvent {
  readonly id: number;
  readonly type: string;
  readonly amount: number;
  readonly pspReference: string;
  readonly message: string;
}

/** Money that an app has told of, in minor units. */
export interface Transaction {
  readonly key: string;
  readonly name: string;
  readonly pspReference: string;
  readonly currency: string;
  readonly actions: readonly string[];
  readonly idempotencyKey: string | undefined;
  authorized: number;
  charged: number;
  /** Neither charged nor authorised yet, but counted as cover. */
  pending: number;
  refunded: number;
  refundPending: number;
  /** Newest first. */
  events: TransactionEvent[];
}

export function chargedOf(transactions: readonly Transaction[]): number {
  return transactions.reduce((sum, { charged }) => sum + charged, 0);
}

/** How far the money covers a total. Pending and authorised money covers, but is not charged. */
export function coverOf(transactions: readonly Transaction[], total: number) {
  const charged = chargedOf(transactions);
  const authorized = transactions.reduce((sum, of) => sum + of.authorized + of.pending, charged);
  return {
    isCovered: authorized >= total,
    authorized: authorized >= total && total > 0 ? 'FULL' : authorized > 0 ? 'PARTIAL' : 'NONE',
    charged: charged > total ? 'OVERCHARGED' : charged === total && total > 0 ? 'FULL' : charged > 0 ? 'PARTIAL' : 'NONE',
  };
}

export function transactionView(transaction: Transaction) {
  const { key, currency } = transaction;
  return {
    id: globalId('TransactionItem', key),
    token: key,
    name: transaction.name,
    pspReference: transaction.pspReference,
    actions: transaction.actions,
    authorizedAmount: moneyView(transaction.authorized, currency),
    chargedAmount: moneyView(transaction.charged, currency),
    refundedAmount: moneyView(transaction.refunded, currency),
    refundPendingAmount: moneyView(transaction.refundPending, currency),
    canceledAmount: moneyView(0, currency),
    events: transaction.events.map(event => eventView(event, currency)),
  };
}

export function eventView(event: TransactionEvent, currency: string) {
  return {
    id: globalId('TransactionEvent', event.id),
    type: event.type,
    amount: moneyView(event.amount, currency),
    pspReference: event.pspReference,
    message: event.message,
    idempotencyKey: null,
  };
}
