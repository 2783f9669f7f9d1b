import { basketView } from './basket-view.ts';
import { requirePermission, type Caller } from './caller.ts';
import { connect } from './connection.ts';
import { answered, denied, fault } from './errors.ts';
import { minorOf } from './exact.ts';
import { globalId, keyOf, partsOf } from './ids.ts';
import { grantView, orderView, parcelView, type Order, type Parcel } from './order.ts';
import { open } from './payment-mutations.ts';
import type { Shop } from './shop.ts';
import { tell } from './webhooks.ts';

interface Pair {
  readonly key: string;
  readonly value: string;
}
interface OrdersArguments {
  readonly first?: number;
  readonly after?: string;
  readonly channel?: string;
  readonly search?: string;
  readonly filter?: { readonly ids?: readonly string[]; readonly checkoutIds?: readonly string[]; readonly metadata?: readonly Pair[] };
  readonly where?: {
    readonly ids?: readonly string[];
    readonly number?: { readonly eq?: number };
    readonly userEmail?: { readonly eq?: string };
    readonly checkoutId?: { readonly eq?: string };
    readonly metadata?: { readonly key: string; readonly value?: { readonly eq?: string } };
    readonly updatedAt?: { readonly gte?: string; readonly lte?: string };
  };
}

/** Orders as strangers and apps find them. */
export function orderQueries(shop: Shop) {
  const byId = (id: string) => shop.orders.find(order => globalId('Order', order.key) === id);
  const view = (order: Order | undefined) => (order ? orderView(shop, order) : null);
  return {
    order: ({ id, externalReference }: { id?: string; externalReference?: string }, caller: Caller) => {
      if (externalReference !== undefined) {
        requirePermission(caller, 'MANAGE_ORDERS');
        return view(shop.orders.find(order => order.externalReference === externalReference));
      }
      if (!partsOf(id)) throw fault(`Invalid ID: ${id}. Expected: Order.`);
      return view(byId(id ?? ''));
    },
    orderByToken: ({ token }: { token: string }) => view(shop.orders.find(order => order.key === token)),
    orders: (asked: OrdersArguments, caller: Caller) => {
      requirePermission(caller, 'MANAGE_ORDERS');
      const found = shop.orders.filter(matches(asked)).toReversed();
      return connect(
        'orders',
        asked,
        found,
        ({ number }) => [number],
        order => orderView(shop, order),
      );
    },
    transaction: ({ id }: { id?: string }, caller: Caller) => {
      requirePermission(caller, 'HANDLE_PAYMENTS');
      return shop.transactions.find(of => globalId('TransactionItem', of.key) === id) ?? null;
    },
  };
}

function matches({ channel, search, filter, where }: OrdersArguments): (order: Order) => boolean {
  return order => {
    const has = (pair: { readonly key: string; readonly value: string | undefined }) => order.metadata.get(pair.key) === pair.value;
    return (
      (channel === undefined || order.channel.slug === channel) &&
      (!search || [order.number, order.externalReference, order.email].includes(search)) &&
      (!filter?.ids || filter.ids.includes(globalId('Order', order.key))) &&
      (!filter?.checkoutIds || filter.checkoutIds.includes(globalId('Checkout', order.basketKey))) &&
      (filter?.metadata ?? []).every(has) &&
      (!where?.ids || where.ids.includes(globalId('Order', order.key))) &&
      (where?.number?.eq === undefined || order.number === String(where.number.eq)) &&
      (where?.userEmail?.eq === undefined || order.email === where.userEmail.eq) &&
      (where?.checkoutId?.eq === undefined || globalId('Checkout', order.basketKey) === where.checkoutId.eq) &&
      (!where?.metadata || has({ key: where.metadata.key, value: where.metadata.value?.eq })) &&
      (!where?.updatedAt?.gte || order.updated >= new Date(where.updatedAt.gte)) &&
      (!where?.updatedAt?.lte || order.updated <= new Date(where.updatedAt.lte))
    );
  };
}

