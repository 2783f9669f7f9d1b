import type { Offer, OfferPrice, OfferSku } from './offer.ts';

/** What one piece costs when so many pieces of the whole offer are bought; `undefined` below the first tier and where no price is told. */
export function unitPrice(offer: Offer, sku: OfferSku | undefined, offerQuantity: number): OfferPrice | undefined {
  if (sku?.price && !offer.isPricedByQuantity) return sku.price;
  if (offer.tiers.length > 0) return offer.tiers.findLast(({ from }) => from <= offerQuantity);
  return sku?.price;
}

/** What the first piece of the smallest order costs: never a price of one piece where one piece cannot be had. */
export function firstPrice(offer: Offer, sku: OfferSku | undefined): OfferPrice | undefined {
  const price = unitPrice(offer, sku, Math.max(offer.minQuantity, offer.tiers[0]?.from ?? 1));
  if (price || sku) return price;
  // Without a choice the cheapest SKU is what the platform itself shows.
  return offer.skus
    .flatMap(one => one.price ?? [])
    .reduce<OfferPrice | undefined>((least, one) => (least && least.price.minor <= one.price.minor ? least : one), undefined);
}
