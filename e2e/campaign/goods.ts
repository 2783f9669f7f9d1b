import type { BareProduct } from '../support/bare-shop.ts';

/** Goods that every shop sells, each known by one GTIN. */
export const PRODUCTS = 24;
const PLENTY = 1_000_000;

/** Each product is cheapest at one shop, and dearer step by step at the next ones. */
export function priceMinor(shop: number, product: number, shops: number): number {
  return 1_000 + 137 * product + 50 * ((shop - (product % shops) + shops) % shops);
}

export function goodsOf(shop: number, shops: number): readonly BareProduct[] {
  return Array.from({ length: PRODUCTS }, (_, product) => {
    const price = (priceMinor(shop, product, shops) / 100).toFixed(2);
    return {
      id: product + 1,
      name: `Brightex K${product + 100} kettle`,
      price,
      regular_price: price,
      manage_stock: true,
      stock_quantity: PLENTY,
      global_unique_id: gtin(product),
    };
  });
}

/** A GTIN-13 with its check digit. */
function gtin(product: number): string {
  const digits = `690123456${String(product).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
