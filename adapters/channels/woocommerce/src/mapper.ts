import { decodeEntities, htmlToText, type Attribute, type ChannelListing } from '@onebasket/adapter-sdk';
import { AdapterError, toGtin14, type CurrencyCode } from '@onebasket/core';
import { categoryPath, type CategoryTree } from './categories.ts';
import { toExternalId } from './external-id.ts';
import { pricesOf, type Prices } from './price.ts';
import { stockOf } from './stock.ts';
import { filledIn } from './wire.ts';
import type { WireAttribute, WireProduct } from './wire-product.ts';

export interface MapperContext {
  readonly currency: CurrencyCode;
  readonly categories: CategoryTree;
  /** Origin shoppers see, when products link to another. */
  readonly storefrontUrl?: string;
  /** Hears of values that were left out because they make no sense. */
  readonly onOddity?: (what: string) => void;
}

/** Attribute names under which shops keep what WooCommerce has no field for, compared without case, spaces and "pa_". */
const brandNames: ReadonlySet<string> = new Set([
  'brand',
  'brands',
  'marke',
  'marque',
  'marca',
  'manufacturer',
  'hersteller',
  '品牌',
  '牌子',
  'ブランド',
]);
const modelNames: ReadonlySet<string> = new Set([
  'model',
  'modelnumber',
  'modelno',
  'mpn',
  'modell',
  'partnumber',
  '型号',
  '型號',
  '货号',
  '型番',
]);
const gtinNames: ReadonlySet<string> = new Set(['gtin', 'ean', 'ean13', 'upc', 'isbn', 'barcode', '条码', '条形码', '商品条码']);
/** Meta keys of the usual GTIN plugins, older than `global_unique_id`. */
const gtinMetaKeys = ['_gtin', '_ean', '_barcode', '_wpm_gtin_code', '_alg_ean', 'hwp_product_gtin', '_ts_gtin', '_global_unique_id'];

/** Product types that can be bought by id and quantity alone; others need a choice that we cannot make for the shopper. */
const buyableTypes: ReadonlySet<string> = new Set(['simple', 'variation']);

/** Is this something a shopper should find: published, not hidden from the catalogue? */
export function isListed(product: WireProduct): boolean {
  return isPublished(product) && product.visibility !== 'hidden' && product.type !== 'grouped';
}

export function isPublished(product: WireProduct): boolean {
  return product.status === undefined || product.status === 'publish';
}

/** Can it be ordered by id and quantity, as far as the shop's words go (stock is another question)? Drafts say `purchasable: true`. */
export function isPurchasable(product: WireProduct, parent?: WireProduct): boolean {
  return (
    isPublished(product) && (parent === undefined || isPublished(parent)) && buyableTypes.has(product.type) && product.purchasable !== false
  );
}

