import {
  couponedPrice,
  decodeEntities,
  htmlToText,
  integerIn,
  known,
  textIn,
  type Attribute,
  type ChannelListing,
  type RawRef,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { compareMoney } from '@onebasket/core';
import { availabilityOf } from './availability.ts';
import { promotionsOf } from './promotions.ts';
import { amountIn, entriesIn, instantIn, priceIn, recordIn, recordsIn, textsIn, webAddressIn } from './wire.ts';

export interface ItemContext {
  /** When ends of listings and coupons are judged. */
  readonly asOf: Date;
  readonly raw?: RawRef;
}

/**
 * An item, or its summary in a search; `undefined` for one without an id. Prices are in the marketplace's currency. An auction without Buy It Now has no price
 * that anybody could accept now.
 */
export function toListing(item: WireRecord, { asOf, raw }: ItemContext): ChannelListing | undefined {
  const externalId = textIn(item['itemId']);
  if (externalId === undefined) return undefined;
  const isForSale = isFixedPrice(item);
  const price = isForSale ? priceIn(item['price']) : undefined;
  const original = priceIn(recordIn(item['marketingPrice'])?.['originalPrice']);
  const listPrice = price && original?.currency === price.currency && compareMoney(original, price) > 0 ? original : undefined;
  const promotions = promotionsOf(item, price, listPrice);
  const couponed = price && couponedPrice(price, promotions, asOf);
  const { availability, stock, sold } = availabilityOf(item);
  const isOver = hasEnded(item, asOf);
  const attributes = attributesOf(item);
  return {
    externalId,
    title: titleOf(item) ?? externalId,
    gtins: gtinsOf(item),
    images: imagesOf(item),
    attributes,
    options: variationOptions(item, attributes),
    categoryPath: categoryPathOf(item),
    availability: isOver ? 'OUT_OF_STOCK' : availability,
    purchasable: isForSale && !isOver,
    ...known({
      parentId: groupIdOf(item),
      url: webAddressIn(item['itemAffiliateWebUrl']) ?? webAddressIn(item['itemWebUrl']),
      brand: textIn(item['brand']) ?? textIn(recordIn(item['product'])?.['brand']),
      model: textIn(item['mpn']),
      description: descriptionOf(item),
      seller: sellerOf(item),
      rating: ratingOf(item),
      salesVolume: sold,
      price,
      listPrice,
      promotions: promotions.length > 0 ? promotions : undefined,
      couponedPrice: couponed?.coupon ? couponed.price : undefined,
      stock: isOver ? undefined : stock,
      createdAt: instantIn(item['itemCreationDate']),
      raw,
    }),
  };
}

/** The variations of a listing (`getItemsByItemGroup`): their options are the aspects in which they differ. */
export function toGroupListings(
  group: WireRecord,
  { asOf, digest }: { readonly asOf: Date; readonly digest?: string },
): readonly ChannelListing[] {
  const descriptions = new Map(
    recordsIn(group['commonDescriptions']).flatMap(common =>
      textsIn(common['itemIds']).map(id => [id, textIn(common['description'])] as const),
    ),
  );
  const listings = entriesIn(group['items']).flatMap(([at, item]) => {
    const description = item['description'] ?? descriptions.get(textIn(item['itemId']) ?? '');
    const raw = digest === undefined ? {} : { raw: { digest, pointer: `/items/${at}` } };
    return toListing(description === undefined ? item : { ...item, description }, { asOf, ...raw }) ?? [];
  });
  const differing = differingNames(listings);
  return listings.map(listing => ({ ...listing, options: listing.attributes.filter(({ name }) => differing.has(name)) }));
}

function differingNames(listings: readonly ChannelListing[]): ReadonlySet<string> {
  const valuesByName = new Map<string, Set<string>>();
  for (const { attributes } of listings) {
    for (const { name, value } of attributes.filter(({ name }) => !OWN_ATTRIBUTES.has(name))) {
      valuesByName.set(name, (valuesByName.get(name) ?? new Set()).add(value));
    }
  }
  return new Set([...valuesByName].filter(([, values]) => values.size > 1).map(([name]) => name));
}

/** Can one piece be bought now for the price that is shown? What does not say how it is sold comes from a search, which brings only such items. */
export function isFixedPrice(item: WireRecord): boolean {
  const options = textsIn(item['buyingOptions']);
  return options.length === 0 || options.includes('FIXED_PRICE');
}

/** Listings of a fixed price that renew themselves name no end. */
export function hasEnded(item: WireRecord, asOf: Date): boolean {
  const end = instantIn(item['itemEndDate']);
  return end !== undefined && Date.parse(end) <= asOf.getTime();
}

/** The id of the listing whose variation this is; it stands in an address. */
export function groupIdOf(item: WireRecord): string | undefined {
  const group = recordIn(item['primaryItemGroup']);
  const href = textIn(group?.['itemGroupHref']) ?? textIn(item['itemGroupHref']);
  const fromHref = href !== undefined && URL.canParse(href) ? (new URL(href).searchParams.get('item_group_id') ?? undefined) : undefined;
  return textIn(group?.['itemGroupId']) ?? fromHref;
}

function titleOf(item: WireRecord): string | undefined {
  return [item['title'], item['shortDescription']].map(text => htmlToText(textIn(text) ?? '')).find(text => text !== '');
}

function descriptionOf(item: WireRecord): string | undefined {
  const texts = [item['description'], item['shortDescription']].map(text => htmlToText(textIn(text) ?? ''));
  return texts.find(text => text !== '');
}

/** "Does not apply" is what sellers write where there is none. */
function gtinsOf(item: WireRecord): readonly string[] {
  const product = recordIn(item['product']);
  const told = [item['gtin'], product?.['gtin'], ...textsIn(product?.['gtins'])].flatMap(value => textIn(value)?.trim() ?? []);
  return [...new Set(told)].filter(text => /^(\d{8}|\d{10}|\d{12,14}|\d{9}X)$/i.test(text));
}

function imagesOf(item: WireRecord): ChannelListing['images'] {
  const full = [item['image'], ...recordsIn(item['additionalImages'])];
  const urls = addressesOf(full);
  return [...new Set(urls.length > 0 ? urls : addressesOf(recordsIn(item['thumbnailImages'])))].map(url => ({ url }));
}

function addressesOf(images: readonly unknown[]): readonly string[] {
  return images.flatMap(image => webAddressIn(recordIn(image)?.['imageUrl']) ?? []);
}

/** An item names the path in one text, a summary in a list that begins with the leaf. */
function categoryPathOf(item: WireRecord): readonly string[] {
  const path = textIn(item['categoryPath']);
  if (path !== undefined)
    return path
      .split('|')
      .map(decodeEntities)
      .filter(name => name !== '');
  const categories = recordsIn(item['categories']);
  const leaf = textsIn(item['leafCategoryIds'])[0];
  const names = categories.flatMap(category => textIn(category['categoryName']) ?? []).map(decodeEntities);
  return leaf !== undefined && textIn(categories[0]?.['categoryId']) === leaf ? names.reverse() : names;
}

function sellerOf(item: WireRecord): ChannelListing['seller'] {
  const seller = recordIn(item['seller']);
  const name = textIn(seller?.['username']);
  const id = textIn(seller?.['userId']) ?? name;
  return id === undefined ? undefined : { id, name: name ?? id };
}

function ratingOf(item: WireRecord): ChannelListing['rating'] {
  const rating = recordIn(item['primaryProductReviewRating']);
  const average = Number(textIn(rating?.['averageRating']));
  const count = integerIn(rating?.['reviewCount']);
  return average > 0 && average <= 5 && count !== undefined && count > 0 ? { average, count } : undefined;
}

/** What eBay says outside of the aspects; it tells no variations apart. */
const OWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  'Condition',
  'Condition description',
  'Item location',
  'Seller feedback',
  'Converted from',
  'Current bid',
  'ePID',
]);

