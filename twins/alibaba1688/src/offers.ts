import { seededRandom } from '@onebasket/twin-kit';
import { yuan } from './money.ts';

/** A variant; amounts in fen here, in yuan text on the wire. */
export interface Sku {
  readonly skuId: number;
  readonly specId: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own price, where the offer is priced by SKU. */
  readonly price?: number;
  readonly stock: number;
}

export interface Offer {
  readonly offerId: number;
  readonly subject: string;
  readonly sellerOpenId: string;
  readonly companyName: string;
  /** 0 by quantity, 1 by SKU, 2 SKUs, but priced by quantity. */
  readonly quoteType: 0 | 1 | 2;
  readonly tiers: readonly { readonly from: number; readonly price: number }[];
  readonly skus: readonly Sku[];
  /** Of an offer without SKUs. */
  readonly stock: number;
  readonly minOrderQuantity: number;
  readonly batchNumber: number | null;
  readonly monthSold: number;
  /** May it be bought by API? */
  readonly isTradable: boolean;
  readonly status: string;
}

/** Gaps are filled with what an ordinary offer has. */
export function offer(given: Partial<Offer> & Pick<Offer, 'offerId' | 'subject'>): Offer {
  return {
    sellerOpenId: 'seller-a',
    companyName: '义乌示例日用品有限公司',
    quoteType: given.skus?.length ? 2 : 0,
    tiers: [{ from: given.minOrderQuantity ?? 1, price: 1000 }],
    skus: [],
    stock: 10_000,
    minOrderQuantity: 1,
    batchNumber: null,
    monthSold: 100,
    isTradable: true,
    status: 'published',
    ...given,
  };
}

/** What one piece costs, in fen, when so many pieces of the offer are bought. */
export function priceOf(it: Offer, sku: Sku | undefined, quantity: number): number {
  if (it.quoteType === 1 && sku?.price !== undefined) return sku.price;
  return (it.tiers.findLast(({ from }) => from <= quantity) ?? it.tiers[0])?.price ?? sku?.price ?? 0;
}

/** As an item of `keywordQuery`. */
export function searchView(it: Offer): object {
  const price = yuan(it.quoteType === 1 ? Math.min(...it.skus.map(sku => sku.price ?? 0)) : priceOf(it, undefined, it.minOrderQuantity));
  return {
    offerId: it.offerId,
    subject: it.subject,
    subjectTrans: `translated ${it.offerId}`,
    imageUrl: `https://cbu01.alicdn.com/img/ibank/${it.offerId}.jpg`,
    priceInfo: { price, jxhyPrice: null, pfJxhyPrice: null, consignPrice: price, promotionPrice: null },
    monthSold: it.monthSold,
    minOrderQuantity: it.minOrderQuantity,
    isOnePsale: false,
    repurchaseRate: '12%',
    tradeScore: '5.0',
    createDate: '2024-04-20 08:00:00',
    promotionModel: { hasPromotion: false, promotionType: null },
  };
}

/** As `queryProductDetail` tells it. */
export function detailView(it: Offer): object {
  return {
    offerId: it.offerId,
    categoryId: 32,
    categoryName: '日用百货',
    subject: it.subject,
    subjectTrans: `translated ${it.offerId}`,
    description: `<p>${it.subject}</p>`,
    productImage: { images: [`https://cbu01.alicdn.com/img/ibank/${it.offerId}.jpg`], whiteImage: null },
    productAttribute: [{ attributeId: '1', attributeName: '产地', value: '义乌', attributeNameTrans: 'Origin', valueTrans: 'Yiwu' }],
    productSkuInfos: it.skus.map(sku => ({
      amountOnSale: sku.stock,
      price: sku.price === undefined ? null : yuan(sku.price),
      skuId: sku.skuId,
      specId: sku.specId,
      skuAttributes: Object.entries(sku.attributes).map(([attributeName, value], at) => ({ attributeId: at, attributeName, value })),
      cargoNumber: `C${sku.skuId}`,
      promotionPrice: null,
      fenxiaoPriceInfo: { onePiecePrice: null, offerPrice: null },
    })),
    productSaleInfo: {
      amountOnSale: it.skus.length > 0 ? it.skus.reduce((all, { stock }) => all + stock, 0) : it.stock,
      priceRangeList:
        it.quoteType === 1 ? [] : it.tiers.map(({ from, price }) => ({ startQuantity: from, price: yuan(price), promotionPrice: null })),
      quoteType: it.quoteType,
      unitInfo: { unit: '件', transUnit: 'Piece' },
      fenxiaoSaleInfo: null,
    },
    sellerOpenId: it.sellerOpenId,
    companyName: it.companyName,
    minOrderQuantity: it.minOrderQuantity,
    batchNumber: it.batchNumber,
    status: it.status,
    soldOut: String(it.monthSold * 12),
    tradeScore: '5.0',
    createDate: '2024-04-20 08:00:00',
    tagInfoList: [{ key: 'isOnePsale', value: false }],
    promotionModel: { hasPromotion: false, promotionType: null },
  };
}

const THINGS = ['保温杯', '台灯', '雨伞', '毛巾', '保鲜盒', '拖鞋', '书包', '手机壳'];

/** Wholesale goods of four suppliers; the same for the same seed. */
export function demoOffers(seed: number): readonly Offer[] {
  const random = seededRandom(seed);
  return THINGS.flatMap((thing, t) =>
    [0, 1, 2, 3].map((kind): Offer => {
      const offerId = 610_000_000_000 + t * 100 + kind;
      const price = 300 + Math.floor(random() * 3000);
      const minOrderQuantity = kind === 0 ? 1 : [1, 2, 10, 24][kind];
      const colours = kind === 3 ? [] : ['白色', '黑色'];
      const from = minOrderQuantity ?? 1;
      return offer({
        offerId,
        subject: `${thing} ${['定制', '批发', '加厚', '礼盒'][kind]}`,
        sellerOpenId: `seller-${'abcd'[t % 4]}`,
        companyName: `义乌示例${'一二三四'[t % 4]}号厂`,
        quoteType: kind === 0 ? 1 : colours.length > 0 ? 2 : 0,
        tiers: [
          { from, price },
          { from: from * 10, price: price - 30 },
          { from: from * 100, price: price - 60 },
        ],
        skus: colours.map((colour, c) => ({
          skuId: 5_100_000_000_000 + t * 1000 + kind * 10 + c,
          specId: `${'0123456789abcdef'[t]}${kind}${c}e0726506185beaf205cbae88530`,
          attributes: { 颜色: colour },
          price: price + c * 50,
          stock: 5000,
        })),
        minOrderQuantity: from,
        batchNumber: kind === 3 ? 12 : null,
        monthSold: Math.floor(random() * 2000),
      });
    }),
  );
}
