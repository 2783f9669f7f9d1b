import type { Features } from './features.ts';

const CHOSEN = 'carrier_code carrier_title method_code method_title amount { value currency }';
const TAXES = 'price_excl_tax { value currency } price_incl_tax { value currency }';

/** What is asked of an offered way of shipping. */
export const OFFERED_SHIPPING = `${CHOSEN} ${TAXES} available error_message`;

/** What is asked of a basket after each step. */
export function cartFields(features: Features): string {
  const more = [features.discountTarget ? 'applied_to' : '', features.discountCoupon ? 'coupon { code }' : ''].join(' ');
  const discount = `discounts { label amount { value currency } ${more} }`;
  const item = /* GraphQL */ `
    __typename
    uid
    quantity
    product {
      sku
      name
      stock_status
      only_x_left_in_stock
      price_range { minimum_price { regular_price { value currency } final_price { value currency } } }
    }
    prices {
      price { value currency }
      row_total { value currency }
      row_total_including_tax { value currency }
      total_item_discount { value currency }
      ${discount}
    }
    ... on ConfigurableCartItem { configured_variant { sku stock_status only_x_left_in_stock price_range { minimum_price { regular_price { value currency } final_price { value currency } } } } }
    ... on BundleCartItem { bundle_options { values { uid } } }
  `;
  return /* GraphQL */ `
    id
    is_virtual
    ${features.pagedItems ? `itemsV2(pageSize: 100) { total_count items { ${item} } }` : `items { ${item} }`}
    applied_coupons { code }
    shipping_addresses {
      available_shipping_methods { ${OFFERED_SHIPPING} }
      selected_shipping_method { ${CHOSEN} ${features.shippingTax ? TAXES : ''} }
    }
    prices {
      grand_total { value currency }
      applied_taxes { label amount { value currency } }
      ${discount}
    }
  `;
}
