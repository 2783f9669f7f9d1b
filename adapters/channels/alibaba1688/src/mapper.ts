import { decodeEntities, htmlToText, type Attribute, type BasedPrice, type ChannelListing, type RawRef } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';
import { attributesIn, isMembersSale, readPrice, titleIn, type Offer, type OfferSku } from './offer.ts';
import { toExternalId } from './offer-id.ts';
import { beijingTimeIn } from './time.ts';
import { firstPrice } from './unit-price.ts';
import { countIn, flagIn, priceIn, recordIn, recordsIn, textIn, textsIn, urlIn, type Wire } from './wire.ts';

const BRAND: ReadonlySet<string> = new Set(['品牌', 'brand']);
const MODEL: ReadonlySet<string> = new Set(['型号', '货号', 'model', 'article number']);
const GTIN: ReadonlySet<string> = new Set(['条码', '条形码', '商品条形码', 'barcode', 'ean', 'gtin', 'upc', 'isbn']);

/** An offer, or one SKU of it, with all its prices. Never throws; what is missing or makes no sense is left out. */
export function toListing(offer: Offer, sku: OfferSku | undefined, raw?: RawRef): ChannelListing {
  const { wire } = offer;
  const options = sku ? attributesIn(sku.wire['skuAttributes']) : [];
  const shared = attributesIn(wire['productAttribute']);
  const attributes = [...shared.filter(({ name }) => !options.some(option => option.name === name)), ...options];
  const prices = pricesOf(offer, sku);
  const stock = sku ? (sku.stock ?? (offer.skus.length === 1 ? offer.stock : undefined)) : offer.stock;
  const brand = named(attributes, BRAND);
  const model = named(attributes, MODEL);
  const cargoNumber = (sku && textIn(sku.wire['cargoNumber'])) ?? textIn(wire['productCargoNumber']);
  const description = plain(wire['description']);
  const category = textIn(wire['categoryName']);
  const createdAt = beijingTimeIn(wire['createDate']);
  const sales = countIn(wire['soldOut']);
  return {
    externalId: toExternalId({ offerId: offer.offerId, ...(sku ? { specId: sku.specId } : {}) }),
    ...(sku ? { parentId: offer.offerId } : {}),
    title: [offer.title, ...options.map(({ value }) => decodeEntities(value))].join(' '),
    url: pageOf(offer.offerId),
    gtins: attributes.filter(({ name }) => GTIN.has(name.toLowerCase())).map(({ value }) => value),
    images: imagesOf([
      ...recordsIn(sku?.wire['skuAttributes']).map(it => it['skuImageUrl']),
      ...textsIn(recordIn(wire['productImage'])?.['images']),
      recordIn(wire['productImage'])?.['whiteImage'],
    ]),
    attributes,
    options,
    categoryPath: category === undefined ? [] : [category],
    ...prices,
    availability: availabilityOf(stock, offer.minQuantity),
    ...(stock === undefined ? {} : { stock }),
    purchasable: offer.isPublished && prices.price !== undefined,
    ...(brand === undefined ? {} : { brand }),
    ...(model === undefined ? {} : { model }),
    ...(cargoNumber === undefined ? {} : { sku: cargoNumber }),
    ...(description === undefined ? {} : { description }),
    ...sellerOf(wire),
    ...(sales === undefined ? {} : { salesVolume: sales }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(raw ? { raw } : {}),
  };
}

/**
 * An item of `keywordQuery`, which tells an offer without its SKUs and tiers; `undefined` for one without an id. From two pieces on, its price is a tier's.
 * Never throws.
 */
export function toSearchListing(item: Wire, raw?: RawRef): ChannelListing | undefined {
  const offerId = textIn(item['offerId']);
  if (offerId === undefined) return undefined;
  const info = recordIn(item['priceInfo']) ?? {};
  const price = readPrice(info, isMembersSale(item));
  const minQuantity = Math.max(1, countIn(item['minOrderQuantity']) ?? 1);
  const consign = flagIn(item['isOnePsale']) ? priceIn(info['consignPrice']) : undefined;
  const tier: readonly BasedPrice[] = price && minQuantity > 1 ? [{ money: price.price, basis: 'TIER', minQuantity }] : [];
  const others = [...tier, ...memberPrice(price?.member), ...onePiecePrice(consign, 1)];
  const sales = countIn(item['monthSold']);
  const createdAt = beijingTimeIn(item['createDate']);
  const updatedAt = beijingTimeIn(item['modifyDate']);
  return {
    externalId: toExternalId({ offerId }),
    title: titleIn(item, offerId),
    url: pageOf(offerId),
    gtins: [],
    images: imagesOf([item['imageUrl'], item['whiteImage']]),
    attributes: [],
    options: [],
    categoryPath: [],
    ...(price ? { price: price.price, ...(minQuantity > 1 ? { priceBasis: 'TIER' as const } : {}) } : {}),
    ...(price?.before ? { listPrice: price.before } : {}),
    ...(others.length > 0 ? { otherPrices: others } : {}),
    availability: 'UNKNOWN',
    purchasable: price !== undefined,
    ...(sales === undefined ? {} : { salesVolume: sales }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    ...(raw ? { raw } : {}),
  };
}

function pricesOf(offer: Offer, sku: OfferSku | undefined): Pick<ChannelListing, 'price' | 'priceBasis' | 'listPrice' | 'otherPrices'> {
  const first = firstPrice(offer, sku);
  const isByQuantity = offer.isPricedByQuantity || !sku?.price;
  const tiers = isByQuantity ? offer.tiers : [];
  const smallest = Math.max(offer.minQuantity, tiers[0]?.from ?? 1);
  const needsSeveral = smallest > 1;
  const others: readonly BasedPrice[] = [
    ...(first && needsSeveral ? [{ money: first.price, basis: 'TIER' as const, minQuantity: smallest }] : []),
    ...tiers.filter(({ from }) => from > smallest).map(({ price, from }) => ({ money: price, basis: 'TIER' as const, minQuantity: from })),
    ...memberPrice(first?.member),
    ...channelPrice(offer.wire, sku),
    ...(offer.onePiece ? onePiecePrice(skuOnePiece(sku) ?? offer.onePiece.price, offer.onePiece.minQuantity) : []),
  ];
  return {
    ...(first ? { price: first.price, ...(needsSeveral ? { priceBasis: 'TIER' as const } : {}) } : {}),
    ...(first?.before ? { listPrice: first.before } : {}),
    ...(others.length > 0 ? { otherPrices: others } : {}),
  };
}

function memberPrice(price: Money | undefined): readonly BasedPrice[] {
  return price ? [{ money: price, basis: 'MEMBER', label: 'PLUS会员价' }] : [];
}

function onePiecePrice(price: Money | undefined, minQuantity: number): readonly BasedPrice[] {
  return price ? [{ money: price, basis: minQuantity > 1 ? 'TIER' : 'SELLING', minQuantity, label: '一件代发价' }] : [];
}

function skuOnePiece(sku: OfferSku | undefined): Money | undefined {
  return priceIn(recordIn(sku?.wire['fenxiaoPriceInfo'])?.['onePiecePrice']);
}

/** What this account's channel was granted for the SKU. */
function channelPrice(wire: Wire, sku: OfferSku | undefined): readonly BasedPrice[] {
  if (sku?.skuId === undefined) return [];
  const own = recordsIn(recordIn(wire['channelPrice'])?.['channelSkuPriceList']).find(it => textIn(it['skuId']) === sku.skuId);
  const price = priceIn(own?.['currentPrice']);
  return price ? [{ money: price, basis: 'CONTRACT', label: '渠道价' }] : [];
}

function availabilityOf(stock: number | undefined, minQuantity: number): ChannelListing['availability'] {
  if (stock === undefined) return 'UNKNOWN';
  return stock >= minQuantity ? 'IN_STOCK' : 'OUT_OF_STOCK';
}

function sellerOf(wire: Wire): Pick<ChannelListing, 'seller'> {
  const [id, name] = [textIn(wire['sellerOpenId']), textIn(wire['companyName'])];
  const known = id ?? name;
  return known === undefined ? {} : { seller: { id: known, name: name ?? known, country: 'CN' } };
}

function pageOf(offerId: string): string {
  return `https://detail.1688.com/offer/${offerId}.html`;
}

function imagesOf(values: readonly unknown[]): ChannelListing['images'] {
  return [...new Set(values.flatMap(value => urlIn(value) ?? []))].map(url => ({ url }));
}

function named(attributes: readonly Attribute[], names: ReadonlySet<string>): string | undefined {
  return attributes.find(({ name }) => names.has(name.toLowerCase()))?.value;
}

function plain(value: unknown): string | undefined {
  const text = textIn(value);
  return text === undefined ? undefined : htmlToText(text) || undefined;
}
