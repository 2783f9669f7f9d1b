// Documents of the Storefront API, checked against the schema of 2026-04. Stock and ratings come as null for tokens that may not see them.

const MONEY = '{ amount currencyCode }';

const VARIANT = `fragment VariantFacts on ProductVariant {
  id title sku barcode availableForSale currentlyNotInStock quantityAvailable
  price ${MONEY} compareAtPrice ${MONEY}
  selectedOptions { name value }
  image { url altText }
  quantityPriceBreaks(first: 10) { nodes { minimumQuantity price ${MONEY} } }
}`;

const PRODUCT = `fragment ProductFacts on Product {
  id title handle vendor productType description onlineStoreUrl requiresSellingPlan createdAt updatedAt
  category { id name ancestors { id name } }
  images(first: 10) { nodes { url altText } }
  rating: metafield(namespace: "reviews", key: "rating") { value }
  ratingCount: metafield(namespace: "reviews", key: "rating_count") { value }
}`;

const VARIANTS = 'variants(first: $variants) { nodes { ...VariantFacts } pageInfo { hasNextPage endCursor } }';
const CONTEXT = '@inContext(country: $country, language: $language)';
const PLACE = '$country: CountryCode, $language: LanguageCode';

export const SEARCH = `query Search($query: String!, $first: Int!, $after: String, $variants: Int!, ${PLACE}) ${CONTEXT} {
  search(query: $query, first: $first, after: $after, types: [PRODUCT]) {
    edges { cursor node { __typename ... on Product { ...ProductFacts ${VARIANTS} } } }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}
${PRODUCT}
${VARIANT}`;

export const PRODUCTS = `query Products($query: String, $first: Int!, $after: String, $sortKey: ProductSortKeys, $variants: Int!, ${PLACE}) ${CONTEXT} {
  products(query: $query, first: $first, after: $after, sortKey: $sortKey) {
    nodes { ...ProductFacts ${VARIANTS} }
    pageInfo { hasNextPage endCursor }
  }
}
${PRODUCT}
${VARIANT}`;

/** What follows of a product with more variants than fit. */
export const MORE_VARIANTS = `query MoreVariants($id: ID!, $after: String, $variants: Int!, ${PLACE}) ${CONTEXT} {
  product(id: $id) { variants(first: $variants, after: $after) { nodes { ...VariantFacts } pageInfo { hasNextPage endCursor } } }
}
${VARIANT}`;

/** Variants by id, and the first one that can be bought of each product. */
export const NODES = `query Listings($ids: [ID!]!, ${PLACE}) ${CONTEXT} {
  nodes(ids: $ids) {
    __typename
    ... on ProductVariant { ...VariantFacts product { ...ProductFacts } }
    ... on Product { ...ProductFacts selectedOrFirstAvailableVariant { ...VariantFacts } }
  }
}
${PRODUCT}
${VARIANT}`;

export const SHOP = 'query Shop { shop { name } }';

const ALLOCATION = `fragment Allocation on CartDiscountAllocation {
  __typename discountedAmount ${MONEY} targetType
  ... on CartCodeDiscountAllocation { code }
  ... on CartAutomaticDiscountAllocation { title }
  ... on CartCustomDiscountAllocation { title }
}`;

const CART = `fragment CartFacts on Cart {
  id checkoutUrl
  cost { subtotalAmount ${MONEY} totalAmount ${MONEY} totalAmountEstimated }
  discountAllocations { ...Allocation }
  lines(first: 250) {
    nodes {
      id quantity
      cost { amountPerQuantity ${MONEY} compareAtAmountPerQuantity ${MONEY} subtotalAmount ${MONEY} totalAmount ${MONEY} }
      discountAllocations { ...Allocation }
      merchandise { __typename ... on ProductVariant { id title availableForSale currentlyNotInStock quantityAvailable product { title } } }
    }
  }
  deliveryGroups(first: 10) {
    nodes {
      id
      deliveryOptions { handle title deliveryMethodType estimatedCost ${MONEY} }
      selectedDeliveryOption { handle }
    }
  }
}
${ALLOCATION}`;

const PAYLOAD = '{ cart { ...CartFacts } userErrors { code field message } warnings { code target message } }';

/** Carts for as many baskets at once; a single one goes by the plain name of the mutation, several by aliases (`cart0`, `cart1` …). */
export function cartCreateDocument(count: number): string {
  const each = Array.from({ length: count }, (_, at) => at);
  const inputs = each.map(at => `$input${at}: CartInput`).join(', ');
  const fields = each.map(at => `  ${count === 1 ? '' : `cart${at}: `}cartCreate(input: $input${at}) ${PAYLOAD}`);
  return `mutation CartCreate(${inputs}, ${PLACE}) ${CONTEXT} {\n${fields.join('\n')}\n}\n${CART}`;
}

/** The name under which the answer for the basket `at` of `count` comes. */
export function cartCreateName(at: number, count: number): string {
  return count === 1 ? 'cartCreate' : `cart${at}`;
}

export const CART_BY_ID = `query CartById($id: ID!) { cart(id: $id) { id checkoutUrl } }`;
