import type { TwinItem } from './items.ts';

/** For whom an answer is: the affiliate, and the place that parcels go to. */
export interface EndUser {
  readonly campaignId?: string;
  readonly referenceId?: string;
  readonly country?: string;
  readonly zip?: string;
}

export interface ViewContext {
  readonly origin: string;
  readonly marketplaceId: string;
  readonly currency: string;
  readonly now: Date;
  readonly endUser: EndUser;
  readonly quantity: number;
}

/** X-EBAY-C-ENDUSERCTX: pairs with commas between them, their values encoded. */
export function readEndUser(header: string | undefined): EndUser {
  const pairs = new Map(
    (header ?? '').split(',').flatMap(part => {
      const at = part.indexOf('=');
      return at < 0 ? [] : [[part.slice(0, at).trim(), decodeURIComponent(part.slice(at + 1))] as const];
    }),
  );
  const place = new Map((pairs.get('contextualLocation') ?? '').split(',').map(part => part.split('=', 2) as [string, string]));
  const told = {
    campaignId: pairs.get('affiliateCampaignId'),
    referenceId: pairs.get('affiliateReferenceId'),
    country: place.get('country'),
    zip: place.get('zip'),
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

/** As a search shows it. */
export function summaryOf(item: TwinItem, context: ViewContext): object {
  const { origin } = context;
  return {
    ...coreOf(item, context),
    title: item.title,
    leafCategoryIds: ['9355'],
    categories: [
      { categoryId: '9355', categoryName: 'Cell Phone Accessories' },
      { categoryId: '15032', categoryName: 'Cell Phones & Accessories' },
    ],
    image: { imageUrl: imageOf(item) },
    thumbnailImages: [{ imageUrl: imageOf(item) }],
    seller: sellerOf(),
    ...conditionOf(item),
    itemHref: `${origin}/buy/browse/v1/item/${encodeURIComponent(item.id)}`,
    shippingOptions: shippingOptions(item, context, false),
    buyingOptions: item.auctionOnly ? ['AUCTION'] : ['FIXED_PRICE'],
    itemLocation: { postalCode: '101**', country: 'DE' },
    availableCoupons: item.coupon !== undefined,
    adultOnly: false,
    listingMarketplaceId: context.marketplaceId,
    ...(item.groupId === undefined ? {} : { itemGroupHref: groupHref(item.groupId, origin), itemGroupType: 'SELLER_DEFINED_VARIATIONS' }),
  };
}

/** The fields that `getItems` gives. */
export function compactItem(item: TwinItem, context: ViewContext): object {
  const hasPlace = Object.keys(context.endUser).length > 0;
  return {
    ...coreOf(item, context),
    estimatedAvailabilities: availabilities(item),
    enabledForGuestCheckout: true,
    eligibleForInlineCheckout: true,
    taxes: [],
    ...(item.gtin === undefined ? {} : { gtin: item.gtin }),
    ...(hasPlace ? { shippingOptions: shippingOptions(item, context, true) } : {}),
  };
}

/** Everything of an item. */
export function fullItem(item: TwinItem, context: ViewContext): object {
  const aspects = [
    ['Brand', item.brand],
    ['Color', item.color],
    ['Size', item.size],
  ].flatMap(([name, value]) => (value === undefined ? [] : [{ type: 'STRING', name, value }]));
  return {
    ...compactItem(item, context),
    title: item.title,
    shortDescription: `${item.title}, as good as new`,
    categoryPath: 'Cell Phones & Accessories|Cell Phone Accessories',
    categoryId: '9355',
    ...conditionOf(item),
    itemLocation: { city: 'Berlin', stateOrProvince: 'Berlin', postalCode: '101**', country: 'DE' },
    image: { imageUrl: imageOf(item), width: 1600, height: 1200 },
    ...told('brand', item.brand),
    ...told('color', item.color),
    ...told('size', item.size),
    seller: sellerOf(),
    buyingOptions: item.auctionOnly ? ['AUCTION'] : ['FIXED_PRICE'],
    shippingOptions: shippingOptions(item, context, true),
    shipToLocations: {
      regionIncluded: [{ regionName: 'Worldwide', regionType: 'WORLDWIDE', regionId: 'WORLDWIDE' }],
      regionExcluded: (item.excludes ?? []).map(country => ({ regionName: country, regionType: 'COUNTRY', regionId: country })),
    },
    localizedAspects: aspects,
    ...told('quantityLimitPerBuyer', item.limitPerBuyer),
    ...(item.coupon === undefined ? {} : { availableCoupons: [couponOf(item.coupon, context)] }),
    ...(item.groupId === undefined
      ? {}
      : {
          primaryItemGroup: {
            itemGroupId: item.groupId,
            itemGroupType: 'SELLER_DEFINED_VARIATIONS',
            itemGroupHref: groupHref(item.groupId, context.origin),
            itemGroupTitle: 'Phone sleeve',
          },
        }),
  };
}

function coreOf(item: TwinItem, context: ViewContext): object {
  const money = (value: string) => ({ value, currency: context.currency });
  const legacyItemId = item.id.split('|')[1] ?? '';
  const page = `https://www.ebay.example/itm/${legacyItemId}`;
  const { campaignId, referenceId = '' } = context.endUser;
  const tracking = new URLSearchParams({ mkevt: '1', mkcid: '1', campid: campaignId ?? '', customid: referenceId, toolid: '10049' });
  const { converted } = item;
  const price = converted ? { convertedFromValue: converted.value, convertedFromCurrency: converted.currency } : {};
  return {
    itemId: item.id,
    legacyItemId,
    price: { ...money(item.price), ...price },
    ...(item.was === undefined ? {} : { marketingPrice: { originalPrice: money(item.was), priceTreatment: 'STRIKETHRU_PRICE' } }),
    itemWebUrl: page,
    ...(campaignId === undefined ? {} : { itemAffiliateWebUrl: `${page}?${tracking.toString()}` }),
    itemCreationDate: '2026-01-05T08:00:00.000Z',
    ...told('itemEndDate', item.endsAt),
  };
}

function availabilities({ stock, threshold, sold }: TwinItem): readonly object[] {
  const isOver = threshold !== undefined && stock > threshold;
  return [
    {
      deliveryOptions: ['SHIP_TO_HOME'],
      estimatedAvailabilityStatus: stock === 0 ? 'OUT_OF_STOCK' : stock < 3 ? 'LIMITED_STOCK' : 'IN_STOCK',
      ...(isOver ? { availabilityThresholdType: 'MORE_THAN', availabilityThreshold: threshold } : { estimatedAvailableQuantity: stock }),
      ...told('estimatedSoldQuantity', sold),
    },
  ];
}

function shippingOptions(
  { shipping }: TwinItem,
  { currency, endUser, now, quantity }: ViewContext,
  isDetailed: boolean,
): readonly object[] {
  if (!shipping) return [];
  const isTold = !shipping.calculated || endUser.country !== undefined;
  const cost = isTold ? { shippingCost: { value: shipping.cost, currency } } : {};
  const type = { shippingCostType: shipping.calculated ? 'CALCULATED' : 'FIXED' };
  if (!isDetailed) return [{ ...type, ...cost }];
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
  return [
    {
      shippingServiceCode: 'DHL Paket',
      type: 'Standard shipping',
      ...type,
      ...cost,
      quantityUsedForEstimate: shipping.each === undefined ? quantity : 1,
      ...(shipping.each === undefined ? {} : { additionalShippingCostPerUnit: { value: shipping.each, currency } }),
      ...(endUser.country === undefined
        ? {}
        : {
            minEstimatedDeliveryDate: inDays(2),
            maxEstimatedDeliveryDate: inDays(5),
            shipToLocationUsedForEstimate: { country: endUser.country, ...told('postalCode', endUser.zip) },
          }),
    },
  ];
}

function couponOf({ code, off, message }: NonNullable<TwinItem['coupon']>, { currency, now }: ViewContext): object {
  return {
    redemptionCode: code,
    discountType: 'ITEM_PRICE',
    discountAmount: { value: off, currency },
    message,
    constraint: { expirationDate: new Date(now.getTime() + 86_400_000).toISOString() },
    termsWebUrl: 'https://www.ebay.example/coupons/terms',
  };
}

function conditionOf({ condition = 'New' }: TwinItem): object {
  return { condition, conditionId: condition === 'New' ? '1000' : '3000' };
}

function sellerOf(): object {
  return { username: 'nordlicht_shop', feedbackPercentage: '99.6', feedbackScore: 2314 };
}

function imageOf({ id }: TwinItem): string {
  return `https://i.ebayimg.example/${encodeURIComponent(id)}/s-l1600.jpg`;
}

function groupHref(groupId: string, origin: string): string {
  return `${origin}/buy/browse/v1/item/get_items_by_item_group?item_group_id=${groupId}`;
}

function told(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}
