/** A variant as the channel names it to us. The Shop API reads a variant only through its product, so both ids are needed. */
export interface VariantId {
  readonly productId: string;
  readonly variantId: string;
}

/** "12.34": product and variant. Ids are integers or UUIDs, which have dashes. */
export function toExternalId({ productId, variantId }: VariantId): string {
  return `${productId}.${variantId}`;
}

/** `undefined` for text that is no id of ours. */
export function fromExternalId(externalId: string): VariantId | undefined {
  const match = /^([^.\s]{1,60})\.([^.\s]{1,60})$/.exec(externalId);
  return match?.[1] !== undefined && match[2] !== undefined ? { productId: match[1], variantId: match[2] } : undefined;
}
