import type { Line, Totals } from './basket.ts';
import { yuanNumber } from './money.ts';

export interface Parcel {
  readonly logisticsId: string;
  readonly billNo: string;
  readonly company: string;
  readonly status: string;
  readonly sentAt: number;
  readonly steps: readonly { readonly at: number; readonly remark: string }[];
}

/** An order; amounts in fen, times in ms, ids beyond 2^53. */
export interface TwinOrder {
  readonly orderId: string;
  readonly outOrderId: string | undefined;
  readonly status: string;
  readonly lines: readonly (Line & { readonly subItemId: string })[];
  readonly totals: Totals;
  readonly address: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly refunded: number;
  readonly parcels: readonly Parcel[];
}

/** 18 digits, which JSON numbers cannot hold. */
const FIRST_ID = 100_000_000_000_000_001n;

export class Orders {
  readonly #orders = new Map<string, TwinOrder>();
  #made = 0n;

  make(lines: readonly Line[], totals: Totals, address: TwinOrder['address'], outOrderId: string | undefined, now: number): TwinOrder {
    const orderId = String(FIRST_ID + this.#made++ * 1_000n);
    const order: TwinOrder = {
      orderId,
      outOrderId,
      status: 'waitbuyerpay',
      lines: lines.map((line, at) => ({ ...line, subItemId: String(BigInt(orderId) + BigInt(at + 1)) })),
      totals,
      address,
      createdAt: now,
      modifiedAt: now,
      refunded: 0,
      parcels: [],
    };
    this.#orders.set(orderId, order);
    return order;
  }

  get(orderId: string | undefined): TwinOrder | undefined {
    return orderId === undefined ? undefined : this.#orders.get(orderId);
  }

  withKey(outOrderId: string): readonly TwinOrder[] {
    return this.all().filter(order => order.outOrderId === outOrderId);
  }

  /** Newest first. */
  all(): readonly TwinOrder[] {
    return [...this.#orders.values()].reverse();
  }

  /** Throws `RangeError` when there is none of this number. */
  change(orderId: string, change: Partial<TwinOrder>, now: number): TwinOrder {
    const order = this.#orders.get(orderId);
    if (!order) throw new RangeError(`no order ${orderId}`);
    const next = { ...order, ...change, modifiedAt: now };
    this.#orders.set(orderId, next);
    return next;
  }
}

export function amountOf({ totals: { goods, discount, carriage } }: Pick<TwinOrder, 'totals'>): number {
  return goods - discount + carriage;
}

/** As `getBuyerOrderList` tells it, and with `withLogistics` as `get.buyerView` does: ids as rounded numbers beside their exact texts, amounts in yuan numbers. */
export function tradeView(order: TwinOrder, withLogistics: boolean): object {
  return {
    baseInfo: {
      id: Number(order.orderId),
      idOfStr: order.orderId,
      outOrderId: order.outOrderId,
      businessType: 'cn',
      status: order.status,
      totalAmount: yuanNumber(amountOf(order)),
      shippingFee: yuanNumber(order.totals.carriage),
      sumProductPayment: yuanNumber(order.totals.goods),
      discount: order.totals.discount,
      refund: yuanNumber(order.refunded),
      createTime: serverTime(order.createdAt),
      modifyTime: serverTime(order.modifiedAt),
      tradeType: '50060',
    },
    productItems: order.lines.map(({ offer, sku, quantity, unitPrice, subItemId }, at) => ({
      // What the shop takes off is on the first line: lines and freight add up to the total.
      itemAmount: yuanNumber(unitPrice * quantity - (at === 0 ? order.totals.discount : 0)),
      name: offer.subject,
      price: yuanNumber(unitPrice),
      productID: offer.offerId,
      productImgUrl: [`http://cbu01.alicdn.com/img/ibank/${offer.offerId}.80x80.jpg`],
      quantity,
      ...(sku ? { skuID: sku.skuId, specId: sku.specId } : {}),
      skuInfos: Object.entries(sku?.attributes ?? {}).map(([name, value]) => ({ name, value })),
      status: order.status,
      subItemID: Number(subItemId),
      subItemIDString: subItemId,
      unit: '件',
    })),
    ...(withLogistics
      ? { nativeLogistics: { ...order.address, logisticsItems: order.parcels.map(parcel => parcelView(parcel, order)) } }
      : {}),
    tradeTerms: [],
  };
}

function parcelView(parcel: Parcel, order: TwinOrder): object {
  return {
    id: Number(parcel.logisticsId.replace(/\D/g, '')),
    logisticsCode: parcel.logisticsId,
    logisticsBillNo: parcel.billNo,
    logisticsCompanyName: parcel.company,
    status: parcel.status,
    type: '0',
    deliveredTime: serverTime(parcel.sentAt),
    subItemIds: order.lines.map(({ subItemId }) => subItemId).join(','),
  };
}

/** `yyyyMMddHHmmssSSSZ`, in the zone of a server that is not in China. */
export function serverTime(at: number): string {
  const local = new Date(at - 7 * 3_600_000).toISOString();
  return `${local.replace(/\D/g, '')}-0700`;
}

/** `yyyy-MM-dd HH:mm:ss`, Beijing time without saying so. */
export function beijingTime(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