/** What people at the shop do with orders. */
export function orderMutations(shop: Shop) {
  const change = <T extends object>(id: string | undefined, caller: Caller, work: (order: Order) => T, whenDenied: object = {}) => {
    requirePermission(caller, 'MANAGE_ORDERS');
    return answered(() => {
      const order = shop.orders.find(({ key }) => key === keyOf('Order', id));
      if (!order) throw denied('NOT_FOUND', 'id', `Couldn't resolve to a node: ${id}`);
      const done = work(order);
      order.updated = shop.now();
      return { order: orderView(shop, order), ...done };
    }, whenDenied);
  };

  return {
    orderConfirm: ({ id }: { id: string }, caller: Caller) =>
      change(id, caller, order => {
        if (order.status === 'UNCONFIRMED') order.status = 'UNFULFILLED';
        return {};
      }),
    orderMarkAsPaid: ({ id, transactionReference }: { id: string; transactionReference?: string }, caller: Caller) =>
      change(id, caller, order => {
        if (order.transactions.length > 0) {
          throw denied('TRANSACTION_ERROR', 'transaction', 'Orders with transactions can not be manually marked as paid.');
        }
        const made = open(shop, order, transactionReference ?? '', order.channel.currency, ['REFUND'], undefined);
        made.charged = order.total.gross;
        return {};
      }),
    orderUpdate: ({ id, input }: { id: string; input: { externalReference?: string } }, caller: Caller) =>
      change(id, caller, order => {
        const { externalReference } = input;
        if (shop.orders.some(of => of !== order && externalReference !== undefined && of.externalReference === externalReference)) {
          throw denied('UNIQUE', 'externalReference', 'Order with this External reference already exists.');
        }
        if (externalReference !== undefined) order.externalReference = externalReference;
        return {};
      }),
    orderCancel: ({ id }: { id: string }, caller: Caller) =>
      change(id, caller, order => {
        const isShipped = order.parcels.some(({ status }) => status === 'FULFILLED');
        if (order.status === 'CANCELED' || isShipped) throw denied('CANNOT_CANCEL_ORDER', 'order', "This order can't be canceled.");
        order.status = 'CANCELED';
        tell(shop, order, ['OrderCancelled', 'OrderUpdated'], caller.app);
        return {};
      }),
    orderFulfill: ({ order: id, input }: { order?: string; input: FulfillInput }, caller: Caller) =>
      change(id, caller, order => ({ fulfillments: [parcelView(shop, order, ship(shop, order, input, caller))] }), { fulfillments: null }),
    orderFulfillmentUpdateTracking: ({ id, input }: { id: string; input: { trackingNumber?: string } }, caller: Caller) =>
      changeParcel(shop, id, caller, (order, parcel) => {
        parcel.trackingNumber = input.trackingNumber ?? '';
        tell(shop, order, ['FulfillmentTrackingNumberUpdated', 'OrderUpdated'], caller.app, parcel);
      }),
    orderFulfillmentCancel: ({ id }: { id: string }, caller: Caller) =>
      changeParcel(shop, id, caller, (order, parcel) => {
        parcel.status = 'CANCELED';
        for (const { line, quantity } of parcel.lines) {
          line.shipped -= quantity;
          if (line.variant.stock !== undefined) line.variant.stock += quantity;
        }
        order.status = statusOf(order);
      }),
    orderGrantRefundCreate: (
      { id, input }: { id: string; input: { amount?: number | string; reason?: string; transactionId?: string } },
      caller: Caller,
    ) =>
      change(id, caller, order => {
        const transaction = order.transactions.find(of => globalId('TransactionItem', of.key) === input.transactionId);
        const amount = minorOf(input.amount ?? 0, order.channel.currency);
        if (transaction && amount > transaction.charged) {
          throw denied('AMOUNT_GREATER_THAN_AVAILABLE', 'amount', 'Amount is greater than the charged amount of the transaction.');
        }
        const grant = { id: shop.serial(), amount, reason: input.reason ?? '', transaction, status: 'NONE' as const };
        order.grants.push(grant);
        return { grantedRefund: grantView(grant, order.channel.currency) };
      }),
    orderRefund: ({ id }: { id: string }, caller: Caller) =>
      change(id, caller, (): object => {
        throw denied('PAYMENT_MISSING', 'payment', "There's no payment associated with the order.");
      }),
    updateMetadata: ({ id, input }: { id: string; input: readonly Pair[] }, caller: Caller) => {
      const basket = shop.baskets.get(keyOf('Checkout', id) ?? '');
      if (!basket) requirePermission(caller, 'MANAGE_ORDERS', 'HANDLE_TAXES');
      const order = shop.orders.find(({ key }) => key === keyOf('Order', id));
      const target = basket ?? order;
      for (const { key, value } of input) target?.metadata.set(key, value);
      return { item: basket ? basketView(shop, basket) : order ? orderView(shop, order) : null, errors: [] };
    },
  };
}

