import { beijingTime, type Orders, type Parcel } from './orders.ts';
import type { Parameters } from './parameters.ts';
import type { World } from './world.ts';

/** `alibaba.trade.getLogisticsTraceInfo.buyerView`: nothing but the traces when there are some. */
export function traceParcels(parameters: Parameters, { orders }: World): object {
  parameters.needed('webSite');
  const order = orders.get(parameters.needed('orderId'));
  if (!order) return { success: false, errorCode: 'order.nopermission.buyer', errorMessage: '您没有权限获取该订单详情（买家侧）' };
  const wanted = parameters.text('logisticsId');
  const parcels = order.parcels.filter(parcel => parcel.steps.length > 0 && (wanted === undefined || parcel.logisticsId === wanted));
  if (parcels.length === 0) return { success: false, errorCode: '404', errorMessage: '找不到对应的物流跟踪信息' };
  return {
    logisticsTrace: parcels.map(({ logisticsId, billNo, steps }) => ({
      logisticsId,
      logisticsBillNo: billNo,
      orderId: Number(order.orderId),
      logisticsSteps: steps.map(({ at, remark }) => ({ acceptTime: beijingTime(at), remark })),
    })),
  };
}

/** The supplier hands a parcel with everything to a carrier. */
export function ship(orders: Orders, orderId: string, billNo: string, now: number): Parcel {
  const parcel: Parcel = {
    logisticsId: `LP00${orderId.slice(-12)}`,
    billNo,
    company: '圆通速递',
    status: 'alreadysend',
    sentAt: now,
    steps: [{ at: now, remark: '在浙江义乌公司进行揽件扫描' }],
  };
  orders.change(orderId, { status: 'waitbuyerreceive', parcels: [parcel] }, now);
  return parcel;
}

/** Something happens to the parcels of an order. */
export function scan(orders: Orders, orderId: string, remark: string, now: number): void {
  const parcels = orders.get(orderId)?.parcels ?? [];
  orders.change(orderId, { parcels: parcels.map(parcel => ({ ...parcel, steps: [...parcel.steps, { at: now, remark }] })) }, now);
}
