/** What is put into a basket: a product, one variant of a configurable product, or a bundle with its selections. */
export interface Item {
  readonly sku: string;
  /** Of the configurable product that it is a variant of. */
  readonly parentSku?: string;
  /** Of a bundle: the uids of its selections, sorted. */
  readonly selections?: readonly string[];
}

/**
 * "24-MB04", "WSH12/WSH12-28-Green" for a variant, "24-WG080*uid,uid" for a bundle. SKUs are what Magento's own baskets are filled by; each part is
 * percent-encoded, since a SKU may contain anything.
 */
export function toExternalId({ sku, parentSku, selections }: Item): string {
  if (parentSku !== undefined) return `${encodePart(parentSku)}/${encodePart(sku)}`;
  if (selections !== undefined) return `${encodePart(sku)}*${selections.toSorted().map(encodePart).join(',')}`;
  return encodePart(sku);
}

/** `undefined` for text that is no id of ours. */
export function fromExternalId(externalId: string): Item | undefined {
  const match = /^([^/*\s]+)(?:\/([^/*\s]+)|\*([^/*\s]+))?$/.exec(externalId);
  if (match?.[1] === undefined) return undefined;
  try {
    const sku = decodeURIComponent(match[1]);
    if (match[2] !== undefined) return { sku: decodeURIComponent(match[2]), parentSku: sku };
    return match[3] === undefined ? { sku } : { sku, selections: match[3].split(',').map(decodeURIComponent) };
  } catch {
    return undefined;
  }
}

/** The SKU of the product that has a page of its own. */
export function productSku({ sku, parentSku }: Item): string {
  return parentSku ?? sku;
}

/** A star is the mark of a bundle here, and `encodeURIComponent` lets it through. */
function encodePart(text: string): string {
  return encodeURIComponent(text).replaceAll('*', '%2A');
}
