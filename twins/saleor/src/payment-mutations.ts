import { basketTotals, type Basket } from './basket.ts';
import { requirePermission, type Caller } from './caller.ts';
import { answered, denied } from './errors.ts';
import { minorOf } from './exact.ts';
import { globalId, keyOf } from './ids.ts';
import type { Grant, Order } from './order.ts';
import type { Shop } from './shop.ts';
import { eventView, transactionView, type Transaction, type TransactionEvent } from './transaction.ts';
import { tell } from './webhooks.ts';

interface MoneyInput {
  readonly amount: number | string;
  readonly currency: string;
}

/** What the shop notes of money that an app told it of. */
const BY_HAND = 'Manual adjustment of the transaction.';

/** Money told by apps, asked of the payment app, and given back. */
export function paymentMutations(shop: Shop) {
  return {
    transactionCreate: ({ id, transaction }: { id: string; transaction: TransactionInput }, caller: Caller) => {
      requirePermission(caller, 'HANDLE_PAYMENTS');
      return answered(() => {
        const { owner, currency } = ownerOf(shop, id);
        for (const [field, money] of [
          ['amountCharged', transaction.amountCharged],
          ['amountAuthorized', transaction.amountAuthorized],
        ] as const) {
          if (money && money.currency !== currency) {
            throw denied('INCORRECT_CURRENCY', field, `Currency needs to be the same as for order: ${currency}`);
          }
        }
        // The same reference again makes a second one: nothing compares them.
        const made = open(
          shop,
          owner,
          transaction.pspReference ?? '',
          currency,
          transaction.availableActions ?? [],
          undefined,
          transaction.name ?? '',
        );
        const charged = transaction.amountCharged ? minorOf(transaction.amountCharged.amount, currency) : 0;
        const authorized = transaction.amountAuthorized ? minorOf(transaction.amountAuthorized.amount, currency) : 0;
        if (charged > 0) addEvent(shop, made, 'CHARGE_SUCCESS', charged, BY_HAND, '');
        if (authorized > 0) addEvent(shop, made, 'AUTHORIZATION_SUCCESS', authorized, BY_HAND, '');
        Object.assign(made, { charged, authorized });
        return { transaction: transactionView(made) };
      });
    },
    transactionInitialize: ({
      id,
      paymentGateway,
      amount,
      idempotencyKey,
    }: {
      id: string;
      paymentGateway: { id: string; data?: unknown };
      amount?: number | string;
      idempotencyKey?: string;
    }) =>
      answered(
        () => {
          const app = shop.options.paymentApp;
          const { owner, currency, total } = ownerOf(shop, id);
          if (app?.id !== paymentGateway.id) throw denied('NOT_FOUND', 'paymentGateway', 'App with provided identifier not found.');
          const minor = amount === undefined ? total : minorOf(amount, currency);
          const known = shop.transactions.find(of => idempotencyKey !== undefined && of.idempotencyKey === idempotencyKey);
          if (known && known.events.at(-1)?.amount !== minor) {
            throw denied('UNIQUE', 'idempotencyKey', 'Different transaction with provided idempotency key already exists.');
          }
          // The app is asked again even for a key that is known.
          const answer = app.initialize({ amount: minor, data: paymentGateway.data });
          const made = known ?? open(shop, owner, `psp-${shop.serial()}`, currency, ['REFUND'], idempotencyKey);
          const event = addEvent(shop, made, answer.result, minor, answer.message ?? '');
          if (answer.result === 'CHARGE_SUCCESS') made.charged = minor;
          if (answer.result === 'AUTHORIZATION_SUCCESS') made.authorized = minor;
          if (answer.result === 'CHARGE_REQUEST') made.pending = minor;
          return { transaction: transactionView(made), transactionEvent: eventView(event, currency), data: answer.data ?? null };
        },
        { transaction: null, transactionEvent: null, data: null },
      ),
    transactionEventReport: (
      { id, type, amount, pspReference }: { id?: string; type: string; amount?: number | string; pspReference: string },
      caller: Caller,
    ) => {
      requirePermission(caller, 'HANDLE_PAYMENTS');
      return answered(() => {
        const transaction = transactionOf(shop, id);
        const { currency } = transaction;
        const known = transaction.events.find(event => event.pspReference === pspReference && event.type === type);
        if (known) return reported(transaction, known, true);
        const minor = amount === undefined ? transaction.charged : minorOf(amount, currency);
        const event = addEvent(shop, transaction, type, minor, '', pspReference);
        if (type === 'REFUND_SUCCESS') giveBack(transaction, minor);
        if (type === 'CHARGE_SUCCESS') transaction.charged += minor;
        touch(shop, transaction);
        return reported(transaction, event, false);
      });
    },
    transactionRequestAction: (
      { id, actionType, amount }: { id?: string; actionType: string; amount?: number | string },
      caller: Caller,
    ) => {
      requirePermission(caller, 'HANDLE_PAYMENTS');
      return answered(
        () => {
          const transaction = transactionOf(shop, id);
          const wanted = amount === undefined ? transaction.charged : minorOf(amount, transaction.currency);
          // More than there is is cut without a word, and the answer shows the money as it was before.
          const view = request(shop, transaction, actionType, Math.min(wanted, transaction.charged), undefined);
          return { transaction: view };
        },
        { transaction: null },
      );
    },
    transactionRequestRefundForGrantedRefund: ({ grantedRefundId }: { grantedRefundId: string }, caller: Caller) => {
      requirePermission(caller, 'HANDLE_PAYMENTS');
      return answered(
        () => {
          const grant = shop.orders.flatMap(order => order.grants).find(of => globalId('OrderGrantedRefund', of.id) === grantedRefundId);
          if (!grant?.transaction) throw denied('NOT_FOUND', 'grantedRefundId', `Couldn't resolve to a node: ${grantedRefundId}`);
          if (grant.status === 'PENDING')
            throw denied('REFUND_IS_PENDING', 'grantedRefundId', 'The refund request is already in progress.');
          if (grant.status === 'SUCCESS')
            throw denied('REFUND_ALREADY_PROCESSED', 'grantedRefundId', 'The granted refund is already processed.');
          if (grant.transaction.charged < grant.amount) {
            throw denied(
              'AMOUNT_GREATER_THAN_AVAILABLE',
              'grantedRefundId',
              'The granted refund amount is greater than available charged amount.',
            );
          }
          return { transaction: request(shop, grant.transaction, 'REFUND', grant.amount, grant) };
        },
        { transaction: null },
      );
    },
  };
}

