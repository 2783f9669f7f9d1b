import type { Attribute, BasedPrice, ChannelListing, ChannelPromotion } from '@onebasket/adapter-sdk';
import { toGtin14, toMoneyJson } from '@onebasket/core';
import { listingId, type ListingDoc, type PromotionDoc } from './listing-doc.ts';

/** A listing as observed, before it is held for a product. */
export type ObservedListing = Omit<ListingDoc, 'productId' | 'match' | 'takenAt' | 'takenBy'>;

const TITLE_CHARACTERS = 1_000;
const DESCRIPTION_CHARACTERS = 20_000;
const VALUE_CHARACTERS = 2_000;
const IMAGES = 30;
const ATTRIBUTES = 200;
const PRICES = 50;
const PROMOTIONS = 50;

/** What a channel said of one variant, as a document. Texts beyond all reason are cut; what was not said is left out; a price below zero is no price. */
export function toListingDoc(
  channelId: string,
  listing: ChannelListing,
  observed: { at: string; source: ListingDoc['source'] },
): ObservedListing {
  const { price, listPrice } = listing;
  return {
    _id: listingId(channelId, listing.externalId),
    v: 1,
    shape: 1,
    channelId,
    externalId: listing.externalId,
    title: cut(listing.title, TITLE_CHARACTERS),
    gtins: listing.gtins.slice(0, 20).map(gtin => cut(gtin, 40)),
    gtin14s: [...new Set(listing.gtins.flatMap(gtin => toGtin14(gtin) ?? []))].slice(0, 20),
    images: listing.images
      .slice(0, IMAGES)
      .map(image => ({ url: image.url, ...(image.alt === undefined ? {} : { alt: cut(image.alt, VALUE_CHARACTERS) }) })),
    attributes: listing.attributes.slice(0, ATTRIBUTES).map(toAttribute),
    options: listing.options.slice(0, ATTRIBUTES).map(toAttribute),
    categoryPath: listing.categoryPath.slice(0, 20).map(name => cut(name, 200)),
    availability: listing.availability,
    purchasable: listing.purchasable,
    observedAt: observed.at,
    source: observed.source,
    gone: false,
    ...(listing.parentId === undefined ? {} : { parentId: listing.parentId }),
    ...(listing.url === undefined || listing.url.length > 4_000 ? {} : { url: listing.url }),
    ...(listing.brand === undefined ? {} : { brand: cut(listing.brand, 200) }),
    ...(listing.model === undefined ? {} : { model: cut(listing.model, 200) }),
    ...(listing.sku === undefined ? {} : { sku: cut(listing.sku, 200) }),
    ...(listing.description === undefined ? {} : { description: cut(listing.description, DESCRIPTION_CHARACTERS) }),
    ...(listing.seller === undefined ? {} : { seller: listing.seller }),
    ...(listing.rating === undefined ? {} : { rating: listing.rating }),
    ...(listing.salesVolume === undefined ? {} : { salesVolume: listing.salesVolume }),
    ...(price === undefined || price.minor < 0n ? {} : { price: toMoneyJson(price) }),
    ...(listPrice === undefined || listPrice.minor < 0n ? {} : { listPrice: toMoneyJson(listPrice) }),
    ...(listing.priceBasis === undefined ? {} : { priceBasis: listing.priceBasis }),
    ...(listing.otherPrices?.length ? { otherPrices: listing.otherPrices.slice(0, PRICES).map(toBasedAmount) } : {}),
    ...(listing.couponedPrice === undefined ? {} : { couponedPrice: toMoneyJson(listing.couponedPrice) }),
    ...(listing.platformFinalPrice === undefined ? {} : { platformFinalPrice: toBasedAmount(listing.platformFinalPrice) }),
    ...(listing.promotions?.length ? { promotions: listing.promotions.slice(0, PROMOTIONS).map(toPromotionDoc) } : {}),
    ...(listing.raw === undefined ? {} : { raw: listing.raw }),
    ...(listing.stock === undefined ? {} : { stock: listing.stock }),
    ...(listing.createdAt === undefined ? {} : { createdAt: listing.createdAt }),
    ...(listing.updatedAt === undefined ? {} : { updatedAt: listing.updatedAt }),
  };
}

function toBasedAmount({ money, basis, minQuantity, label }: BasedPrice) {
  return {
    money: toMoneyJson(money),
    basis,
    ...(minQuantity === undefined ? {} : { minQuantity }),
    ...(label === undefined ? {} : { label: cut(label, 200) }),
  };
}

/** Of several tiers the lowest, as that is the first that a buyer can reach. */
function toPromotionDoc(promotion: ChannelPromotion): PromotionDoc {
  const [tier] = promotion.tiers;
  const { from, to } = promotion.window ?? {};
  const remaining = promotion.limits?.remaining;
  return {
    id: promotion.id,
    kind: promotion.kind,
    label: cut(promotion.title, 400),
    requires: [...promotion.requires],
    appliedInPrice: promotion.appliedInPrice,
    ...(tier?.minAmount ? { threshold: toMoneyJson(tier.minAmount) } : {}),
    ...(tier?.off ? { off: toMoneyJson(tier.off) } : {}),
    ...(tier?.percentOff === undefined ? {} : { percentOff: tier.percentOff }),
    ...(from === undefined ? {} : { startsAt: from }),
    ...(to === undefined ? {} : { endsAt: to }),
    ...(remaining === undefined || !Number.isInteger(remaining) ? {} : { remaining: Math.min(remaining, 2_147_483_647) }),
    ...(promotion.link === undefined || promotion.link.length > 4_000 ? {} : { url: promotion.link }),
  };
}

function toAttribute(attribute: Attribute): { name: string; value: string; unit?: string } {
  return {
    name: cut(attribute.name, 200),
    value: cut(attribute.value, VALUE_CHARACTERS),
    ...(attribute.unit === undefined ? {} : { unit: cut(attribute.unit, 40) }),
  };
}

function cut(text: string, characters: number): string {
  return text.length <= characters ? text : text.slice(0, characters).replace(/[\uD800-\uDBFF]$/, '');
}