interface FulfillInput {
  readonly trackingNumber?: string;
  readonly lines: readonly { readonly orderLineId?: string; readonly stocks: readonly { readonly quantity: number }[] }[];
}

function ship(shop: Shop, order: Order, input: FulfillInput, { app }: Caller): Parcel {
  const lines = input.lines.map(({ orderLineId, stocks }) => {
    const line = order.lines.find(of => globalId('OrderLine', of.id) === orderLineId);
    if (!line) throw denied('NOT_FOUND', 'orderLineId', `Couldn't resolve to a node: ${orderLineId}`);
    const quantity = stocks.reduce((sum, stock) => sum + stock.quantity, 0);
    const left = line.quantity - line.shipped;
    if (quantity > left) {
      throw denied('FULFILL_ORDER_LINE', 'orderLineId', `Only ${left} item${left === 1 ? '' : 's'} remaining to fulfill.`, {
        orderLines: [globalId('OrderLine', line.id)],
      });
    }
    return { line, quantity };
  });
  for (const { line, quantity } of lines) {
    line.shipped += quantity;
    if (line.variant.stock !== undefined) line.variant.stock -= quantity;
  }
  const parcel: Parcel = {
    id: shop.serial(),
    ordinal: order.parcels.length + 1,
    status: 'FULFILLED',
    trackingNumber: input.trackingNumber ?? '',
    created: shop.now(),
    lines,
  };
  order.parcels.push(parcel);
  order.status = statusOf(order);
  const all = order.status === 'FULFILLED' ? (['OrderFulfilled'] as const) : [];
  tell(
    shop,
    order,
    ['FulfillmentCreated', ...(parcel.trackingNumber ? (['FulfillmentTrackingNumberUpdated'] as const) : []), 'OrderUpdated', ...all],
    app,
    parcel,
  );
  return parcel;
}

function statusOf({ lines, status }: Order): Order['status'] {
  if (status === 'CANCELED') return status;
  if (lines.every(line => line.shipped === line.quantity)) return 'FULFILLED';
  return lines.some(line => line.shipped > 0) ? 'PARTIALLY_FULFILLED' : 'UNFULFILLED';
}

function changeParcel(shop: Shop, id: string, caller: Caller, work: (order: Order, parcel: Parcel) => void) {
  requirePermission(caller, 'MANAGE_ORDERS');
  return answered(() => {
    for (const order of shop.orders) {
      const parcel = order.parcels.find(of => globalId('Fulfillment', of.id) === id);
      if (!parcel) continue;
      work(order, parcel);
      order.updated = shop.now();
      return { fulfillment: parcelView(shop, order, parcel), order: orderView(shop, order) };
    }
    throw denied('NOT_FOUND', 'id', `Couldn't resolve to a node: ${id}`);
  });
}