interface TransactionInput {
  readonly name?: string | null;
  readonly pspReference?: string | null;
  readonly availableActions?: readonly string[] | null;
  readonly amountCharged?: MoneyInput | null;
  readonly amountAuthorized?: MoneyInput | null;
}

function ownerOf(shop: Shop, id: string): { readonly owner: Basket | Order; readonly currency: string; readonly total: number } {
  const basket = shop.baskets.get(keyOf('Checkout', id) ?? '');
  if (basket) return { owner: basket, currency: basket.channel.currency, total: basketTotals(shop, basket).total.gross };
  const order = shop.orders.find(({ key }) => key === keyOf('Order', id));
  if (!order) throw denied('NOT_FOUND', 'id', `Couldn't resolve to a node: ${id}`);
  return { owner: order, currency: order.channel.currency, total: order.total.gross };
}

/** A transaction of a basket or an order. */
export function open(
  shop: Shop,
  owner: Basket | Order,
  pspReference: string,
  currency: string,
  actions: readonly string[],
  idempotencyKey: string | undefined,
  name = '',
): Transaction {
  const made: Transaction = {
    key: shop.uuid(),
    name,
    pspReference,
    currency,
    actions,
    idempotencyKey,
    authorized: 0,
    charged: 0,
    pending: 0,
    refunded: 0,
    refundPending: 0,
    events: [],
  };
  shop.transactions.push(made);
  (owner.transactions as Transaction[]).push(made);
  return made;
}

function addEvent(
  shop: Shop,
  to: Transaction,
  type: string,
  amount: number,
  message: string,
  reference = to.pspReference,
): TransactionEvent {
  const event = { id: shop.serial(), type, amount, message, pspReference: reference };
  to.events.unshift(event);
  return event;
}

function transactionOf(shop: Shop, id: string | undefined): Transaction {
  const transaction = shop.transactions.find(of => globalId('TransactionItem', of.key) === id);
  if (!transaction) throw denied('NOT_FOUND', 'id', `Couldn't resolve to a node: ${id}`);
  return transaction;
}

function reported(transaction: Transaction, event: TransactionEvent, alreadyProcessed: boolean) {
  return { alreadyProcessed, transaction: transactionView(transaction), transactionEvent: eventView(event, transaction.currency) };
}

/** Asks the payment app. The view is of before its answer. */
function request(shop: Shop, transaction: Transaction, action: string, amount: number, grant: Grant | undefined) {
  addEvent(shop, transaction, `${action === 'CANCEL' ? 'CANCEL' : action}_REQUEST`, amount, '');
  const app = shop.options.paymentApp;
  if (!app) {
    const why = 'No app or plugin is configured to handle payment action requests.';
    addEvent(shop, transaction, `${action}_FAILURE`, amount, why);
    if (grant) grant.status = 'FAILURE';
    throw denied('MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK', null, why);
  }
  const view = transactionView(transaction);
  if (action === 'CANCEL') {
    transaction.authorized = 0;
    transaction.pending = 0;
    return view;
  }
  const result = app.refund?.(amount) ?? 'REFUND_SUCCESS';
  if (result === 'REFUND_SUCCESS') giveBack(transaction, amount);
  if (result === 'REFUND_REQUEST') transaction.refundPending += amount;
  else addEvent(shop, transaction, result, amount, '');
  if (grant) grant.status = ({ REFUND_SUCCESS: 'SUCCESS', REFUND_FAILURE: 'FAILURE', REFUND_REQUEST: 'PENDING' } as const)[result];
  touch(shop, transaction);
  return view;
}

function giveBack(transaction: Transaction, amount: number): void {
  transaction.charged -= amount;
  transaction.refunded += amount;
}

function touch(shop: Shop, transaction: Transaction): void {
  const order = shop.orders.find(of => of.transactions.includes(transaction));
  if (!order) return;
  order.updated = shop.now();
  tell(shop, order, ['OrderUpdated']);
}
