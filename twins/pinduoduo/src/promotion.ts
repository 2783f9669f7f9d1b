import type { Goods } from './goods.ts';
import type { Parameters } from './parameters.ts';
import { PddError } from './pdd-error.ts';

/** What a promotion link leads to. */
export interface Link {
  readonly id: string;
  readonly goodsSign: string;
  readonly pid: string;
  readonly customParameters: string;
}

/** One order of the report; times in Unix seconds. */
export interface ReportRow {
  readonly order_sn: string;
  readonly order_status: number;
  readonly order_modify_at: number;
  readonly [field: string]: unknown;
}

const DAY_SECONDS = 86_400;
const statusWords: Readonly<Record<number, string>> = {
  [-1]: '未支付',
  0: '已支付',
  1: '已成团',
  2: '确认收货',
  3: '审核成功',
  4: '审核失败',
  5: '已结算',
  8: '非多多进宝商品',
};

/** Links that were made, and what was bought by them. */
export class Promotion {
  readonly #links = new Map<string, Link>();
  readonly #orders = new Map<string, ReportRow>();

  /** `pdd.ddk.goods.promotion.url.generate`; `origin` is where the twin's pages are. */
  generate(parameters: Parameters, ownPid: string, find: (goodsSign: string) => Goods | undefined, origin: string): object {
    const pid = parameters.needed('p_id');
    if (pid !== ownPid) throw new PddError('business', '推广位不存在', '50001_1');
    const signs = parameters.list('goods_sign_list');
    if (!signs || signs.length === 0) throw new PddError('missing', '缺少必要的参数: goods_sign_list');
    const customParameters = parameters.text('custom_parameters') ?? '';
    if (Buffer.byteLength(customParameters) > 64) throw new PddError('parameter', 'custom_parameters超过64字节');
    const list = signs.filter(find).map(goodsSign => {
      const link: Link = { id: `L${this.#links.size + 1}`, goodsSign, pid, customParameters };
      this.#links.set(link.id, link);
      const url = `${origin}/duo_coupon_landing.html?l=${link.id}`;
      return {
        url,
        mobile_url: `${origin}/app.html?l=${link.id}`,
        ...(parameters.text('generate_short_url') === 'true'
          ? { short_url: `${origin}/s/${link.id}`, mobile_short_url: `${origin}/m/${link.id}` }
          : {}),
        ...(parameters.text('generate_schema_url') === 'true' ? { schema_url: `pinduoduo://com.xunmeng.pinduoduo/${link.id}` } : {}),
        weixin_short_link: null,
      };
    });
    return { goods_promotion_url_list: list };
  }

  /** The link that an address of this twin is, whatever form it has. */
  linkAt(address: string): Link | undefined {
    const id = /(?:[?&]l=|\/[sm]\/)(L\d+)/.exec(address)?.[1];
    return id === undefined ? undefined : this.#links.get(id);
  }

  /** A shopper pays at the group price less the coupon. */
  buy(link: Link, goods: Goods, quantity: number, at: number): ReportRow {
    const goodsAmount = goods.min_group_price * quantity;
    const coupon = goodsAmount >= Number(goods['coupon_min_order_amount'] ?? 0) ? Number(goods['coupon_discount'] ?? 0) : 0;
    const amount = goodsAmount - coupon;
    const row: ReportRow = {
      order_sn: `260101-${String(this.#orders.size + 1).padStart(15, '0')}`,
      goods_sign: goods.goods_sign,
      goods_name: goods.goods_name,
      goods_price: goods.min_group_price,
      goods_quantity: quantity,
      order_amount: amount,
      promotion_rate: goods['promotion_rate'] ?? 100,
      promotion_amount: Math.floor((amount * Number(goods['promotion_rate'] ?? 100)) / 1000),
      order_status: 0,
      order_status_desc: statusWords[0],
      order_create_time: at,
      order_pay_time: at,
      order_modify_at: at,
      p_id: link.pid,
      custom_parameters: link.customParameters,
      fail_reason: null,
    };
    this.#orders.set(row.order_sn, row);
    return row;
  }

  /** Moves an order on. Throws `RangeError` when there is none of this number. */
  advance(orderSn: string, status: number, at: number): void {
    const row = this.#orders.get(orderSn);
    if (!row) throw new RangeError(`no order ${orderSn}`);
    this.#orders.set(orderSn, { ...row, order_status: status, order_status_desc: statusWords[status] ?? '', order_modify_at: at });
  }

  orders(): readonly ReportRow[] {
    return [...this.#orders.values()];
  }

  /** `pdd.ddk.order.list.increment.get`: what changed in the window, oldest change first. */
  report(parameters: Parameters, now: number): object {
    const from = parameters.whole('start_update_time');
    const to = parameters.whole('end_update_time');
    if (from === undefined || to === undefined) throw new PddError('missing', '缺少必要的参数: start_update_time, end_update_time');
    if (to < from || to - from > DAY_SECONDS) throw new PddError('parameter', '开始时间和结束时间相差不能超过24小时');
    if (from < now - 90 * DAY_SECONDS - 60) throw new PddError('parameter', '只能查询最近90天');
    const page = parameters.whole('page') ?? 1;
    const size = parameters.whole('page_size') ?? 100;
    if (page < 1 || size < 10 || size > 100) throw new PddError('parameter', 'page_size的范围为10到100');
    const rows = this.orders()
      .filter(row => from <= row.order_modify_at && row.order_modify_at <= to)
      .sort((a, b) => a.order_modify_at - b.order_modify_at);
    return { order_list: rows.slice((page - 1) * size, page * size), total_count: rows.length };
  }
}
