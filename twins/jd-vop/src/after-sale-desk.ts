import { jsonField, no, NOTHING, rows, yes, type Services } from './envelope.ts';
import type { OrderDesk } from './order-desk.ts';

/** One application. */
interface Application {
  readonly orderId: number;
  readonly thirdApplyId: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  step: number;
  refundAmount?: number;
}

/** Returns, exchanges and repairs of delivered orders. The form of the detail is invented: JD does not publish it. */
export class AfterSaleDesk {
  readonly #orders: OrderDesk;
  readonly #tell: (type: number, result: Readonly<Record<string, unknown>>) => void;
  readonly applications: Application[] = [];

  constructor(orders: OrderDesk, tell: (type: number, result: Readonly<Record<string, unknown>>) => void) {
    this.#orders = orders;
    this.#tell = tell;
  }

  readonly services: Services = {
    'api/afterSaleNew/getGoodsAttributes': form => {
      const param = record(jsonField(form, 'param'));
      const order = this.#orders.find(Number(param['orderId']));
      if (!order) return no('3401', '订单不存在');
      return yes(
        order.lines.map(({ skuId, num }) => ({
          wareId: skuId,
          wareNum: num,
          customerExpect: order.state === 1 ? [10, 20] : [],
          pickupWareType: [4, 40],
        })),
      );
    },
    'api/afterSaleNew/createAfsApply': form => {
      const param = record(jsonField(form, 'param'));
      const order = this.#orders.find(Number(param['orderId']));
      const thirdApplyId = textOf(param['thirdApplyId']);
      if (thirdApplyId === '' || thirdApplyId.length > 20) return no('1001', 'thirdApplyId错误');
      if (!order || order.state !== 1) return no('3501', '订单未妥投');
      if (this.#find(order.jdOrderId, thirdApplyId)) return no('3502', 'thirdApplyId重复');
      this.applications.push({ orderId: order.jdOrderId, thirdApplyId, items: rows(param['afsApplyInfoItemList']), step: 10 });
      this.#tell(110, { orderId: order.jdOrderId, state: 1 });
      return yes(null);
    },
    'api/afterSaleNew/getApplyDetailInfo': form => {
      const param = record(jsonField(form, 'param'));
      const found = this.#find(Number(param['orderId']), textOf(param['thirdApplyId']));
      if (!found) return NOTHING;
      return yes({
        orderId: found.orderId,
        thirdApplyId: found.thirdApplyId,
        serviceInfoList: [
          {
            afsServiceId: 1_000_001,
            customerExpect: found.items[0]?.['customerExpect'],
            afsServiceStep: found.step,
            afsServiceStepName: '申请阶段',
          },
        ],
        ...(found.refundAmount === undefined ? {} : { refundInfo: { refundAmount: found.refundAmount } }),
      });
    },
  };

  /** Moves all applications of an order on; 50 is done. */
  advance(orderId: number, step: number, refundAmount?: number): void {
    for (const one of this.applications.filter(application => application.orderId === orderId)) {
      one.step = step;
      if (refundAmount !== undefined) one.refundAmount = refundAmount;
    }
  }

  #find(orderId: number, thirdApplyId: string): Application | undefined {
    return this.applications.find(one => one.orderId === orderId && one.thirdApplyId === thirdApplyId);
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
