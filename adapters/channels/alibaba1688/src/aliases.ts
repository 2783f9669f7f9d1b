import type { BasketLine } from './basket.ts';
import { toExternalId } from './offer-id.ts';

/** Orders name an offer's only SKU, whoever ordered it by the offer alone: the note remembers which id was asked for. */
export function noteOf(basket: readonly BasketLine[]): string | undefined {
  const aliases = basket.flatMap(({ externalId, offer, sku }) => {
    const full = toExternalId({ offerId: offer.offerId, ...(sku ? { specId: sku.specId } : {}) });
    return full === externalId ? [] : [[full, externalId]];
  });
  return aliases.length > 0 ? JSON.stringify(aliases) : undefined;
}

/** From the order's own id of a line to the one that was asked for. */
export function aliasesIn(note: string | undefined): ReadonlyMap<string, string> {
  try {
    return new Map(note === undefined ? [] : (JSON.parse(note) as [string, string][]));
  } catch {
    return new Map();
  }
}
