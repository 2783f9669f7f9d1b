import { buildSchema, type GraphQLSchema } from 'graphql';

/** The part of the schema of 2.4.8 that a guest's software asks for; what follows `# 2.4.7` came with that version or later. */
const SDL = `
type Query {
  storeConfig: StoreConfig
  products(search: String, filter: ProductAttributeFilterInput, pageSize: Int = 20, currentPage: Int = 1, sort: ProductAttributeSortInput): Products
  cart(cart_id: String!): Cart
  country(id: String): Country
  guestOrder(input: OrderInformationInput!): CustomerOrder! # 2.4.7
  guestOrderByToken(input: OrderTokenInput!): CustomerOrder! # 2.4.7
}
type Mutation {
  createGuestCart(input: CreateGuestCartInput): CreateGuestCartOutput # 2.4.7
  createEmptyCart(input: createEmptyCartInput): String
  addProductsToCart(cartId: String!, cartItems: [CartItemInput!]!): AddProductsToCartOutput
  removeItemFromCart(input: RemoveItemFromCartInput): CartOutput
  setGuestEmailOnCart(input: SetGuestEmailOnCartInput): CartOutput
  setShippingAddressesOnCart(input: SetShippingAddressesOnCartInput): CartOutput
  setShippingMethodsOnCart(input: SetShippingMethodsOnCartInput): CartOutput
  setBillingAddressOnCart(input: SetBillingAddressOnCartInput): CartOutput
  applyCouponToCart(input: ApplyCouponToCartInput): CartOutput
  setPaymentMethodOnCart(input: SetPaymentMethodOnCartInput): CartOutput
  placeOrder(input: PlaceOrderInput): PlaceOrderOutput
  estimateTotals(input: EstimateTotalsInput!): CartOutput! # 2.4.7
  estimateShippingMethods(input: EstimateTotalsInput!): [AvailableShippingMethod] # 2.4.7
  requestGuestOrderCancel(input: GuestOrderCancelInput!): CancelOrderOutput # 2.4.7
}
type StoreConfig { code: String store_name: String base_currency_code: String default_display_currency_code: String }
type Country { id: String available_regions: [Region] }
type Region { id: Int code: String name: String }
type Money { value: Float currency: CurrencyEnum }
enum CurrencyEnum { USD EUR GBP JPY CHF SEK CNY }
enum SortEnum { ASC DESC }

input FilterEqualTypeInput { eq: String in: [String] }
input FilterMatchTypeInput { match: String }
input FilterRangeTypeInput { from: String to: String }
input ProductAttributeFilterInput { sku: FilterEqualTypeInput name: FilterMatchTypeInput price: FilterRangeTypeInput url_key: FilterEqualTypeInput }
input ProductAttributeSortInput { name: SortEnum position: SortEnum price: SortEnum relevance: SortEnum }
type SearchResultPageInfo { current_page: Int page_size: Int total_pages: Int }
type Products { items: [ProductInterface] total_count: Int page_info: SearchResultPageInfo }
type ComplexTextValue { html: String! }
type ProductImage { url: String label: String disabled: Boolean }
type Breadcrumb { category_name: String category_level: Int }
type CategoryTree { name: String breadcrumbs: [Breadcrumb] }
type PriceRange { minimum_price: ProductPrice! maximum_price: ProductPrice }
type ProductPrice { regular_price: Money! final_price: Money! }
type TierPrice { quantity: Float final_price: Money }
interface AttributeValueInterface { code: ID! }
type AttributeValue implements AttributeValueInterface { code: ID! value: String! }
type AttributeSelectedOption { label: String! value: String! }
type AttributeSelectedOptions implements AttributeValueInterface { code: ID! selected_options: [AttributeSelectedOption]! }
type ProductCustomAttributes { items: [AttributeValueInterface]! }
interface CustomizableOptionInterface { required: Boolean }
interface CustomizableProductInterface { options: [CustomizableOptionInterface] }
${[
  'interface ProductInterface',
  'type SimpleProduct implements ProductInterface & CustomizableProductInterface',
  'type VirtualProduct implements ProductInterface & CustomizableProductInterface',
  'type ConfigurableProduct implements ProductInterface & CustomizableProductInterface',
  'type BundleProduct implements ProductInterface & CustomizableProductInterface',
]
  .map(
    head => `${head} {
  uid: ID! sku: String name: String url_key: String url_suffix: String canonical_url: String
  stock_status: String only_x_left_in_stock: Float rating_summary: Float! review_count: Int!
  description: ComplexTextValue short_description: ComplexTextValue
  image: ProductImage small_image: ProductImage media_gallery: [ProductImage] categories: [CategoryTree]
  price_range: PriceRange! price_tiers: [TierPrice]
  custom_attributesV2: ProductCustomAttributes # 2.4.7
  ${head.startsWith('type') ? 'options: [CustomizableOptionInterface]' : ''}
  ${head.includes('Configurable') ? 'configurable_options: [ConfigurableProductOptions] variants: [ConfigurableVariant]' : ''}
  ${head.includes('Bundle') ? 'dynamic_price: Boolean items: [BundleItem]' : ''}
}`,
  )
  .join('\n')}
type ConfigurableProductOptions { attribute_code: String label: String }
type ConfigurableAttributeOption { code: String label: String }
type ConfigurableVariant { attributes: [ConfigurableAttributeOption] product: SimpleProduct }
type BundleItem { title: String required: Boolean options: [BundleItemOption] }
type BundleItemOption { uid: ID! quantity: Float is_default: Boolean label: String product: ProductInterface }

input CreateGuestCartInput { cart_uid: ID }
input createEmptyCartInput { cart_id: String }
input EnteredOptionInput { uid: ID! value: String! }
input CartItemInput { sku: String! quantity: Float! parent_sku: String selected_options: [ID!] entered_options: [EnteredOptionInput!] }
input RemoveItemFromCartInput { cart_id: String! cart_item_uid: ID }
input SetGuestEmailOnCartInput { cart_id: String! email: String! }
input CartAddressInput {
  firstname: String! lastname: String! company: String street: [String!]! city: String! region: String region_id: Int postcode: String
  country_code: String! telephone: String save_in_address_book: Boolean
}
input ShippingAddressInput { address: CartAddressInput customer_notes: String }
input SetShippingAddressesOnCartInput { cart_id: String! shipping_addresses: [ShippingAddressInput!]! }
input ShippingMethodInput { carrier_code: String! method_code: String! }
input SetShippingMethodsOnCartInput { cart_id: String! shipping_methods: [ShippingMethodInput!]! }
input BillingAddressInput { address: CartAddressInput same_as_shipping: Boolean }
input SetBillingAddressOnCartInput { cart_id: String! billing_address: BillingAddressInput! }
input ApplyCouponToCartInput { cart_id: String! coupon_code: String! }
input PaymentMethodInput { code: String! purchase_order_number: String }
input SetPaymentMethodOnCartInput { cart_id: String! payment_method: PaymentMethodInput! }
input PlaceOrderInput { cart_id: String! }
input CustomerAddressRegionInput { region: String region_code: String region_id: Int }
input EstimateAddressInput { country_code: String! region: CustomerAddressRegionInput postcode: String }
input EstimateTotalsInput { cart_id: String! address: EstimateAddressInput! shipping_method: ShippingMethodInput }

type CreateGuestCartOutput { cart: Cart }
type CartOutput { cart: Cart! }
type AddProductsToCartOutput { cart: Cart! user_errors: [Error!]! }
interface Error { message: String! code: String! } 
type CartUserInputError implements Error { message: String! code: String! }
type InsufficientStockError implements Error { message: String! code: String! quantity: Float } # 2.4.7
type Cart {
  id: ID! email: String is_virtual: Boolean!
  items: [CartItemInterface]
  itemsV2(pageSize: Int = 20, currentPage: Int = 1): CartItems # 2.4.7
  applied_coupons: [AppliedCoupon]
  shipping_addresses: [ShippingCartAddress]!
  available_payment_methods: [PaymentMethodCode]
  prices: CartPrices
}
type CartItems { items: [CartItemInterface]! total_count: Int! }
type AppliedCoupon { code: String! }
type PaymentMethodCode { code: String! }
type ShippingCartAddress { available_shipping_methods: [AvailableShippingMethod] selected_shipping_method: SelectedShippingMethod }
type SelectedShippingMethod {
  carrier_code: String! carrier_title: String! method_code: String! method_title: String! amount: Money!
  price_excl_tax: Money! # 2.4.7
  price_incl_tax: Money! # 2.4.7
}
type AvailableShippingMethod {
  carrier_code: String! carrier_title: String! method_code: String method_title: String available: Boolean! error_message: String
  amount: Money! price_excl_tax: Money! price_incl_tax: Money!
}
type Discount {
  amount: Money! label: String!
  applied_to: CartDiscountType! # 2.4.7
}
enum CartDiscountType { ITEM SHIPPING }
type CartTaxItem { amount: Money! label: String! }
type CartPrices { grand_total: Money applied_taxes: [CartTaxItem] discounts: [Discount] }
type CartItemPrices {
  price: Money! row_total: Money! row_total_including_tax: Money! total_item_discount: Money discounts: [Discount]
}
${[
  'interface CartItemInterface',
  'type SimpleCartItem implements CartItemInterface',
  'type VirtualCartItem implements CartItemInterface',
  'type ConfigurableCartItem implements CartItemInterface',
  'type BundleCartItem implements CartItemInterface',
]
  .map(
    head => `${head} {
  uid: ID! quantity: Float! product: ProductInterface! prices: CartItemPrices
  ${head.includes('Configurable') ? 'configured_variant: ProductInterface!' : ''}
  ${head.includes('Bundle') ? 'bundle_options: [SelectedBundleOption]!' : ''}
}`,
  )
  .join('\n')}
type SelectedBundleOption { values: [SelectedBundleOptionValue]! }
type SelectedBundleOptionValue { uid: ID! }

type PlaceOrderOutput {
  order: Order
  orderV2: CustomerOrder # 2.4.7
  errors: [PlaceOrderError!]! # 2.4.7
}
type Order { order_number: String! order_id: String }
type PlaceOrderError { message: String! code: String! }
input OrderInformationInput { number: String! email: String! lastname: String! }
input OrderTokenInput { token: String! }
type CustomerOrder {
  number: String! token: String! status: String! items: [OrderItem] total: OrderTotal shipments: [OrderShipment] credit_memos: [CreditMemo]
}
type OrderItem {
  product_sku: String! quantity_ordered: Float quantity_invoiced: Float quantity_shipped: Float quantity_refunded: Float quantity_canceled: Float
}
type OrderTotal { grand_total: Money! }
type OrderShipment { id: ID! number: String! tracking: [ShipmentTracking] items: [ShipmentItem] }
type ShipmentTracking { title: String! carrier: String! number: String }
type ShipmentItem { product_sku: String! quantity_shipped: Float! }
type CreditMemo { total: OrderTotal }
input GuestOrderCancelInput { token: String! reason: String! }
type CancelOrderOutput { error: String errorV2: CancelOrderError order: CustomerOrder }
type CancelOrderError { message: String! code: String! }
`;

/** The schema as this version has it. */
export function schemaOf(version: '2.4.6' | '2.4.8'): GraphQLSchema {
  const lines = SDL.split('\n').filter(line => version === '2.4.8' || !line.includes('# 2.4.7'));
  return buildSchema(lines.join('\n'));
}
