import { isArea } from './areas.ts';
import { round, taxOf, type VopGoods } from './catalogue.ts';
import { jsonField, no, NOTHING, rows, yes, type Services, type VopReply } from './envelope.ts';
import type { TwinLine, TwinOrder } from './order.ts';

const REQUIRED = [
  'thirdOrder',
  'sku',
  'name',
  'province',
  'city',
  'county',
  'address',
  'mobile',
  'email',
  'invoiceState',
  'invoiceType',
  'paymentType',
  'submitState',
];
const FREE_FROM = 99;
const FREIGHT = 6;

export interface DeskOptions {
  readonly goods: () => readonly VopGoods[];
  readonly now: () => Date;
  /** Does the contract let confirmed orders be cancelled until they leave? */
  readonly cancelsConfirmed: boolean;
  /** Tells the buyer of something. */
  readonly tell: (type: number, result: Readonly<Record<string, unknown>>) => void;
}

/** Orders: reserved, confirmed, cancelled, split, sent, delivered. */
export class OrderDesk {
  readonly #options: DeskOptions;
  readonly #orders = new Map<number, TwinOrder>();
  #nextId = 86_403_369_569;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  readonly services: Services = {
    'api/order/getFreight': form => this.#freight(form),
    'api/order/submitOrder': form => this.#submit(form),
    'api/order/confirmOrder': form => this.#confirm(this.#find(form)),
    'api/order/cancel': form => this.#cancel(this.#find(form)),
    'api/order/selectJdOrderIdByThirdOrder': form => {
      const order = this.#byThirdOrder(form.get('thirdOrder') ?? '');
      return order ? yes(String(order.jdOrderId)) : no('3401', '订单不存在');
    },
    'api/order/selectJdOrder': form => {
      const order = this.#find(form);
      return order ? yes(treeView(order, (form.get('queryExts') ?? '').split(','))) : no('3401', '订单不存在');
    },
    'api/order/orderTrack': form => this.#track(form),
  };

  get orders(): readonly TwinOrder[] {
    return [...this.#orders.values()];
  }

  /** An order leaves, each part by itself; from here on the buyer hears of it. Throws `RangeError` for an unknown order. */
  ship(jdOrderId: number, deliveryOrderId: string, carrier = '京东快递'): void {
    const order = this.#get(jdOrderId);
    order.waybills.push({ carrier, deliveryOrderId });
    order.jdOrderState = 16;
    // Newest first: JD sorts in no order.
    order.tracks.unshift({ msgTime: this.#time(), content: '货物已完成分拣，离开【北京分拣中心】', operator: '京东快递' });
    this.#options.tell(12, { orderId: jdOrderId });
  }

  deliver(jdOrderId: number): void {
    const order = this.#get(jdOrderId);
    order.state = 1;
    order.jdOrderState = 19;
    order.tracks.unshift({ msgTime: this.#time(), content: '您的订单已签收', operator: '配送员' });
    this.#options.tell(5, { orderId: jdOrderId, state: 1 });
  }

  /** One part for each line, as JD does when goods come from several warehouses. */
  split(jdOrderId: number): readonly number[] {
    const order = this.#get(jdOrderId);
    order.parts = order.lines.map((line, at) => {
      const part: TwinOrder = {
        ...order,
        jdOrderId: this.#nextId++,
        lines: [line],
        freight: at === 0 ? order.freight : 0,
        waybills: [],
        tracks: [],
        parts: [],
        parent: order,
      };
      this.#orders.set(part.jdOrderId, part);
      return part;
    });
    this.#options.tell(1, { pOrder: jdOrderId });
    return order.parts.map(part => part.jdOrderId);
  }

  find(jdOrderId: number): TwinOrder | undefined {
    return this.#orders.get(jdOrderId);
  }

  #get(jdOrderId: number): TwinOrder {
    const order = this.#orders.get(jdOrderId);
    if (!order) throw new RangeError(`no order ${jdOrderId}`);
    return order;
  }

  #find(form: URLSearchParams): TwinOrder | undefined {
    return this.#orders.get(Number(form.get('jdOrderId') ?? 0));
  }

  #byThirdOrder(thirdOrder: string): TwinOrder | undefined {
    return this.orders.find(order => order.thirdOrder === thirdOrder && order.parent === undefined);
  }

  #freight(form: URLSearchParams): VopReply {
    const lines = this.#lines(form);
    if (!Array.isArray(lines)) return lines as VopReply;
    if (!isArea(form)) return no('3101', '地址编码错误');
    const freight = freightOf(lines);
    return yes({ freight, baseFreight: freight, remoteRegionFreight: 0, remoteSku: '[]' });
  }

  #submit(form: URLSearchParams): VopReply {
    const missing = REQUIRED.find(name => !form.get(name));
    if (missing) return no('1001', `${missing}不能为空`);
    if (this.#byThirdOrder(form.get('thirdOrder') ?? '')) return no('0008', '重复提交订单');
    if (!isArea(form)) return no('3101', '地址编码错误');
    const lines = this.#lines(form);
    if (!Array.isArray(lines)) return lines as VopReply;
    const made = lines as readonly TwinLine[];
    if (form.get('doOrderPriceMode') === '1' && !isSamePrice(made, rows(jsonField(form, 'orderPriceSnap'))))
      return no('3019', '商品价格发生变化');
    const short = made.find(({ skuId, num }) => (this.#goods(skuId)?.stock ?? Infinity) < num);
    if (short) return no('3008', `编号为${short.skuId}的商品无货`);
    for (const { skuId, num } of made) this.#take(skuId, num);
    const order: TwinOrder = {
      jdOrderId: this.#nextId++,
      thirdOrder: form.get('thirdOrder') ?? '',
      lines: made,
      freight: freightOf(made),
      orderState: 1,
      submitState: form.get('submitState') === '1' ? 1 : 0,
      state: 0,
      jdOrderState: 1,
      waybills: [],
      tracks: [{ msgTime: this.#time(), content: '您提交了订单，请等待系统确认', operator: '客户' }],
      parts: [],
    };
    this.#orders.set(order.jdOrderId, order);
    return yes({ jdOrderId: order.jdOrderId, ...amounts(order) }, '0001');
  }

  #confirm(order: TwinOrder | undefined): VopReply {
    if (!order) return no('3401', '订单不存在');
    if (order.orderState === 0) return no('3201', '订单已取消');
    if (order.submitState === 1) return no('3202', '订单已确认');
    order.submitState = 1;
    this.#options.tell(25, { orderId: order.jdOrderId });
    return yes(true, '0003');
  }

  #cancel(order: TwinOrder | undefined): VopReply {
    if (!order) return no('3401', '订单不存在');
    if (order.orderState === 0) return no('3203', '订单已取消');
    if (order.submitState === 1 && !(this.#options.cancelsConfirmed && order.waybills.length === 0))
      return no('3204', '不能取消已经确认的订单');
    order.orderState = 0;
    for (const { skuId, num } of order.lines) this.#take(skuId, -num);
    this.#options.tell(10, { orderId: order.jdOrderId });
    return yes(true, '0002');
  }

  #track(form: URLSearchParams): VopReply {
    const order = this.#find(form);
    if (!order) return NOTHING;
    const waybills = order.waybills.map(waybill => ({ ...waybill, orderId: order.jdOrderId, parentId: order.parent?.jdOrderId ?? 0 }));
    return yes({ jdOrderId: order.jdOrderId, orderTrack: order.tracks, waybillCode: form.get('waybillCode') === '1' ? waybills : null });
  }

  /** The lines that a form asks for, at today's prices. */
  #lines(form: URLSearchParams): readonly TwinLine[] | VopReply {
    const asked = rows(jsonField(form, 'sku'));
    if (asked.length === 0 || asked.length > 50) return no('1001', 'sku错误');
    const lines: TwinLine[] = [];
    for (const row of asked) {
      const goods = this.#goods(Number(row['skuId']));
      if (!goods || goods.delisted) return no('3004', `商品${String(row['skuId'])}不在您的商品池中`);
      lines.push({ skuId: goods.sku, num: Number(row['num']), price: goods.price, name: goods.name });
    }
    return lines;
  }

  #goods(skuId: number): VopGoods | undefined {
    return this.#options.goods().find(({ sku }) => sku === skuId);
  }

  #take(skuId: number, num: number): void {
    const goods = this.#goods(skuId);
    if (goods?.stock !== undefined) goods.stock -= num;
  }

  #time(): string {
    return new Date(this.#options.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  }
}

function isSamePrice(lines: readonly TwinLine[], snapshot: readonly Readonly<Record<string, unknown>>[]): boolean {
  return lines.every(({ skuId, price }) => snapshot.some(row => Number(row['skuId']) === skuId && Number(row['price']) === price));
}

function goodsTotal(lines: readonly TwinLine[]): number {
  return round(lines.reduce((sum, { price, num }) => sum + price * num, 0));
}

function freightOf(lines: readonly TwinLine[]): number {
  return goodsTotal(lines) >= FREE_FROM ? 0 : FREIGHT;
}

/** `orderPrice` is the goods alone. */
function amounts({ lines, freight }: TwinOrder) {
  const orderPrice = goodsTotal(lines);
  const { nakedPrice, taxPrice } = taxOf(orderPrice);
  return {
    freight,
    orderPrice,
    orderNakedPrice: nakedPrice,
    orderTaxPrice: taxPrice,
    sku: lines.map(line => ({ ...line, category: 4837, ...taxOf(line.price), type: 0, oid: 0 })),
  };
}

function treeView(order: TwinOrder, extensions: readonly string[]): object {
  if (order.parts.length === 0) return { ...orderView(order, extensions), pOrder: order.parent?.jdOrderId ?? 0 };
  return {
    pOrder: { jdOrderId: order.jdOrderId, ...amounts(order) },
    orderState: order.orderState,
    submitState: order.submitState,
    type: 1,
    cOrder: order.parts.map(part => ({ ...orderView(part, extensions), pOrder: order.jdOrderId })),
  };
}

function orderView(order: TwinOrder, extensions: readonly string[]): object {
  const { jdOrderId, orderState, submitState, state, jdOrderState, parent } = order;
  return {
    jdOrderId,
    orderState,
    submitState,
    state,
    type: parent ? 2 : 1,
    ...amounts(order),
    ...(extensions.includes('jdOrderState') ? { jdOrderState } : {}),
  };
}
