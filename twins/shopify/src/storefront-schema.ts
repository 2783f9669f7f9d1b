import { buildSchema } from 'graphql';

/** The part of the Storefront schema 2026-04 that a shopper's software asks for. */
export const storefrontSchema = buildSchema(`
directive @inContext(country: CountryCode, language: LanguageCode) on QUERY | MUTATION
scalar CountryCode
scalar LanguageCode
scalar CurrencyCode
scalar Decimal
scalar DateTime
scalar URL

type Query {
  shop: Shop!
  search(query: String!, first: Int, after: String, types: [SearchType!]): SearchResultItemConnection!
  products(first: Int, after: String, query: String, reverse: Boolean = false, sortKey: ProductSortKeys = ID): ProductConnection!
  product(id: ID, handle: String): Product
  nodes(ids: [ID!]!): [Node]!
  cart(id: ID!): Cart
}
type Mutation {
  cartCreate(input: CartInput): CartCreatePayload
}

interface Node { id: ID! }
enum SearchType { ARTICLE PAGE PRODUCT }
enum ProductSortKeys { BEST_SELLING CREATED_AT ID PRICE PRODUCT_TYPE RELEVANCE TITLE UPDATED_AT VENDOR }
type Shop { name: String! }
type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
type Image { url: URL! altText: String }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! endCursor: String startCursor: String }

union SearchResultItem = Product
type SearchResultItemEdge { cursor: String! node: SearchResultItem! }
type SearchResultItemConnection { edges: [SearchResultItemEdge!]! nodes: [SearchResultItem!]! pageInfo: PageInfo! totalCount: Int! }
type ProductEdge { cursor: String! node: Product! }
type ProductConnection { edges: [ProductEdge!]! nodes: [Product!]! pageInfo: PageInfo! }
type ImageConnection { nodes: [Image!]! }
type ProductVariantEdge { cursor: String! node: ProductVariant! }
type ProductVariantConnection { edges: [ProductVariantEdge!]! nodes: [ProductVariant!]! pageInfo: PageInfo! }
type QuantityPriceBreak { minimumQuantity: Int! price: MoneyV2! }
type QuantityPriceBreakConnection { nodes: [QuantityPriceBreak!]! }
type SelectedOption { name: String! value: String! }
type Metafield { value: String! }
type TaxonomyCategory { id: ID! name: String! ancestors: [TaxonomyCategory!]! }

type Product implements Node {
  id: ID! title: String! handle: String! vendor: String! productType: String! description(truncateAt: Int): String!
  availableForSale: Boolean! onlineStoreUrl: URL requiresSellingPlan: Boolean! createdAt: DateTime! updatedAt: DateTime!
  totalInventory: Int
  category: TaxonomyCategory
  featuredImage: Image
  images(first: Int, after: String): ImageConnection!
  metafield(namespace: String, key: String!): Metafield
  variants(first: Int, after: String): ProductVariantConnection!
  selectedOrFirstAvailableVariant: ProductVariant
}
type ProductVariant implements Node {
  id: ID! title: String! sku: String barcode: String availableForSale: Boolean! currentlyNotInStock: Boolean! quantityAvailable: Int
  price: MoneyV2! compareAtPrice: MoneyV2 selectedOptions: [SelectedOption!]! image: Image requiresShipping: Boolean!
  quantityPriceBreaks(first: Int): QuantityPriceBreakConnection!
  product: Product!
}

input AttributeInput { key: String! value: String! }
input CartLineInput { merchandiseId: ID! quantity: Int = 1 attributes: [AttributeInput!] sellingPlanId: ID }
input CartBuyerIdentityInput { email: String phone: String countryCode: CountryCode customerAccessToken: String }
input CartDeliveryAddressInput {
  firstName: String lastName: String company: String address1: String address2: String city: String provinceCode: String zip: String
  countryCode: CountryCode phone: String
}
input CartAddressInput { deliveryAddress: CartDeliveryAddressInput copyFromCustomerAddressId: ID }
enum DeliveryAddressValidationStrategy { COUNTRY_CODE_ONLY STRICT }
input CartSelectableAddressInput {
  address: CartAddressInput! oneTimeUse: Boolean selected: Boolean
  validationStrategy: DeliveryAddressValidationStrategy = COUNTRY_CODE_ONLY
}
input CartDeliveryInput { addresses: [CartSelectableAddressInput!] }
input CartInput {
  attributes: [AttributeInput!] buyerIdentity: CartBuyerIdentityInput delivery: CartDeliveryInput discountCodes: [String!]
  lines: [CartLineInput!] note: String
}

type CartUserError { code: String field: [String!] message: String! }
type CartWarning { code: String! message: String! target: ID! }
type CartCreatePayload { cart: Cart userErrors: [CartUserError!]! warnings: [CartWarning!]! }
type CartCost { subtotalAmount: MoneyV2! totalAmount: MoneyV2! totalAmountEstimated: Boolean! checkoutChargeAmount: MoneyV2! }
type CartLineCost { amountPerQuantity: MoneyV2! compareAtAmountPerQuantity: MoneyV2 subtotalAmount: MoneyV2! totalAmount: MoneyV2! }
enum DiscountApplicationTargetType { LINE_ITEM SHIPPING_LINE }
interface CartDiscountAllocation { discountedAmount: MoneyV2! targetType: DiscountApplicationTargetType! }
type CartCodeDiscountAllocation implements CartDiscountAllocation { code: String! discountedAmount: MoneyV2! targetType: DiscountApplicationTargetType! }
type CartAutomaticDiscountAllocation implements CartDiscountAllocation { title: String! discountedAmount: MoneyV2! targetType: DiscountApplicationTargetType! }
type CartCustomDiscountAllocation implements CartDiscountAllocation { title: String! discountedAmount: MoneyV2! targetType: DiscountApplicationTargetType! }
union Merchandise = ProductVariant
interface BaseCartLine {
  id: ID! quantity: Int! cost: CartLineCost! discountAllocations: [CartDiscountAllocation!]! merchandise: Merchandise!
}
type CartLine implements BaseCartLine {
  id: ID! quantity: Int! cost: CartLineCost! discountAllocations: [CartDiscountAllocation!]! merchandise: Merchandise!
}
type BaseCartLineConnection { nodes: [BaseCartLine!]! pageInfo: PageInfo! }
enum DeliveryMethodType { LOCAL NONE PICKUP_POINT PICK_UP RETAIL SHIPPING }
type CartDeliveryOption { handle: String! title: String code: String description: String deliveryMethodType: DeliveryMethodType! estimatedCost: MoneyV2! }
type CartDeliveryGroup { id: ID! deliveryOptions: [CartDeliveryOption!]! selectedDeliveryOption: CartDeliveryOption }
type CartDeliveryGroupConnection { nodes: [CartDeliveryGroup!]! }
type Cart implements Node {
  id: ID! checkoutUrl: URL! note: String totalQuantity: Int! cost: CartCost! discountAllocations: [CartDiscountAllocation!]!
  lines(first: Int, after: String): BaseCartLineConnection!
  deliveryGroups(first: Int): CartDeliveryGroupConnection!
}
`);