function attributesOf(item: WireRecord): readonly Attribute[] {
  const price = recordIn(item['price']);
  const bid = amountIn(item['currentBidPrice']);
  const location = recordIn(item['itemLocation']);
  const place = [location?.['city'], location?.['stateOrProvince'], location?.['country']].flatMap(part => textIn(part) ?? []).join(', ');
  const own: readonly (readonly [string, unknown, unknown?])[] = [
    ['Condition', item['condition']],
    ['Condition description', item['conditionDescription']],
    ['Item location', place],
    ['Seller feedback', recordIn(item['seller'])?.['feedbackPercentage'], '%'],
    ['Converted from', price?.['convertedFromValue'], price?.['convertedFromCurrency']],
    ['Current bid', bid && recordIn(item['currentBidPrice'])?.['value'], bid?.currency],
    ['ePID', item['epid']],
  ];
  return [...aspectsOf(item).map(({ name, value }) => [name, value] as const), ...own].flatMap(([name, value, unit]) => {
    const [text, unitText] = [htmlToText(textIn(value) ?? ''), textIn(unit)];
    return text === '' ? [] : [{ name, value: text, ...(unitText === undefined ? {} : { unit: unitText }) }];
  });
}

function aspectsOf(item: WireRecord): readonly { readonly name: string; readonly value: string }[] {
  const product = recordIn(item['product']);
  const grouped = recordsIn(product?.['aspectGroups']).flatMap(group => recordsIn(group['aspects']));
  const told = [...recordsIn(item['localizedAspects']), ...grouped].flatMap(aspect => {
    const name = decodeEntities(textIn(aspect['name']) ?? textIn(aspect['localizedName']) ?? '');
    const value = textIn(aspect['value']) ?? textsIn(aspect['localizedValues']).join(', ');
    return name === '' || value === '' ? [] : [{ name, value }];
  });
  return [...new Map(told.reverse().map(aspect => [aspect.name, aspect])).values()].reverse();
}

/** Members in which an item repeats the aspects that sellers vary. */
const VARIED = ['color', 'size', 'pattern', 'material'] as const;

/** Of a variation that stands alone: the aspects that eBay names apart, since its siblings are not there to compare. */
function variationOptions(item: WireRecord, attributes: readonly Attribute[]): readonly Attribute[] {
  if (groupIdOf(item) === undefined) return [];
  const values = new Set(VARIED.flatMap(name => textIn(item[name]) ?? []));
  return attributes.filter(({ name, value }) => values.has(value) && !OWN_ATTRIBUTES.has(name));
}
