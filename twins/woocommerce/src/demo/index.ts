import type { Product } from '../catalogue/product.ts';
import { harborProducts, lanternProducts } from './shops.ts';

export const DEMO_SHOPS = ['lantern', 'harbor'] as const;

/** The two invented shops. */
export type DemoShop = (typeof DEMO_SHOPS)[number];

/** The catalogue of an invented shop: about 600 products, the same ones on every machine. Half of them the other shop has too, written differently. */
export function demoCatalogue(shop: DemoShop): Product[] {
  switch (shop) {
    case 'lantern':
      return lanternProducts();
    case 'harbor':
      return harborProducts();
    default:
      throw new TypeError(`unknown demo shop ${JSON.stringify(shop)}; known: ${DEMO_SHOPS.join(', ')}`);
  }
}
