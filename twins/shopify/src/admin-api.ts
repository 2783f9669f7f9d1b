import { getDirectiveValues, GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { adminSchema } from './admin-schema.ts';
import type { Catalogue } from './catalogue.ts';
import { toCents } from './cents.ts';
import { page } from './connection.ts';
import { gid, numberIn } from './gid.ts';
import { createOrder, type OrderCreateInput, type OrderCreateOptions } from './order-create.ts';
import { orderView, refundView } from './order-view.ts';
import { paidCents, refundedCents, type Orders, type TwinOrder } from './orders.ts';

/** What the Admin API works on. */
export interface AdminContext {
  readonly shopName: string;
  readonly shopDomain: string;
  readonly currency: string;
  readonly catalogue: Catalogue;
  readonly orders: Orders;
  /** Are cancellations carried out later, by `runJobs`? */
  readonly jobs: (() => void)[] | undefined;
  /** Does the index that `query` reads see an order yet? */
  readonly isIndexed: (order: TwinOrder) => boolean;
}

interface RefundInput {
  readonly orderId: string;
  readonly note?: string;
  readonly transactions?: readonly {
    readonly parentId?: string;
    readonly gateway: string;
    readonly kind: string;
    readonly amount: unknown;
  }[];
}

/** What the Admin API answers, field by field. */
export function adminRoot(context: AdminContext) {
  const { orders, catalogue } = context;
  const orderBy = (id: unknown) => orders.get(numberIn(id, 'Order') ?? 0);
  return {
    shop: () => ({ name: context.shopName, myshopifyDomain: context.shopDomain }),
    // An inventory item has here the number of its variant.
    nodes: ({ ids }: { readonly ids: readonly string[] }) =>
      ids.map(id => {
        const number = numberIn(id, 'InventoryItem');
        const found = number === undefined ? undefined : catalogue.variant(number);
        return found
          ? {
              __typename: 'InventoryItem',
              id,
              variants: page([{ __typename: 'ProductVariant', id: gid('ProductVariant', found.variant.id) }], {}),
            }
          : null;
      }),
    order: ({ id }: { readonly id: string }) => {
      const order = orderBy(id);
      return order ? orderView(order) : null;
    },
    orders: ({
      query,
      reverse,
      ...args
    }: {
      readonly query?: string;
      readonly reverse?: boolean;
      readonly first?: number;
      readonly after?: string;
    }) => {
      const found = query ? orders.all().filter(order => context.isIndexed(order) && matches(order, query)) : [...orders.all()];
      return page((reverse ? found.toReversed() : found).map(orderView), args);
    },
    orderCreate: ({ order, options }: { readonly order: OrderCreateInput; readonly options?: OrderCreateOptions }) =>
      createOrder(order, options ?? {}, context),
    orderCancel: ({ orderId, restock, refundMethod }: CancelArgs) => {
      const order = orderBy(orderId);
      if (!order) return cancelError('NOT_FOUND', 'Order does not exist');
      if (order.cancelledAt !== undefined) return cancelError('INVALID', 'Order has already been cancelled');
      if (order.fulfillments.length > 0) return cancelError('INVALID', 'Cannot cancel a fulfilled order');
      const work = () => {
        if (restock) for (const { variantId, quantity } of order.lines) if (variantId !== undefined) catalogue.take(variantId, -quantity);
        orders.cancel(order, refundMethod?.originalPaymentMethodsRefund === true);
      };
      if (context.jobs) context.jobs.push(work);
      else work();
      return { job: { id: gid('Job', `${order.id}-cancel`), done: false }, orderCancelUserErrors: [], userErrors: [] };
    },
    refundCreate: ({ input }: { readonly input: RefundInput }, _: unknown, info: GraphQLResolveInfo) =>
      refundCreate(input, keyIn(info), orders),
  };
}

interface CancelArgs {
  readonly orderId: string;
  readonly restock: boolean;
  readonly refundMethod?: { readonly originalPaymentMethodsRefund?: boolean };
}

function cancelError(code: string, message: string) {
  return { job: null, orderCancelUserErrors: [{ code, field: ['orderId'], message }], userErrors: [{ field: ['orderId'], message }] };
}

/** Since 2026-04 money is only given back with a key. */
function keyIn(info: GraphQLResolveInfo): string {
  const directive = adminSchema.getDirective('idempotent');
  const [field] = info.fieldNodes;
  const key = directive && field ? getDirectiveValues(directive, field, info.variableValues)?.['key'] : undefined;
  if (typeof key === 'string' && key !== '') return key;
  throw new GraphQLError('The @idempotent directive is required for this mutation but was not provided.', {
    extensions: { code: 'BAD_REQUEST' },
  });
}

function refundCreate({ orderId, note, transactions = [] }: RefundInput, key: string, orders: Orders) {
  const order = orders.get(numberIn(orderId, 'Order') ?? 0);
  if (!order) return refundError('Order does not exist');
  const parts = transactions.map(({ parentId, gateway, amount }) => ({
    parentId: numberIn(parentId, 'OrderTransaction') ?? 0,
    gateway,
    cents: toCents(amount),
  }));
  const asked = parts.reduce((all, { cents }) => all + cents, 0n);
  if (!orders.wasRefunded(key)) {
    if (parts.some(({ parentId }) => !order.transactions.some(({ id }) => id === parentId)))
      return refundError('Parent transaction is invalid');
    if (asked > paidCents(order) - refundedCents(order)) return refundError('Refund amount is greater than net payment received');
  }
  const refund = orders.refund(order, parts, note ?? null, key);
  return { order: orderView(order), refund: refundView(refund, order), userErrors: [] };
}

function refundError(message: string) {
  return { order: null, refund: null, userErrors: [{ field: ['transactions'], message }] };
}

function matches(order: TwinOrder, query: string): boolean {
  const match = /^(source_identifier|cart_token|name):"?([^"]*)"?$/.exec(query.trim());
  if (!match) return false;
  const own = { source_identifier: order.sourceIdentifier, cart_token: order.cartToken, name: order.name }[match[1] as 'name'];
  return own === match[2];
}
