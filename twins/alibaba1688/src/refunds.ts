import { amountOf } from './orders.ts';
import type { Parameters } from './parameters.ts';
import type { World } from './world.ts';

export interface Refund {
  readonly refundId: string;
  readonly orderId: string;
  readonly status: string;
  /** In fen. */
  readonly payment: number;
  readonly carriage: number;
  readonly reasonId: string;
  readonly rejectReason?: string;
}

/** Applications of the buyer, which the supplier decides about. */
export class Refunds {
  readonly #refunds = new Map<string, Refund>();

  add(refund: Omit<Refund, 'refundId' | 'status'>): Refund {
    const made = { ...refund, refundId: `TQ${834_890_000_000_001 + this.#refunds.size}`, status: 'waitselleragree' };
    this.#refunds.set(made.refundId, made);
    return made;
  }

  get(refundId: string): Refund | undefined {
    return this.#refunds.get(refundId);
  }

  openOf(orderId: string): Refund | undefined {
    return [...this.#refunds.values()].find(refund => refund.orderId === orderId && !/success|close/.test(refund.status));
  }

  /** Throws `RangeError` when there is none of this number. */
  decide(refundId: string, status: string, rejectReason?: string): Refund {
    const refund = this.#refunds.get(refundId);
    if (!refund) throw new RangeError(`no refund ${refundId}`);
    const next = { ...refund, status, ...(rejectReason === undefined ? {} : { rejectReason }) };
    this.#refunds.set(refundId, next);
    return next;
  }
}

const goodsStatuses: ReadonlyMap<string, readonly string[]> = new Map([
  ['waitsellersend', ['refundWaitSellerSend']],
  ['waitbuyerreceive', ['refundWaitBuyerReceive', 'refundBuyerReceived']],
  ['confirm_goods', ['refundBuyerReceived']],
  ['success', ['aftersaleBuyerNotReceived', 'aftersaleBuyerReceived']],
]);

const REASONS = [
  { id: 20_021, name: '颜色/图案/款式不符', needVoucher: true, noRefundCarriage: false },
  { id: 20_006, name: '不想买了', needVoucher: false, noRefundCarriage: false },
];

/** `alibaba.trade.getRefundReasonList`. */
export function refundReasons(parameters: Parameters, { orders }: World): object {
  const order = orders.get(parameters.needed('orderId'));
  const goodsStatus = parameters.needed('goodsStatus');
  parameters.list('orderEntryIds');
  if (!order) return { result: { success: false, code: '5001', message: '订单不存在' } };
  if (!goodsStatuses.get(order.status)?.includes(goodsStatus)) return { result: { success: false, code: '5003', message: '货物状态错误' } };
  return { result: { success: true, result: { reasons: REASONS } } };
}

/** `alibaba.trade.createRefund`; amounts in fen. */
export function createRefund(parameters: Parameters, { orders, refunds }: World): object {
  const no = (code: string, message: string) => ({ result: { success: false, code, message } });
  const order = orders.get(parameters.needed('orderId'));
  if (!order) return no('5001', '订单不存在');
  const entries = parameters.list('orderEntryIds').map(String);
  if (!goodsStatuses.get(order.status)?.includes(parameters.needed('goodsStatus'))) return no('5003', '货物状态错误');
  const reason = REASONS.find(({ id }) => String(id) === parameters.needed('applyReasonId'));
  if (!reason) return no('5004', '退款原因错误');
  if (reason.needVoucher && parameters.text('vouchers') === undefined) return no('5005', '需要上传凭证');
  if (entries.length === 0 || !entries.every(id => order.lines.some(({ subItemId }) => subItemId === id))) return no('5010', '子订单错误');
  if (refunds.openOf(order.orderId)) return no('5010', '重复提交');
  const [payment, carriage] = [parameters.whole('applyPayment', 0), parameters.whole('applyCarriage', 0)];
  if (payment + carriage <= 0 || payment + carriage > amountOf(order)) return no('5011', '退款金额错误');
  const length = [...parameters.needed('description')].length;
  if (length < 2 || length > 150) return no('5012', '退款说明长度错误');
  const { refundId } = refunds.add({ orderId: order.orderId, payment, carriage, reasonId: String(reason.id) });
  return { result: { success: true, result: { refundId } } };
}

/** `alibaba.trade.refund.OpQueryOrderRefund`. */
export function refundView(parameters: Parameters, { refunds }: World): object {
  const refund = refunds.get(parameters.needed('refundId'));
  if (!refund) return { errorCode: '500', errorMessage: '{"errorCode":"003002","cause":"errorCode:REFUND_DATA_ERROR"}' };
  const { refundId, orderId, status, payment, carriage, reasonId, rejectReason } = refund;
  const isPaid = status === 'refundsuccess';
  return {
    result: {
      opOrderRefundModelDetail: {
        refundId,
        orderId: Number(orderId),
        status,
        applyPayment: payment,
        applyCarriage: carriage,
        applyReasonId: Number(reasonId),
        refundPayment: isPaid ? payment : 0,
        refundCarriage: isPaid ? carriage : 0,
        rejectReason: rejectReason ?? null,
      },
    },
  };
}
