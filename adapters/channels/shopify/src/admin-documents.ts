// Documents of the Admin API, 2026-04. Each has beside it what Shopify reckons for it before it runs: an object is a point, a connection as many times its
// inside as it may bring, a mutation ten; more than a thousand is refused. The answer says what it really was.

const BAG = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';

const ORDER = `fragment OrderFacts on Order {
  id name createdAt updatedAt cancelledAt displayFinancialStatus displayFulfillmentStatus
  totalPriceSet ${BAG} totalRefundedSet ${BAG}
}`;

const ORDER_LINES = `lineItems(first: 100) { nodes { quantity variant { id } discountedTotalSet ${BAG} } }`;

/** An item may be counted for several variants one day; the first stands for them. */
export const INVENTORY_ITEMS = `query InventoryItems($ids: [ID!]!) {
  nodes(ids: $ids) { id ... on InventoryItem { variants(first: 1) { nodes { id } } } }
}`;

export const ORDER_CREATE = `mutation OrderCreate($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) { order { ...OrderFacts ${ORDER_LINES} } userErrors { code field message } }
}
${ORDER}`;
export const ORDER_CREATE_COST = 520;

/** Newest first; of each only by what it is known again. */
export const ORDERS = `query Orders($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: CREATED_AT, reverse: true) {
    nodes { id createdAt sourceIdentifier customAttributes { key value } }
    pageInfo { hasNextPage endCursor }
  }
}`;
export const ORDERS_COST = 105;

/** As it was made. */
export const ORDER_LINES_BY_ID = `query OrderLines($id: ID!) { order(id: $id) { ...OrderFacts ${ORDER_LINES} } }
${ORDER}`;
export const ORDER_LINES_COST = 510;

/** As it stands, with its parcels. */
export const ORDER_BY_ID = `query OrderById($id: ID!) {
  order(id: $id) {
    ...OrderFacts
    fulfillments(first: 10) {
      id status displayStatus createdAt
      trackingInfo(first: 3) { company number url }
      fulfillmentLineItems(first: 15) { nodes { quantity lineItem { variant { id } } } }
    }
  }
}
${ORDER}`;
export const ORDER_BY_ID_COST = 500;

export const ORDER_CANCEL = `mutation OrderCancel($orderId: ID!, $reason: OrderCancelReason!, $refundMethod: OrderCancelRefundMethodInput!, $restock: Boolean!, $notifyCustomer: Boolean, $staffNote: String) {
  orderCancel(orderId: $orderId, reason: $reason, refundMethod: $refundMethod, restock: $restock, notifyCustomer: $notifyCustomer, staffNote: $staffNote) {
    job { id done }
    orderCancelUserErrors { code field message }
  }
}`;
export const ORDER_CANCEL_COST = 15;

/** What was paid and given back. */
export const ORDER_MONEY = `query OrderMoney($id: ID!) {
  order(id: $id) {
    id
    transactions(first: 50) { id kind status gateway amountSet ${BAG} parentTransaction { id } }
    refunds(first: 50) { id note totalRefundedSet ${BAG} }
  }
}`;
export const ORDER_MONEY_COST = 460;

export const REFUND_CREATE = `mutation RefundCreate($input: RefundInput!, $key: String!) {
  refundCreate(input: $input) @idempotent(key: $key) { refund { id note totalRefundedSet ${BAG} } userErrors { field message } }
}`;
export const REFUND_CREATE_COST = 20;
