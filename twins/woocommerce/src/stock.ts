import type { Product, StockStatus } from './catalogue/product.ts';
import type { Order, OrderLine } from './orders/order.ts';
import type { Shop } from './shop.ts';

/** The product whose quantity counts: the parent when the variation leaves it to the parent; `undefined` when nobody counts. */
export function stockKeeper(shop: Shop, product: Product): Product | undefined {
  if (product.manageStock === true) return product;
  if (product.type !== 'variation') return undefined;
  const parent = shop.products.get(product.parentId);
  return parent?.manageStock === true ? parent : undefined;
}

/** The status that follows from a quantity. */
export function statusOf(product: Pick<Product, 'backorders'>, quantity: number): StockStatus {
  if (quantity > 0) return 'instock';
  return product.backorders === 'no' ? 'outofstock' : 'onbackorder';
}

/** Sets a quantity and the status that follows. */
export function setQuantity(shop: Shop, keeper: Product, quantity: number): void {
  keeper.manageStock = true;
  keeper.stockQuantity = quantity;
  keeper.stockStatus = statusOf(keeper, quantity);
  shop.saveProduct(keeper);
}

/**
 * Moves stock as a status change does: taken on on-hold, processing and completed, given back on cancelled and pending, left alone otherwise.
 * Takes below zero without a word.
 */
export function moveStockFor(shop: Shop, order: Order): void {
  const takes = order.status === 'on-hold' || order.status === 'processing' || order.status === 'completed';
  const gives = order.status === 'cancelled' || order.status === 'pending';
  if (!takes && !gives) return;
  for (const line of order.lines) {
    if (takes && line.reducedStock === 0) take(shop, line, line.quantity);
    if (gives && line.reducedStock > 0) take(shop, line, -line.reducedStock);
  }
}

/** Takes so many pieces of a line's product (gives back when negative) and notes it on the line; nothing when nobody counts. */
export function take(shop: Shop, line: OrderLine, quantity: number): void {
  const product = shop.products.get(line.variationId === 0 ? line.productId : line.variationId);
  const keeper = product === undefined ? undefined : stockKeeper(shop, product);
  if (keeper === undefined || quantity === 0) return;
  setQuantity(shop, keeper, (keeper.stockQuantity ?? 0) - quantity);
  line.reducedStock += quantity;
  line.meta = line.meta.filter(entry => entry.key !== '_reduced_stock');
  if (line.reducedStock !== 0) line.meta.push({ id: shop.nextMetaId(), key: '_reduced_stock', value: String(line.reducedStock) });
}
