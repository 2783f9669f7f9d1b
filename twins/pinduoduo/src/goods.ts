import { seededRandom } from '@onebasket/twin-kit';

/** A product as the platform shows it; amounts in fen, times in Unix seconds. Further documented fields may be there and are shown as they are. */
export interface Goods {
  readonly goods_sign: string;
  readonly goods_name: string;
  readonly min_group_price: number;
  readonly min_normal_price: number;
  readonly [field: string]: unknown;
}

/** The products on sale, in the order in which they were put there. */
export class Shelf {
  readonly #goods = new Map<string, Goods>();

  constructor(goods: readonly Goods[]) {
    for (const one of goods) this.#goods.set(one.goods_sign, one);
  }

  get(goodsSign: string): Goods | undefined {
    return this.#goods.get(goodsSign);
  }

  all(): readonly Goods[] {
    return [...this.#goods.values()];
  }

  /** Changes or adds a product; `null` takes it off sale. Throws `RangeError` when there is too little to add one. */
  set(goodsSign: string, change: Partial<Goods> | null): void {
    if (change === null) {
      this.#goods.delete(goodsSign);
      return;
    }
    const next = { ...this.#goods.get(goodsSign), ...change, goods_sign: goodsSign } as Goods;
    if (!next.goods_name || !(next.min_group_price > 0)) throw new RangeError('a product needs goods_name and min_group_price');
    this.#goods.set(goodsSign, next);
  }
}

const THINGS = ['保温杯', '台灯', '雨伞', '手机壳', '毛巾', '充电宝', '保鲜盒', '拖鞋', '耳机', '书包'];
const KINDS = ['小号', '大号', '家用', '便携', '加厚', '儿童'];
const SALES = ['195', '1708', '5.8万', '10万+', '1.2万+'];

/** Ten things in six kinds, a third of them with a coupon; the same for the same seed. */
export function demoGoods(seed: number, now: Date): readonly Goods[] {
  const random = seededRandom(seed);
  const below = (most: number) => Math.floor(random() * most);
  const midnight = Math.floor(now.getTime() / 86_400_000) * 86_400;
  return THINGS.flatMap((thing, t) =>
    KINDS.map((kind, k): Goods => {
      const price = 990 + below(90) * 100;
      const hasCoupon = (t + k) % 3 === 0;
      return {
        goods_sign: `E9twin${t}${k}_${'abcdefghij'[t]}${'qrstuv'[k]}`,
        goods_name: `${kind}${thing}`,
        goods_desc: `${thing}，${kind}，包邮`,
        brand_name: null,
        goods_image_url: `https://img.pddtwin.example/goods/${t}-${k}.jpeg`,
        goods_thumbnail_url: `https://img.pddtwin.example/goods/${t}-${k}.small.jpeg`,
        goods_gallery_urls: [`https://img.pddtwin.example/goods/${t}-${k}.jpeg`, `https://img.pddtwin.example/goods/${t}-${k}.b.jpeg`],
        min_group_price: price,
        min_normal_price: price + 300 + below(5) * 100,
        has_coupon: hasCoupon,
        coupon_discount: hasCoupon ? 300 : 0,
        coupon_min_order_amount: hasCoupon ? 500 : 0,
        coupon_start_time: hasCoupon ? midnight - 86_400 : 0,
        coupon_end_time: hasCoupon ? midnight + 30 * 86_400 - 1 : 0,
        coupon_remain_quantity: hasCoupon ? 5000 : 0,
        coupon_total_quantity: hasCoupon ? 10_000 : 0,
        has_mall_coupon: false,
        promotion_rate: 100 + below(20) * 10,
        sales_tip: SALES[below(SALES.length)],
        mall_id: 100_000 + t,
        mall_name: `${thing}专营店`,
        merchant_type: 5,
        category_name: '百货',
        desc_txt: '高',
        serv_txt: '高',
        lgst_txt: '中',
        service_tags: [13],
      };
    }),
  );
}
