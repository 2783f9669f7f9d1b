import { decodeEntities, type Attribute, type ChannelListing, type RawRef } from '@onebasket/adapter-sdk';
import { pricesOf } from './prices.ts';
import { filledIn, idIn, integerIn, partIn, recordsIn, type Wire } from './wire.ts';

export interface MapperContext {
  /** When coupons and flash sales are judged. */
  readonly asOf: Date;
  readonly raw?: RawRef;
}

/** One item of `goods.query` (and of the curated lists, which look the same). `undefined` for one without any id. Never throws. */
export function toListing(goods: Wire, { asOf, raw }: MapperContext): ChannelListing | undefined {
  const externalId = externalIdOf(goods);
  if (externalId === undefined) return undefined;
  const prices = pricesOf(goods, asOf);
  const isSoldOut = integerIn(goods['stockState']) === 0;
  const options = optionsOf(goods);
  const book = partIn(goods['bookInfo']);
  const shop = partIn(goods['shopInfo']);
  const shopId = idIn(shop['shopId']);
  const isbn = filledIn(book['isbn']);
  const brand = filledIn(goods['brandName']);
  const parentId = idIn(goods['spuid']);
  const url = pageOf(goods, externalId);
  const sales = integerIn(goods['inOrderCount30Days']) ?? integerIn(goods['inOrderCount30DaysSku']);
  const sku = idIn(goods['skuId']);
  return {
    externalId,
    title: decodeEntities(filledIn(goods['skuName']) ?? filledIn(goods['goodsName']) ?? '') || externalId,
    gtins: isbn === undefined ? [] : [isbn],
    images: imagesOf(goods),
    attributes: [...factsOf(goods), ...options],
    options,
    categoryPath: categoryPath(goods),
    ...prices,
    // 1 ("in stock") is meant for choosing goods, not for telling shoppers.
    availability: isSoldOut ? 'OUT_OF_STOCK' : 'UNKNOWN',
    purchasable: prices.price !== undefined && !isSoldOut,
    ...(parentId === undefined ? {} : { parentId }),
    ...(url === undefined ? {} : { url }),
    ...(brand === undefined ? {} : { brand: decodeEntities(brand) }),
    ...(sku === undefined ? {} : { sku }),
    ...(shopId === undefined ? {} : { seller: { id: shopId, name: filledIn(shop['shopName']) ?? shopId } }),
    ...(sales === undefined || sales < 0 ? {} : { salesVolume: sales }),
    ...(raw === undefined ? {} : { raw }),
  };
}

/** The id that the item's page is named by: the SKU in scene 2, the union's own opaque id in scene 1. */
export function externalIdOf(goods: Wire): string | undefined {
  const sku = idIn(goods['skuId']);
  const itemId = filledIn(goods['itemId']);
  return /jingfen\.jd\.com\/detail\//.test(filledIn(goods['materialUrl']) ?? '') ? (itemId ?? sku) : (sku ?? itemId);
}

/** The page of an item by its id alone; what the link service takes. */
export function pageById(externalId: string): string {
  return /^\d+$/.test(externalId) ? `https://item.jd.com/${externalId}.html` : `https://jingfen.jd.com/detail/${externalId}.html`;
}

function pageOf(goods: Wire, externalId: string): string | undefined {
  const told = withScheme(filledIn(goods['materialUrl']));
  return told ?? pageById(externalId);
}

/** JD writes addresses with a scheme, without, or starting with two slashes; anything that is no web address is none. */
function withScheme(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const url = /^https?:\/\//i.test(address) ? address : `https://${address.replace(/^\/\//, '')}`;
  return URL.canParse(url) && /^[\w.-]+\.[a-z]+$/i.test(new URL(url).hostname) ? url : undefined;
}

function imagesOf(goods: Wire): ChannelListing['images'] {
  const info = partIn(goods['imageInfo']);
  const told = [
    ...recordsIn(info['imageList']).map(image => filledIn(image['url'])),
    filledIn(info['whiteImage']),
    filledIn(goods['imgUrl']),
  ];
  const urls = told.flatMap(url => withScheme(url) ?? []);
  return [...new Set(urls)].map(url => ({ url }));
}

/** Colour, size and the one more property that a variant may have. */
function optionsOf(goods: Wire): readonly Attribute[] {
  const spec = partIn(goods['specInfo']);
  const named: readonly (readonly [string | undefined, unknown])[] = [
    ['颜色', spec['color']],
    ['尺寸', spec['size']],
    [filledIn(spec['specName']), spec['spec']],
  ];
  return named.flatMap(([name, value]) => {
    const text = filledIn(value);
    return name === undefined || name === '无' || text === undefined || text === '无' ? [] : [{ name, value: text }];
  });
}

function factsOf(goods: Wire): readonly Attribute[] {
  const owner = filledIn(goods['owner']);
  const praise = filledIn(goods['goodCommentsShare']);
  const book = partIn(goods['bookInfo']);
  const author = filledIn(book['authorName']);
  const publisher = filledIn(book['publisherName']);
  return [
    ...(owner === undefined ? [] : [{ name: '自营', value: owner === 'g' ? '是' : '否' }]),
    ...(praise === undefined ? [] : [{ name: '好评率', value: praise, unit: '%' }]),
    ...(author === undefined ? [] : [{ name: '作者', value: author }]),
    ...(publisher === undefined ? [] : [{ name: '出版社', value: publisher }]),
  ];
}

function categoryPath(goods: Wire): readonly string[] {
  const info = partIn(goods['categoryInfo']);
  return ['cid1Name', 'cid2Name', 'cid3Name'].flatMap(name => filledIn(info[name]) ?? filledIn(goods[cidName(name)]) ?? []);
}

/** `promotiongoodsinfo.query` has them beside the rest: `cidName`, `cid2Name`, `cid3Name`. */
function cidName(name: string): string {
  return name === 'cid1Name' ? 'cidName' : name;
}