/** A simple product, or one variation of `parent`, as one listing. Never throws on a product that was read: a senseless price is left out and the listing is not purchasable. */
export function toListing(product: WireProduct, parent: WireProduct | undefined, context: MapperContext): ChannelListing {
  const options = parent ? optionsOf(product.attributes) : [];
  const attributes = [...(parent ? sharedAttributes(parent) : allAttributes(product)), ...options];
  const prices = pricesOrNothing(product, context);
  const { availability, stock } = stockOf(product, parent);
  const source = parent ?? product;
  const description = plain(product.description) ?? (parent ? plain(parent.description) : undefined);
  const images = [...product.images, ...(parent?.images ?? [])].filter(
    (image, at, all) => all.findIndex(other => other.url === image.url) === at,
  );
  const url = linkOf(product.permalink ?? parent?.permalink, context.storefrontUrl);
  const brand = source.brands[0] ?? namedIn(attributes, brandNames);
  const model = namedIn(attributes, modelNames);
  const createdAt = product.createdAt ?? parent?.createdAt;
  const updatedAt = product.updatedAt ?? parent?.updatedAt;
  return {
    externalId: toExternalId(parent ? { productId: parent.id, variationId: product.id } : { productId: product.id }),
    ...(parent ? { parentId: String(parent.id) } : {}),
    title: titleOf(product, parent, options),
    gtins: gtinsOf(product, attributes),
    images,
    attributes,
    options,
    categoryPath: categoryPath(source, context.categories),
    ...prices,
    availability,
    ...(stock === undefined ? {} : { stock }),
    purchasable: prices.price !== undefined && isPurchasable(parent ? { ...product, type: 'variation' } : product, parent),
    ...(url === undefined ? {} : { url }),
    ...(brand === undefined ? {} : { brand: decodeEntities(brand) }),
    ...(model === undefined ? {} : { model }),
    ...(product.sku === undefined ? {} : { sku: product.sku }),
    ...(description === undefined ? {} : { description }),
    ...(source.rating === undefined ? {} : { rating: source.rating }),
    ...(source.totalSales === undefined ? {} : { salesVolume: source.totalSales }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

/** The title people see; a variation's carries its options. */
export function titleOf(
  product: WireProduct,
  parent: WireProduct | undefined,
  options: readonly Attribute[] = optionsOf(product.attributes),
): string {
  const own = htmlToText(product.name);
  if (!parent) return own || product.sku || `Product ${product.id}`;
  const family = htmlToText(parent.name) || parent.sku || `Product ${parent.id}`;
  const choice = options.map(({ value }) => value).join(', ') || (own.startsWith(family) ? '' : own);
  return choice ? `${family} - ${choice}` : family;
}

function optionsOf(attributes: readonly WireAttribute[]): readonly Attribute[] {
  return attributes.flatMap(({ name, values }) => values.slice(0, 1).map(value => ({ name: labelOf(name), value: decodeEntities(value) })));
}

function allAttributes(product: WireProduct): readonly Attribute[] {
  return product.attributes
    .filter(({ values }) => values.length > 0)
    .map(({ name, values }) => ({ name: labelOf(name), value: decodeEntities(values.join(', ')) }));
}

/** What all variations have in common; the parent's list of possible options is no fact about one variation. */
function sharedAttributes(parent: WireProduct): readonly Attribute[] {
  return allAttributes({ ...parent, attributes: parent.attributes.filter(({ isForVariations }) => !isForVariations) });
}

/** "pa_colour" is how WooCommerce calls the shop-wide attribute "Colour". */
function labelOf(name: string): string {
  return decodeEntities(name.replace(/^pa_/, '').replace(/_/g, ' '));
}

function namedIn(attributes: readonly Attribute[], names: ReadonlySet<string>): string | undefined {
  return attributes.find(({ name, value }) => value !== '' && names.has(name.toLowerCase().replace(/[\s._-]/g, '')))?.value;
}

function gtinsOf(product: WireProduct, attributes: readonly Attribute[]): readonly string[] {
  const found = [product.gtin, ...gtinMetaKeys.map(key => filledIn(product.meta.get(key))), namedIn(attributes, gtinNames)];
  // Many shops keep the barcode as SKU; twelve digits and more with a right check digit are no accident.
  if (product.sku !== undefined && product.sku.length >= 12 && toGtin14(product.sku)) found.push(product.sku);
  return [...new Set(found.filter(gtin => gtin !== undefined))];
}

function pricesOrNothing(product: WireProduct, context: MapperContext): Prices {
  try {
    return pricesOf(product, context.currency);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    context.onOddity?.(error.message);
    return {};
  }
}

function plain(html: string | undefined): string | undefined {
  return html === undefined ? undefined : htmlToText(html) || undefined;
}

function linkOf(permalink: string | undefined, storefrontUrl: string | undefined): string | undefined {
  if (permalink === undefined || !URL.canParse(permalink)) return undefined;
  const url = new URL(permalink);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  return storefrontUrl === undefined ? url.href : new URL(`${url.pathname}${url.search}`, storefrontUrl).href;
}
