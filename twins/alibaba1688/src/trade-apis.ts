import { ApiError } from './api-error.ts';
import { readCargo, totalsOf, type Line, type Totals } from './basket.ts';
import { yuanNumber } from './money.ts';
import { amountOf, tradeView, type TwinOrder } from './orders.ts';
import type { Parameters } from './parameters.ts';
import type { World } from './world.ts';

const FLOWS: ReadonlySet<string> = new Set(['general', 'fenxiao', 'saleproxy', 'paired', 'boutiquefenxiao', 'boutiquepifa']);
const TRADE_TYPES = ['assureTrade', 'alipay'];

/** `alibaba.createOrder.preview`: totals in fen, goods in yuan, the platform's spelling. */
export function previewOrder(parameters: Parameters, world: World): object {
  readAddress(parameters);
  flowOf(parameters);
  try {
    const lines = readCargo(parameters, world);
    return { orderPreviewResuslt: partsOf(lines, world).map(part => previewView(part, world)), success: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { success: false, errorCode: error.code, errorMsg: error.message, orderPreviewResuslt: [] };
  }
}

function previewView(lines: readonly Line[], world: World): object {
  const totals = totalsOf(lines, world);
  return {
    tradeModeNameList: TRADE_TYPES,
    status: true,
    taoSampleSinglePromotion: false,
    sumPayment: amountOf({ totals }),
    sumCarriage: totals.carriage,
    sumPaymentNoCarriage: totals.goods - totals.discount,
    discountFee: totals.discount,
    flowFlag: 'general',
    cargoList: lines.map(({ offer, sku, quantity, unitPrice }) => ({
      amount: yuanNumber(unitPrice * quantity),
      finalUnitPrice: yuanNumber(unitPrice),
      offerId: offer.offerId,
      ...(sku ? { specId: sku.specId, skuId: sku.skuId } : {}),
      cargoPromotionList: [],
    })),
    shopPromotionList: promotionsOf(totals),
    payChannelInfos: [{ name: 'alipay', amountLimit: 100_000_000 }],
  };
}

function promotionsOf({ discount }: Totals): readonly object[] {
  return discount === 0
    ? []
    : [{ promotionId: 'shop-1', text: '店铺满减', desc: '店铺满减', selected: true, freePostage: false, discountFee: discount }];
}

function partsOf(lines: readonly Line[], { splitsOrders }: World): readonly (readonly Line[])[] {
  return splitsOrders ? lines.map(line => [line]) : [lines];
}

/** `alibaba.trade.createCrossOrder`: what is ordered is off the shelf at once; it is paid later. Nothing is promised of an `outOrderId` that comes twice: a second order. */
export function createOrder(parameters: Parameters, world: World): object {
  const address = readAddress(parameters);
  flowOf(parameters);
  const tradeType = parameters.text('tradeType');
  if (tradeType !== undefined && !TRADE_TYPES.includes(tradeType))
    throw new ApiError(`not support tradeType:【${tradeType}】`, '不支持的交易类型');
  const outOrderId = parameters.text('outOrderId');
  const lines = readCargo(parameters, world);
  const made = partsOf(lines, world).map(part => {
    for (const line of part) takeFromShelf(line, -line.quantity, world);
    return world.orders.make(part, totalsOf(part, world), address, outOrderId, world.now().getTime());
  });
  return createdView(made);
}

function createdView(orders: readonly TwinOrder[]): object {
  const [only] = orders;
  if (orders.length > 1 || !only) {
    const orderList = orders.map(order => ({ orderId: order.orderId, orderAmmount: amountOf(order), postFee: order.totals.carriage }));
    return { result: { success: true, orderList }, success: true };
  }
  const result = {
    success: true,
    orderId: only.orderId,
    totalSuccessAmount: amountOf(only),
    postFee: only.totals.carriage,
    failedOfferList: [],
  };
  return { result, success: true };
}

function takeFromShelf({ offer: { offerId }, sku }: Line, by: number, { offers }: World): void {
  const offer = offers.get(offerId);
  if (!offer) return;
  const skus = offer.skus.map(one => (one.specId === sku?.specId ? { ...one, stock: one.stock + by } : one));
  offers.set(offerId, { ...offer, skus, stock: sku ? offer.stock : offer.stock + by });
}

/** `alibaba.trade.cancel`: unpaid orders only, and not in their first seconds. */
export function cancelOrder(parameters: Parameters, world: World): object {
  parameters.needed('webSite');
  const order = world.orders.get(parameters.needed('tradeID'));
  parameters.needed('cancelReason');
  const now = world.now().getTime();
  const no = (errorCode: string, errorMessage: string) => ({ success: false, errorCode, errorMessage });
  if (!order) return no('ORDER_NOT_EXIST', '订单不存在');
  if (order.status !== 'waitbuyerpay') return no('ORDER_STATUS_NOT_ALLOWED', '订单状态不允许关闭');
  if (now - order.createdAt < world.closeGraceMs) return no('CLOSE_ORDER_TOO_FAST', '订单创建到关闭的时间太短');
  world.orders.change(order.orderId, { status: 'cancel' }, now);
  for (const line of order.lines) takeFromShelf(line, line.quantity, world);
  return { success: true };
}

/** `alibaba.trade.pay.protocolPay.preparePay`. */
export function payOrder(parameters: Parameters, world: World): object {
  const { orderId } = parameters.object('tradeWithholdPreparePayParam');
  const order = world.orders.get(String(orderId));
  if (!order) return { success: false, code: 'ORDER_NOT_EXIST', message: '订单不存在' };
  if (!world.hasAgreement) return { success: false, code: 'NOT_SIGNED', message: '未开通免密支付' };
  if (order.status === 'waitbuyerpay') world.orders.change(order.orderId, { status: 'waitsellersend' }, world.now().getTime());
  return { success: true };
}

/** `alibaba.trade.get.buyerView`: `success` is a text here. */
export function viewOrder(parameters: Parameters, { orders }: World): object {
  parameters.needed('webSite');
  const order = orders.get(parameters.text('orderId')) ?? orders.withKey(parameters.text('outOrderId') ?? '')[0];
  if (!order) return { success: 'false', errorCode: 'ORDER_NOT_EXIST', errorMessage: '订单不存在' };
  return { result: tradeView(order, true), success: 'true' };
}

/** `alibaba.trade.getBuyerOrderList`: no `success` at all. */
export function listOrders(parameters: Parameters, { orders }: World): object {
  const outOrderId = parameters.text('outOrderId');
  const status = parameters.text('orderStatus');
  const found = orders
    .all()
    .filter(order => outOrderId === undefined || order.outOrderId === outOrderId)
    .filter(order => status === undefined || order.status === status);
  const [page, size] = [parameters.whole('page', 1), parameters.whole('pageSize', 20)];
  return { result: found.slice((page - 1) * size, page * size).map(order => tradeView(order, false)), totalRecord: found.length };
}

function readAddress(parameters: Parameters): Readonly<Record<string, unknown>> {
  const address = parameters.object('addressParam');
  const hasPlace =
    address['addressId'] !== undefined || address['districtCode'] !== undefined || (address['provinceText'] && address['cityText']);
  if (!hasPlace) throw new ApiError('400', 'AddressId invalid:AddressId invalid');
  return {
    contactPerson: address['fullName'],
    mobile: address['mobile'],
    province: address['provinceText'],
    city: address['cityText'],
    area: address['areaText'],
    address: address['address'],
  };
}

function flowOf(parameters: Parameters): string {
  const flow = parameters.needed('flow');
  if (!FLOWS.has(flow)) throw new ApiError('400', `flow ${flow} invalid`);
  return flow;
}
