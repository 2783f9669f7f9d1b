import { createHash } from 'node:crypto';
import { fieldsOf } from './goods-services.ts';
import type { TwinGoods } from './catalogue.ts';
import type { Service, ServiceResult } from './gateway.ts';

/** A link that was made, with the marks that come back in the report. */
export interface MadeLink {
  readonly clickURL: string;
  readonly goods: TwinGoods;
  readonly couponUrl?: string;
  readonly positionId?: number;
  readonly subUnionId?: string;
  readonly ext1?: string;
}

/** One row of the order report. */
export interface OrderRow extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly orderId: number;
  readonly validCode: number;
  readonly modifyTime: string;
}

const HOUR_MS = 3_600_000;
const MOST_ROWS = 500;

/** Promotion links and the orders that come of them. */
export class Affiliate {
  readonly links = new Map<string, MadeLink>();
  readonly #rows: OrderRow[] = [];
  readonly #goods: () => readonly TwinGoods[];
  readonly #now: () => Date;
  #nextOrder = 290_000_000_001;

  constructor(goods: () => readonly TwinGoods[], now: () => Date) {
    this.#goods = goods;
    this.#now = now;
  }

  readonly services: Readonly<Record<string, Service>> = {
    'jd.union.open.promotion.common.get': ({ promotionCodeReq }) => this.#link(fieldsOf(promotionCodeReq)),
    'jd.union.open.order.row.query': ({ orderReq }) => this.#report(fieldsOf(orderReq)),
  };

  get rows(): readonly OrderRow[] {
    return this.#rows;
  }

  /** A shopper buys through a link. Throws `RangeError` for a link that was never made. */
  buy(clickURL: string, quantity = 1): OrderRow {
    const link = this.links.get(clickURL);
    if (link === undefined) throw new RangeError('no such link');
    const orderId = this.#nextOrder++;
    const price = link.goods.priceInfo['lowestPrice'] ?? 0;
    const time = beijing(this.#now());
    const row: OrderRow = {
      id: `${orderId}_${link.goods.skuId}`,
      orderId,
      parentId: 0,
      orderTime: time,
      finishTime: '',
      modifyTime: time,
      skuId: link.goods.skuId,
      skuName: link.goods.skuName,
      skuNum: quantity,
      skuReturnNum: 0,
      skuFrozenNum: 0,
      price,
      estimateCosPrice: Math.round(price * quantity * 100) / 100,
      estimateFee: Math.round(price * quantity * 5) / 100,
      actualCosPrice: 0,
      actualFee: 0,
      validCode: 16,
      positionId: link.positionId ?? 0,
      subUnionId: link.subUnionId ?? '',
      ext1: link.ext1 ?? '',
      expressStatus: 10,
    };
    this.#rows.push(row);
    return row;
  }

  /** Changes a row as JD does in the course of an order. */
  change(id: string, change: Readonly<Record<string, unknown>>): void {
    const at = this.#rows.findIndex(row => row.id === id);
    const row = this.#rows[at];
    if (row === undefined) throw new RangeError(`no row ${id}`);
    this.#rows[at] = { ...row, ...change, modifyTime: beijing(this.#now()) };
  }

  #link(request: Readonly<Record<string, unknown>>): ServiceResult {
    const { materialId, siteId, couponUrl, positionId, subUnionId, ext1 } = request;
    if (typeof materialId !== 'string' || materialId === '') return { code: 400, message: 'materialId不能为空' };
    if (siteId === undefined || siteId === '') return { code: 400, message: 'siteId不能为空' };
    const goods = this.#goods().find(one => materialId.includes(`/${one.skuId}.html`) || materialId.includes(`/${one.itemId}.html`));
    if (goods === undefined) return { code: 2_001_702, message: '商品不在推广中' };
    if (couponUrl !== undefined && !couponLinks(goods).includes(couponUrl)) return { code: 2_001_703, message: '优惠券链接校验失败' };
    const code = createHash('sha256').update(JSON.stringify(request)).digest('base64url').slice(0, 12);
    const clickURL = `https://union-click.jd.com/jdc?e=618%7Cpc%7C&p=${code}`;
    this.links.set(clickURL, {
      clickURL,
      goods,
      ...(typeof couponUrl === 'string' ? { couponUrl } : {}),
      ...(typeof positionId === 'number' ? { positionId } : {}),
      ...(typeof subUnionId === 'string' ? { subUnionId } : {}),
      ...(typeof ext1 === 'string' ? { ext1 } : {}),
    });
    return { code: 200, message: 'success', data: { clickURL, jCommand: `1.0￥${code}￥ 来自京东` } };
  }

  #report(request: Readonly<Record<string, unknown>>): ServiceResult {
    const { type, pageIndex, pageSize, startTime, endTime } = request;
    const from = Date.parse(`${String(startTime).replace(' ', 'T')}+08:00`);
    const to = Date.parse(`${String(endTime).replace(' ', 'T')}+08:00`);
    if (!(to >= from)) return { code: 400, message: '时间参数错误' };
    if (to - from > HOUR_MS) return { code: 400, message: '开始时间与结束时间间隔不能超过1小时' };
    const size = Number(pageSize ?? 20);
    if (!(size >= 1 && size <= MOST_ROWS)) return { code: 400, message: 'pageSize最大500' };
    const name = type === 3 ? 'modifyTime' : type === 2 ? 'finishTime' : 'orderTime';
    const found = this.#rows.filter(row => {
      const at = Date.parse(`${String(row[name]).replace(' ', 'T')}+08:00`);
      return at >= from && at <= to;
    });
    const page = Number(pageIndex ?? 1);
    const data = found.slice((page - 1) * size, page * size);
    const head = { code: 200, message: 'success', requestId: 'twin', hasMore: page * size < found.length };
    return data.length > 0 ? { ...head, data } : head;
  }
}

function couponLinks(goods: TwinGoods): readonly unknown[] {
  const list = fieldsOf(goods['couponInfo'])['couponList'];
  return Array.isArray(list) ? list.map(coupon => fieldsOf(coupon)['link']) : [];
}

function beijing(at: Date): string {
  return new Date(at.getTime() + 8 * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');
}
