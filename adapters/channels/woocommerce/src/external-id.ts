/** A variant as WooCommerce knows it: a product, or a variation below one. */
export interface ProductRef {
  readonly productId: number;
  readonly variationId?: number;
}

/** "123" for a product, "120-121" for variation 121 of product 120: the shop's routes need both. */
export function toExternalId(ref: ProductRef): string {
  return ref.variationId ? `${ref.productId}-${ref.variationId}` : String(ref.productId);
}

/** `undefined` for text that never was one of our ids. */
export function fromExternalId(externalId: string): ProductRef | undefined {
  const match = /^([1-9]\d{0,14})(?:-([1-9]\d{0,14}))?$/.exec(externalId);
  if (!match) return undefined;
  return { productId: Number(match[1]), ...(match[2] === undefined ? {} : { variationId: Number(match[2]) }) };
}
