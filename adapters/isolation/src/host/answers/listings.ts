import {
  PRICE_BASES,
  PROMOTION_EFFECTS,
  PROMOTION_REQUIREMENTS,
  PROMOTION_STAGES,
  type Attribute,
  type Availability,
  type BasedPrice,
  type ChannelListing,
  type ChannelPromotion,
  type FeedPage,
  type Page,
  type PromotionKind,
  type PromotionTier,
  type Quote,
  type QuotedLine,
  type RawRef,
} from '@onebasket/adapter-sdk';
import {
  address,
  count,
  either,
  form,
  id,
  instant,
  list,
  longText,
  maybe,
  money,
  oneOf,
  orNothing,
  refusal,
  text,
  yesNo,
} from './forms.ts';

const availability = oneOf(
  Object.keys({
    IN_STOCK: 0,
    LOW_STOCK: 0,
    OUT_OF_STOCK: 0,
    PREORDER: 0,
    BACKORDER: 0,
    UNKNOWN: 0,
  } satisfies Record<Availability, 0>),
);

const promotionKind = oneOf(
  Object.keys({
    ITEM_DISCOUNT: 0,
    THRESHOLD_OFF: 0,
    COUPON: 0,
    MEMBER_PRICE: 0,
    FLASH_SALE: 0,
    MULTI_BUY: 0,
    GIFT: 0,
    SHIPPING: 0,
    POINTS: 0,
    OTHER: 0,
  } satisfies Record<PromotionKind, 0>),
);

const attribute = form<Attribute>({ name: text, value: text, unit: maybe(text) });
const rawRef = form<RawRef>({ digest: text, pointer: text });
const basedPrice = form<BasedPrice>({ money, basis: oneOf(PRICE_BASES), minQuantity: maybe(count), label: maybe(text) });

const tier = form<PromotionTier>({
  minAmount: maybe(money),
  minQuantity: maybe(count),
  off: maybe(money),
  price: maybe(money),
  percentOff: maybe(text),
  gift: maybe(form<NonNullable<PromotionTier['gift']>>({ title: text, quantity: count, externalId: maybe(id) })),
});

const promotion = form<ChannelPromotion>({
  id,
  title: text,
  effect: oneOf(PROMOTION_EFFECTS),
  kind: promotionKind,
  stage: oneOf(PROMOTION_STAGES),
  tiers: list(tier, 100),
  basis: maybe(oneOf(['list', 'item', 'running'])),
  repeat: maybe(oneOf(['once', 'each'])),
  maxRepeats: maybe(count),
  cap: maybe(money),
  scope: maybe(
    form<NonNullable<ChannelPromotion['scope']>>({
      externalIds: maybe(list(id)),
      sellers: maybe(list(text)),
      categories: maybe(list(text)),
    }),
  ),
  group: maybe(text),
  auto: yesNo,
  requires: list(oneOf(PROMOTION_REQUIREMENTS), 20),
  window: maybe(form<NonNullable<ChannelPromotion['window']>>({ from: maybe(instant), to: maybe(instant) })),
  limits: maybe(
    form<NonNullable<ChannelPromotion['limits']>>({
      remaining: maybe(count),
      perUser: maybe(count),
      perOrder: maybe(count),
      units: maybe(count),
    }),
  ),
  appliedInPrice: yesNo,
  link: maybe(address),
});

const listing = form<ChannelListing>({
  externalId: id,
  parentId: maybe(id),
  title: text,
  url: maybe(address),
  brand: maybe(text),
  model: maybe(text),
  sku: maybe(text),
  gtins: list(text, 100),
  description: maybe(longText),
  images: list(form<ChannelListing['images'][number]>({ url: address, alt: maybe(text) }), 500),
  attributes: list(attribute, 1_000),
  options: list(attribute, 100),
  categoryPath: list(text, 100),
  seller: maybe(form<NonNullable<ChannelListing['seller']>>({ id: text, name: text, country: maybe(text) })),
  rating: maybe(form<NonNullable<ChannelListing['rating']>>({ average: count, count })),
  salesVolume: maybe(count),
  price: maybe(money),
  priceBasis: maybe(oneOf(PRICE_BASES)),
  listPrice: maybe(money),
  otherPrices: maybe(list(basedPrice, 100)),
  promotions: maybe(list(promotion, 200)),
  couponedPrice: maybe(money),
  platformFinalPrice: maybe(basedPrice),
  availability,
  stock: maybe(count),
  purchasable: yesNo,
  createdAt: maybe(instant),
  updatedAt: maybe(instant),
  raw: maybe(rawRef),
});

export const listingPage = form<Page<ChannelListing>>({ items: list(listing), next: maybe(text) });
export const listings = list(orNothing(listing));
export const feedPage = form<FeedPage>({ listings: list(listing), gone: list(id), cursor: longText, more: yesNo, total: maybe(count) });

const quotedLine = form<QuotedLine>({
  externalId: id,
  title: text,
  quantity: count,
  listPrice: money,
  unitPrice: money,
  subtotal: money,
  promotions: list(form<QuotedLine['promotions'][number]>({ id: text, kind: promotionKind, label: text, saved: money }), 200),
  rejectedPromotions: maybe(
    list(form<NonNullable<QuotedLine['rejectedPromotions']>[number]>({ id: text, kind: promotionKind, label: text, reason: text }), 200),
  ),
  gifts: maybe(list(form<NonNullable<QuotedLine['gifts']>[number]>({ title: text, quantity: count, value: maybe(money) }), 100)),
  availability,
  stock: maybe(count),
});

export const quote = form<Quote>({
  lines: list(quotedLine),
  shipping: maybe(form<NonNullable<Quote['shipping']>>({ methodId: text, title: text, cost: money })),
  tax: maybe(money),
  total: money,
  isEstimate: maybe(yesNo),
  platformFinalPrice: maybe(basedPrice),
  raw: maybe(rawRef),
  deliveryEstimate: maybe(form<NonNullable<Quote['deliveryEstimate']>>({ earliest: maybe(instant), latest: maybe(instant) })),
});

export const quotes = list(either(quote, refusal));
