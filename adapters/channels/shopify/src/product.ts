import {
  known,
  textIn,
  type Attribute,
  type Availability,
  type BasedPrice,
  type ChannelListing,
  type RawRef,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { compareMoney, type CurrencyCode } from '@onebasket/core';
import { gidIn, tailOf } from './gid.ts';
import { addressIn, amountIn, countIn, fieldsOf, instantIn, isObject, listIn, rowsOf } from './wire.ts';

export interface ProductContext {
  readonly raw?: RawRef;
  /** For prices that are bare text (Admin API, webhooks). */
  readonly currency?: CurrencyCode;
}

/** Every variant of a product; those without an id are passed over. */
export function toListings(product: WireRecord, context: ProductContext = {}): readonly ChannelListing[] {
  const rows = rowsOf(product['variants'], '/variants');
  return rows.flatMap(({ fields, pointer }) => {
    const { raw } = context;
    return (
      toListing(
        fields,
        product,
        { ...context, ...(raw ? { raw: { digest: raw.digest, pointer: raw.pointer + pointer } } : {}) },
        rows.length > 1,
      ) ?? []
    );
  });
}

/** One variant with what its product says; `undefined` for one without an id. */
export function toListing(
  variant: WireRecord,
  product: WireRecord = fieldsOf(variant['product']),
  { raw, currency }: ProductContext = {},
  hasSiblings = true,
): ChannelListing | undefined {
  const externalId = gidIn(variant['admin_graphql_api_id'] ?? variant['id'], 'ProductVariant');
  if (externalId === undefined) return undefined;
  const options = optionsOf(variant);
  const price = amountIn(variant['price'] ?? variant['priceV2'], currency);
  const list = amountIn(variant['compareAtPrice'] ?? variant['compareAtPriceV2'], currency);
  const otherPrices = tiersOf(variant);
  const availability = availabilityOf(variant);
  return {
    externalId,
    ...known({ parentId: gidIn(product['id'], 'Product') }),
    title: titleOf(product, variant) ?? externalId,
    ...known({
      url: urlOf(product, externalId, hasSiblings),
      brand: clean(product['vendor']),
      sku: clean(variant['sku']),
      description: clean(product['description']),
    }),
    gtins: [variant['barcode']].flatMap(barcode => clean(barcode) ?? []),
    images: imagesOf(variant, product),
    attributes: options,
    options,
    categoryPath: categoryOf(product),
    ...known({ rating: ratingOf(product), price }),
    ...(price && list && list.currency === price.currency && compareMoney(list, price) > 0 ? { listPrice: list } : {}),
    ...(otherPrices.length > 0 ? { otherPrices } : {}),
    availability,
    ...known({ stock: stockOf(variant, availability) }),
    // What is sold by subscription only cannot be put into a cart as it is.
    purchasable: product['requiresSellingPlan'] !== true,
    ...known({ createdAt: instantIn(product['createdAt']), updatedAt: instantIn(product['updatedAt']), raw }),
  };
}

/** What Shopify's word for "no options" is. */
const DEFAULT_TITLE = 'Default Title';

/** The product's title, and the variant's where it says more: "Shirt - Blue / M". */
export function titleOf(product: WireRecord, variant: WireRecord): string | undefined {
  const [title, own] = [clean(product['title']), clean(variant['title'])];
  if (own === undefined || own === DEFAULT_TITLE || own === title) return title ?? own;
  return title === undefined ? own : `${title} - ${own}`;
}

/** In stock, sold out, or sold on beyond the last piece. Shared with the lines of a cart. */
export function availabilityOf(variant: WireRecord): Availability {
  const isForSale = variant['availableForSale'];
  if (isForSale === false) return 'OUT_OF_STOCK';
  if (isForSale !== true) return (countOf(variant) ?? 0) > 0 ? 'IN_STOCK' : 'UNKNOWN';
  return variant['currentlyNotInStock'] === true ? 'BACKORDER' : 'IN_STOCK';
}

/** Pieces left. Zero of something that is for sale means that nobody counts. */
export function stockOf(variant: WireRecord, availability: Availability): number | undefined {
  const count = countOf(variant);
  return count === 0 && availability !== 'OUT_OF_STOCK' ? undefined : count;
}

/** The Admin API has a name of its own for it. */
function countOf(variant: WireRecord): number | undefined {
  return countIn(variant['quantityAvailable'] ?? variant['inventoryQuantity']);
}

function optionsOf(variant: WireRecord): readonly Attribute[] {
  return listIn(variant['selectedOptions']).flatMap(option => {
    const [name, value] = [clean(option['name']), clean(option['value'])];
    if (name === undefined || value === undefined || (name === 'Title' && value === DEFAULT_TITLE)) return [];
    return { name, value };
  });
}

function tiersOf(variant: WireRecord): readonly BasedPrice[] {
  return listIn(variant['quantityPriceBreaks']).flatMap(step => {
    const [money, minQuantity] = [amountIn(step['price']), countIn(step['minimumQuantity'])];
    return money && minQuantity ? { money, basis: 'TIER' as const, minQuantity } : [];
  });
}

function urlOf(product: WireRecord, variantId: string, hasSiblings: boolean): string | undefined {
  const address = addressIn(product['onlineStoreUrl']);
  if (address === undefined || !hasSiblings) return address;
  const url = new URL(address);
  url.searchParams.set('variant', tailOf(variantId));
  return url.href;
}

function imagesOf(variant: WireRecord, product: WireRecord): ChannelListing['images'] {
  const all = [variant['image'], product['featuredImage'], ...listIn(product['images'])].filter(isObject);
  const byUrl = new Map<string, { readonly url: string; readonly alt?: string }>();
  for (const image of all) {
    const url = addressIn(image['url'] ?? image['src'] ?? image['originalSrc']);
    if (url !== undefined && !byUrl.has(url)) byUrl.set(url, { url, ...known({ alt: clean(image['altText']) }) });
  }
  return [...byUrl.values()];
}

/** Shopify's taxonomy from the root down (its ids grow by a part a level: aa, aa-1, aa-1-2), else the merchant's own product type. */
function categoryOf(product: WireRecord): readonly string[] {
  const category = fieldsOf(product['category']);
  const name = clean(category['name']);
  if (name === undefined) return [product['productType']].flatMap(type => clean(type) ?? []);
  const depth = (node: WireRecord) => (textIn(node['id']) ?? '').split('-').length;
  const ancestors = [...listIn(category['ancestors'])].sort((a, b) => depth(a) - depth(b));
  return [...ancestors.flatMap(node => clean(node['name']) ?? []), name];
}

/** The standard metafields `reviews.rating` (on a scale of its own) and `reviews.rating_count`. */
function ratingOf(product: WireRecord): ChannelListing['rating'] {
  const text = textIn(fieldsOf(product['rating'])['value']);
  const count = countIn(fieldsOf(product['ratingCount'])['value']);
  if (text === undefined || count === undefined) return undefined;
  let rating: WireRecord;
  try {
    rating = fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
  const [value, most] = [Number(textIn(rating['value']) ?? Number.NaN), Number(textIn(rating['scale_max']) ?? 5)];
  return value >= 0 && most > 0 && value <= most ? { average: (value * 5) / most, count } : undefined;
}

/** Plain text with white space folded; `undefined` for none. Shopify decodes entities itself. */
function clean(value: unknown): string | undefined {
  const text = textIn(value)?.replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}
