import type { Availability } from '@onebasket/adapter-sdk';
import type { WireProduct } from './wire-product.ts';

export interface Stock {
  readonly availability: Availability;
  /** Pieces left, where the shop counts them. */
  readonly stock?: number;
  /** Whose count it is: variations may share their parent's. */
  readonly countedAt: number;
}

// WooCommerce's own default for "low stock".
const LOW_STOCK = 2;

/** How many of a product or variation can be had. Goods that are not counted say only "in stock" or not; a count below zero is an oversold shop. */
export function stockOf(product: WireProduct, parent?: WireProduct): Stock {
  const counter = product.managesStock === 'parent' ? parent : undefined;
  const countedAt = product.managesStock === 'parent' ? (counter?.id ?? product.parentId ?? product.id) : product.id;
  const count = product.stockQuantity ?? counter?.stockQuantity;
  const backorders = product.backorders || (counter?.backorders ?? false);
  if (product.managesStock === false || count === undefined) {
    return { availability: availabilityByStatus.get(product.stockStatus ?? '') ?? 'UNKNOWN', countedAt };
  }
  const stock = Math.max(0, count);
  const low = product.lowStockAmount ?? counter?.lowStockAmount ?? LOW_STOCK;
  if (backorders && (count <= 0 || product.stockStatus === 'onbackorder')) return { availability: 'BACKORDER', stock, countedAt };
  if (count <= 0 || product.stockStatus === 'outofstock') return { availability: 'OUT_OF_STOCK', stock: 0, countedAt };
  return { availability: count <= low ? 'LOW_STOCK' : 'IN_STOCK', stock, countedAt };
}

const availabilityByStatus: ReadonlyMap<string, Availability> = new Map([
  ['instock', 'IN_STOCK'],
  ['outofstock', 'OUT_OF_STOCK'],
  ['onbackorder', 'BACKORDER'],
]);
