import { decodeEntities, htmlToText, type Attribute } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';
import { countIn, flagIn, priceIn, recordIn, recordsIn, textIn, type Wire } from './wire.ts';

/** A price of one piece, and what it was before a sale that is open to everybody; members' prices stand apart. */
export interface OfferPrice {
  readonly price: Money;
  readonly before?: Money;
  readonly member?: Money;
}

/** From so many pieces on. */
export interface PriceTier extends OfferPrice {
  readonly from: number;
}

export interface OfferSku {
  readonly skuId?: string;
  /** What orders name it by. */
  readonly specId: string;
  readonly price?: OfferPrice;
  readonly stock?: number;
  readonly wire: Wire;
}

/** An offer as `queryProductDetail` tells it, as far as buying goes; the rest is read from `wire`. */
export interface Offer {
  readonly offerId: string;
  readonly title: string;
  /** True when the price depends on how many pieces of the whole offer are bought, false when each SKU has its own. */
  readonly isPricedByQuantity: boolean;
  /** In the order of quantities. */
  readonly tiers: readonly PriceTier[];
  readonly skus: readonly OfferSku[];
  readonly minQuantity: number;
  /** Sold in lots of so many. */
  readonly lot: number;
  readonly stock?: number;
  readonly isPublished: boolean;
  /** One piece, shipping included, in the drop-shipping flow. */
  readonly onePiece?: { readonly price: Money; readonly minQuantity: number };
  readonly wire: Wire;
}

/** Never throws; `undefined` for what has no id. */
export function readOffer(wire: Wire): Offer | undefined {
  const offerId = textIn(wire['offerId']);
  if (offerId === undefined) return undefined;
  const sale = recordIn(wire['productSaleInfo']) ?? {};
  const isForMembers = isMembersSale(wire);
  const tiers = recordsIn(sale['priceRangeList'])
    .flatMap((range): readonly PriceTier[] => {
      const price = readPrice(range, isForMembers);
      return price ? [{ ...price, from: Math.max(1, countIn(range['startQuantity']) ?? 1) }] : [];
    })
    .sort((a, b) => a.from - b.from);
  const skus = recordsIn(wire['productSkuInfos']).flatMap(sku => readSku(sku, isForMembers) ?? []);
  const stock = countIn(sale['amountOnSale']);
  const onePiece = onePieceOf(wire, sale);
  const status = textIn(wire['status']);
  return {
    offerId,
    title: titleIn(wire, offerId),
    isPricedByQuantity: tiers.length > 0 && textIn(sale['quoteType']) !== '1',
    tiers,
    skus,
    minQuantity: Math.max(1, countIn(wire['minOrderQuantity']) ?? tiers[0]?.from ?? 1),
    lot: Math.max(1, countIn(wire['batchNumber']) ?? 1),
    ...(stock === undefined ? {} : { stock }),
    isPublished: status === undefined || status === 'published',
    ...(onePiece ? { onePiece } : {}),
    wire,
  };
}

/** The supplier's own title, in plain text; the translation where there is nothing else. */
export function titleIn(wire: Wire, offerId: string): string {
  return decodeEntities(htmlToText(textIn(wire['subject']) ?? textIn(wire['subjectTrans']) ?? '')) || `1688 ${offerId}`;
}

function readSku(wire: Wire, isForMembers: boolean): OfferSku | undefined {
  const specId = textIn(wire['specId']);
  if (specId === undefined) return undefined;
  const skuId = textIn(wire['skuId']);
  const price = readPrice(wire, isForMembers);
  const stock = countIn(wire['amountOnSale']);
  return {
    specId,
    ...(skuId === undefined ? {} : { skuId }),
    ...(price ? { price } : {}),
    ...(stock === undefined ? {} : { stock }),
    wire,
  };
}

/** `promotionPrice` is the price of the day, unless it is one for members (PLUS), which is all that 1688 marks at present. */
export function readPrice(wire: Wire, isForMembers: boolean): OfferPrice | undefined {
  const price = priceIn(wire['price']);
  const promotion = priceIn(wire['promotionPrice']);
  if (!price) return promotion && !isForMembers ? { price: promotion } : undefined;
  if (!promotion || promotion.minor >= price.minor) return { price };
  return isForMembers ? { price, member: promotion } : { price: promotion, before: price };
}

export function isMembersSale(wire: Wire): boolean {
  return /plus/i.test(textIn(recordIn(wire['promotionModel'])?.['promotionType']) ?? '');
}

function onePieceOf(wire: Wire, sale: Wire): Offer['onePiece'] {
  const isOffered = recordsIn(wire['tagInfoList']).some(tag => textIn(tag['key']) === 'isOnePsale' && flagIn(tag['value']) === true);
  const info = recordIn(sale['fenxiaoSaleInfo']) ?? {};
  const price = priceIn(info['onePiecePrice']) ?? priceIn(sale['consignPrice']);
  return isOffered && price ? { price, minQuantity: Math.max(1, countIn(info['startQuantity']) ?? 1) } : undefined;
}

/** Names and values as the supplier wrote them; the translation where there is nothing else. */
export function attributesIn(value: unknown): readonly Attribute[] {
  return recordsIn(value).flatMap((it): readonly Attribute[] => {
    const name = textIn(it['attributeName']) ?? textIn(it['attributeNameTrans']);
    const said = textIn(it['value']) ?? textIn(it['valueTrans']);
    return name === undefined || said === undefined ? [] : [{ name, value: said }];
  });
}
