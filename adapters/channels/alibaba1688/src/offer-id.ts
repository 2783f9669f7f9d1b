/** What a listing's id names: an offer, or one of its SKUs by the spec id that orders are made with. */
export interface OfferRef {
  readonly offerId: string;
  readonly specId?: string;
}

/** "610000000001", or "610000000001-b266e07265…" for a SKU. */
export function toExternalId({ offerId, specId }: OfferRef): string {
  return specId === undefined ? offerId : `${offerId}-${specId}`;
}

/** `undefined` for what cannot be the id of an offer. */
export function parseExternalId(externalId: string): OfferRef | undefined {
  const match = /^(\d{1,20})(?:-(.+))?$/.exec(externalId);
  if (!match?.[1]) return undefined;
  return { offerId: match[1], ...(match[2] === undefined ? {} : { specId: match[2] }) };
}
