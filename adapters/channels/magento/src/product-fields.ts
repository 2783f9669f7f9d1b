import type { Features } from './features.ts';
import type { MagentoSettings } from './settings.ts';

const PRICES = /* GraphQL */ `
  price_range {
    minimum_price {
      regular_price { value currency }
      final_price { value currency }
    }
    maximum_price {
      final_price { value currency }
    }
  }
  price_tiers {
    quantity
    final_price { value currency }
  }
`;

const CUSTOM_ATTRIBUTES = /* GraphQL */ `
  custom_attributesV2 {
    items {
      code
      ... on AttributeValue { value }
      ... on AttributeSelectedOptions { selected_options { label value } }
    }
  }
`;

/** What is asked of a product: of all kinds, and of each what it is sold by. Far below the limits of complexity (300) and depth (20). */
export function productFields(features: Features, settings: Pick<MagentoSettings, 'gtinAttribute'>): string {
  const attributes = features.customAttributes ? CUSTOM_ATTRIBUTES : '';
  const own = settings.gtinAttribute !== undefined && !features.customAttributes ? settings.gtinAttribute : '';
  return /* GraphQL */ `
    __typename
    uid
    sku
    name
    url_key
    url_suffix
    canonical_url
    stock_status
    only_x_left_in_stock
    rating_summary
    review_count
    description { html }
    short_description { html }
    image { url label }
    media_gallery { url label disabled }
    categories { name breadcrumbs { category_name category_level } }
    ${PRICES}
    ${attributes}
    ${own}
    ... on CustomizableProductInterface { options { required } }
    ... on ConfigurableProduct {
      configurable_options { attribute_code label }
      variants {
        attributes { code label }
        product {
          sku
          name
          stock_status
          only_x_left_in_stock
          image { url label }
          ${PRICES}
          ${attributes}
          ${own}
        }
      }
    }
    ... on BundleProduct {
      dynamic_price
      items {
        title
        required
        options {
          uid
          quantity
          is_default
          label
          product { stock_status ${PRICES} }
        }
      }
    }
  `;
}
