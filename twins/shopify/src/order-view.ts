import { toText } from './cents.ts';
import { gid } from './gid.ts';
import { paidCents, refundedCents, type OrderLine, type Transaction, type TwinOrder, type TwinRefund } from './orders.ts';

function bag(cents: bigint, currencyCode: string) {
  const money = { amount: toText(cents), currencyCode };
  return { shopMoney: money, presentmentMoney: money };
}

/** An order as the Admin API shows it. */
export function orderView(order: TwinOrder) {
  const { currency } = order;
  const lines = order.lines.map(line => lineView(line, currency));
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    name: order.name,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt ?? null,
    displayFinancialStatus: paymentOf(order),
    displayFulfillmentStatus: order.fulfillments.length > 0 ? 'FULFILLED' : 'UNFULFILLED',
    sourceIdentifier: order.sourceIdentifier,
    customAttributes: order.attributes,
    note: null,
    totalPriceSet: bag(order.totalCents, currency),
    totalRefundedSet: bag(refundedCents(order), currency),
    lineItems: ({ first = 50 }: { first?: number }) => ({ nodes: lines.slice(0, first) }),
    fulfillments: ({ first = 50 }: { first?: number }) =>
      order.fulfillments
        .slice(0, first)
        .map(({ id, createdAt, displayStatus = 'IN_TRANSIT', company = null, number = null, url = null }) => ({
          id: gid('Fulfillment', id),
          status: 'SUCCESS',
          displayStatus,
          createdAt,
          trackingInfo: [{ company, number, url }],
          fulfillmentLineItems: { nodes: lines.map(line => ({ id: `${line.id}/f`, quantity: line.quantity, lineItem: line })) },
        })),
    transactions: ({ first = 50 }: { first?: number }) => order.transactions.slice(0, first).map(one => transactionView(one, order)),
    refunds: ({ first = 50 }: { first?: number }) => order.refunds.slice(0, first).map(one => refundView(one, order)),
  };
}

export function refundView({ id, note, cents }: TwinRefund, { currency }: TwinOrder) {
  return { id: gid('Refund', id), note, totalRefundedSet: bag(cents, currency) };
}

function lineView({ id, variantId, title, quantity, cents }: OrderLine, currency: string) {
  return {
    id: gid('LineItem', id),
    title,
    quantity,
    variant: variantId === undefined ? null : { __typename: 'ProductVariant', id: gid('ProductVariant', variantId) },
    originalTotalSet: bag(cents, currency),
    discountedTotalSet: bag(cents, currency),
  };
}

function transactionView({ id, kind, status, gateway, cents, parentId }: Transaction, order: TwinOrder): object {
  const parent = order.transactions.find(one => one.id === parentId);
  return {
    id: gid('OrderTransaction', id),
    kind,
    status,
    gateway,
    amountSet: bag(cents, order.currency),
    parentTransaction: parent ? transactionView(parent, order) : null,
  };
}

function paymentOf(order: TwinOrder): string {
  const [paid, back] = [paidCents(order), refundedCents(order)];
  if (paid === 0n) return order.cancelledAt === undefined ? 'PENDING' : 'VOIDED';
  if (back === 0n) return 'PAID';
  return back < paid ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}
