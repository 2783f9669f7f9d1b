import { buildSchema } from 'graphql';

/** The part of the Admin schema 2026-04 that makes orders, follows them and gives money back. */
export const adminSchema = buildSchema(`
directive @idempotent(key: String!) on FIELD
scalar CurrencyCode
scalar CountryCode
scalar Decimal
scalar Money
scalar DateTime
scalar URL

type Query {
  shop: Shop!
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  order(id: ID!): Order
  orders(first: Int, after: String, query: String, reverse: Boolean = false, sortKey: OrderSortKeys = PROCESSED_AT): OrderConnection!
}
type Mutation {
  orderCreate(order: OrderCreateOrderInput!, options: OrderCreateOptionsInput): OrderCreatePayload
  orderCancel(
    orderId: ID!, reason: OrderCancelReason!, refundMethod: OrderCancelRefundMethodInput, restock: Boolean!, notifyCustomer: Boolean = false, staffNote: String
  ): OrderCancelPayload
  refundCreate(input: RefundInput!): RefundCreatePayload
}

interface Node { id: ID! }
type Shop { name: String! myshopifyDomain: String! }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! endCursor: String startCursor: String }
type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
type MoneyBag { shopMoney: MoneyV2! presentmentMoney: MoneyV2! }
type ProductVariant implements Node { id: ID! }
type ProductVariantConnection { nodes: [ProductVariant!]! pageInfo: PageInfo! }
type InventoryItem implements Node { id: ID! variants(first: Int, after: String): ProductVariantConnection }
type Attribute { key: String! value: String }

enum OrderSortKeys { CREATED_AT ID ORDER_NUMBER PROCESSED_AT UPDATED_AT }
type OrderEdge { cursor: String! node: Order! }
type OrderConnection { edges: [OrderEdge!]! nodes: [Order!]! pageInfo: PageInfo! }
type LineItem implements Node { id: ID! title: String! quantity: Int! variant: ProductVariant discountedTotalSet: MoneyBag! originalTotalSet: MoneyBag! }
type LineItemConnection { nodes: [LineItem!]! pageInfo: PageInfo! }
type FulfillmentTrackingInfo { company: String number: String url: URL }
type FulfillmentLineItem { id: ID! quantity: Int lineItem: LineItem! }
type FulfillmentLineItemConnection { nodes: [FulfillmentLineItem!]! }
type Fulfillment implements Node {
  id: ID! status: String! displayStatus: String createdAt: DateTime!
  trackingInfo(first: Int): [FulfillmentTrackingInfo!]!
  fulfillmentLineItems(first: Int): FulfillmentLineItemConnection!
}
type OrderTransaction implements Node {
  id: ID! kind: String! status: String! gateway: String amountSet: MoneyBag! parentTransaction: OrderTransaction
}
type Refund implements Node { id: ID! note: String totalRefundedSet: MoneyBag! }
type Order implements Node {
  id: ID! name: String! createdAt: DateTime! updatedAt: DateTime! cancelledAt: DateTime
  displayFinancialStatus: String displayFulfillmentStatus: String! sourceIdentifier: String customAttributes: [Attribute!]! note: String
  totalPriceSet: MoneyBag! totalRefundedSet: MoneyBag!
  lineItems(first: Int, after: String): LineItemConnection!
  fulfillments(first: Int): [Fulfillment!]!
  transactions(first: Int): [OrderTransaction!]!
  refunds(first: Int): [Refund!]!
}

input MoneyInput { amount: Decimal! currencyCode: CurrencyCode! }
input MoneyBagInput { shopMoney: MoneyInput! presentmentMoney: MoneyInput }
input AttributeInput { key: String! value: String! }
input MailingAddressInput {
  firstName: String lastName: String company: String address1: String address2: String city: String provinceCode: String zip: String
  countryCode: CountryCode phone: String
}
input OrderCreateTaxLineInput { title: String! rate: Decimal! priceSet: MoneyBagInput channelLiable: Boolean }
input OrderCreateLineItemInput {
  variantId: ID productId: ID title: String quantity: Int! priceSet: MoneyBagInput taxLines: [OrderCreateTaxLineInput!] sku: String
  requiresShipping: Boolean taxable: Boolean
}
input OrderCreateShippingLineInput { title: String! code: String source: String priceSet: MoneyBagInput! taxLines: [OrderCreateTaxLineInput!] }
input OrderCreateFixedDiscountCodeAttributesInput { code: String! amountSet: MoneyBagInput }
input OrderCreatePercentageDiscountCodeAttributesInput { code: String! percentage: Float }
input OrderCreateDiscountCodeInput {
  itemFixedDiscountCode: OrderCreateFixedDiscountCodeAttributesInput
  itemPercentageDiscountCode: OrderCreatePercentageDiscountCodeAttributesInput
}
enum OrderTransactionKind { AUTHORIZATION CAPTURE SALE REFUND VOID }
enum OrderTransactionStatus { SUCCESS PENDING FAILURE ERROR }
input OrderCreateOrderTransactionInput { kind: OrderTransactionKind status: OrderTransactionStatus gateway: String amountSet: MoneyBagInput! }
input OrderCreateOrderInput {
  currency: CurrencyCode lineItems: [OrderCreateLineItemInput!] shippingAddress: MailingAddressInput billingAddress: MailingAddressInput
  email: String phone: String shippingLines: [OrderCreateShippingLineInput!] discountCode: OrderCreateDiscountCodeInput
  taxLines: [OrderCreateTaxLineInput!] taxesIncluded: Boolean transactions: [OrderCreateOrderTransactionInput!]
  sourceIdentifier: String sourceName: String customAttributes: [AttributeInput!] note: String tags: [String!] test: Boolean
}
enum OrderCreateInputsInventoryBehavior { BYPASS DECREMENT_IGNORING_POLICY DECREMENT_OBEYING_POLICY }
input OrderCreateOptionsInput { inventoryBehaviour: OrderCreateInputsInventoryBehavior = BYPASS sendReceipt: Boolean = false sendFulfillmentReceipt: Boolean = false }
type OrderCreateUserError { code: String field: [String!] message: String! }
type OrderCreatePayload { order: Order userErrors: [OrderCreateUserError!]! }

enum OrderCancelReason { CUSTOMER DECLINED FRAUD INVENTORY OTHER STAFF }
input OrderCancelRefundMethodInput { originalPaymentMethodsRefund: Boolean }
type Job { id: ID! done: Boolean! }
type OrderCancelUserError { code: String field: [String!] message: String! }
type UserError { field: [String!] message: String! }
type OrderCancelPayload { job: Job orderCancelUserErrors: [OrderCancelUserError!]! userErrors: [UserError!]! }

input OrderTransactionInput { orderId: ID! parentId: ID gateway: String! kind: OrderTransactionKind! amount: Money! }
input RefundInput { orderId: ID! note: String notify: Boolean currency: CurrencyCode transactions: [OrderTransactionInput!] allowOverRefunding: Boolean }
type RefundCreatePayload { order: Order refund: Refund userErrors: [UserError!]! }
`);
