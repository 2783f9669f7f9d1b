import type { Wire } from '../src/wire.ts';

/** An offer as `queryProductDetail` tells it: two variants, priced by quantity. */
export function detail(change: Wire = {}, sale: Wire = {}): Wire {
  return {
    offerId: 627_056_024_629,
    categoryName: '猫砂盆',
    subject: '猫砂盆超大号&amp;防外溅',
    subjectTrans: 'Cat litter box',
    description: '<p>加高</p>',
    productImage: { images: ['img/ibank/2017/1.jpg', 'https://cbu01.alicdn.com/img/ibank/2.jpg'], whiteImage: null },
    productAttribute: [
      { attributeId: '1', attributeName: '品牌', value: '示例', attributeNameTrans: 'Brand', valueTrans: 'Demo' },
      { attributeId: '2', attributeName: '货号', value: 'GD7', attributeNameTrans: 'Article number', valueTrans: 'GD7' },
    ],
    productSkuInfos: [
      {
        amountOnSale: 120,
        price: '18.80',
        skuId: 4_400_000_000_001,
        specId: 'spec-white',
        skuAttributes: [{ attributeId: 3216, attributeName: '颜色', value: '白色', skuImageUrl: '//cbu01.alicdn.com/img/ibank/w.jpg' }],
        cargoNumber: 'W-1',
        promotionPrice: null,
        fenxiaoPriceInfo: { onePiecePrice: '25.5', offerPrice: '19' },
      },
      { amountOnSale: 0, price: '19.80', skuId: 4_400_000_000_002, specId: 'spec-black', skuAttributes: [], promotionPrice: '' },
    ],
    productSaleInfo: {
      amountOnSale: 120,
      priceRangeList: [
        { startQuantity: 100, price: '15', promotionPrice: null },
        { startQuantity: 10, price: '17.5', promotionPrice: null },
      ],
      quoteType: 2,
      fenxiaoSaleInfo: { onePieceFreePostage: true, startQuantity: 1, onePiecePrice: '26', offerPrice: '19' },
      ...sale,
    },
    sellerOpenId: 'seller-open-id',
    companyName: '杭州示例电子商务有限公司',
    minOrderQuantity: 10,
    batchNumber: null,
    status: 'published',
    soldOut: '12342',
    tagInfoList: [{ key: 'isOnePsale', value: true }],
    createDate: '2024-05-24 00:00:00',
    ...change,
  };
}
