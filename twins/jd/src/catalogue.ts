/** One item as `goods.query` shows it in scene 2; what is not given is not shown. */
export interface TwinGoods {
  readonly skuId: number;
  /** The union's own id, shown in scene 1. */
  readonly itemId: string;
  readonly skuName: string;
  readonly priceInfo: Readonly<Record<string, number>>;
  readonly stockState?: 0 | 1;
  readonly [group: string]: unknown;
}

const DAY_MS = 86_400_000;
const WORDS = ['保温杯', '台灯', '蓝牙耳机', '机械键盘', '登山包', '电热水壶'];
const BRANDS = ['山泉', '明光', '静听', '指尖', '远足', '暖家'];

/** Invented goods, the same for the same day: every third with a coupon, some with group, flash, presale and member prices, the last one sold out. */
export function demoGoods(count: number, now: Date): readonly TwinGoods[] {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return Array.from({ length: count }, (_, at) => {
    const kind = at % WORDS.length;
    const price = 59.9 + at;
    const coupon = at % 3 === 0 ? couponOf(at, today) : undefined;
    const isFlash = at % 5 === 4;
    const lowest = isFlash ? round(price - 7.5) : price;
    return {
      skuId: 100_000_000_001 + at,
      itemId: `Q9Z2ZdyMsa9g7jpsfg_3SD7M7IS${String(at).padStart(4, '0')}`,
      skuName: `${BRANDS[kind]} ${WORDS[kind]} ${at + 1}号`,
      brandCode: String(7000 + kind),
      brandName: BRANDS[kind],
      spuid: 100_000_000_001 + kind,
      owner: at % 2 === 0 ? 'g' : 'p',
      priceInfo: {
        price,
        lowestPrice: lowest,
        lowestPriceType: isFlash ? 3 : 1,
        lowestCouponPrice: round(lowest - (coupon?.discount ?? 0)),
      },
      couponInfo: { couponList: coupon ? [coupon] : [] },
      imageInfo: { imageList: [{ url: `https://img14.360buyimg.com/ads/jfs/t1/${at}/sample.jpg` }] },
      categoryInfo: { cid1: 1, cid1Name: '家居', cid2: 2, cid2Name: '生活用品', cid3: 3, cid3Name: WORDS[kind] },
      commissionInfo: { commissionShare: 5, commission: round(price * 0.05) },
      shopInfo: { shopId: 45_000 + kind, shopName: `${BRANDS[kind]}旗舰店` },
      inOrderCount30Days: 1000 + at,
      inOrderCount30DaysSku: 100 + at,
      comments: 250 + at,
      goodCommentsShare: 98.0,
      stockState: at === count - 1 ? 0 : 1,
      pinGouInfo:
        at % 4 === 1 ? { pingouPrice: round(price - 5), pingouTmCount: 2, pingouStartTime: today, pingouEndTime: today + 7 * DAY_MS } : {},
      seckillInfo: isFlash ? { seckillOriPrice: price, seckillPrice: lowest, seckillStartTime: today, seckillEndTime: today + DAY_MS } : {},
      preSaleInfo: {},
      ...(at % 6 === 2 ? { secondPriceInfoList: [{ secondPriceType: 2, secondPrice: round(price - 2) }] } : {}),
      ...(at % 6 === 5
        ? { promotionLabelInfoList: [{ promotionLabel: '满2件，总价打8折', labelName: '满折', promotionLabelId: 5000 + at }] }
        : {}),
    };
  });
}

function couponOf(at: number, today: number) {
  return {
    bindType: 3,
    discount: 10,
    quota: 50,
    platformType: 0,
    couponStyle: 0,
    couponStatus: 0,
    isBest: 1,
    hotValue: 5,
    getStartTime: today - DAY_MS,
    getEndTime: today + 7 * DAY_MS - 1000,
    useStartTime: today - DAY_MS,
    useEndTime: today + 7 * DAY_MS - 1000,
    link: `http://coupon.m.jd.com/coupons/show.action?linkKey=AAROH_${at}%2Bx&from=a+b`,
  };
}

function round(yuan: number): number {
  return Math.round(yuan * 100) / 100;
}
