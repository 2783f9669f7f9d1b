import type { Call } from '@onebasket/adapter-sdk';
import { ask } from './client.ts';
import { idIn } from './wire.ts';
import { readOrderTree, type VopOrderTree } from './wire-order.ts';

const EXTENSIONS = 'orderType,jdOrderState,createOrderTime,finishTime,paymentType';

/** An order by JD's number, with its parts; `undefined` when JD does not know it. */
export async function orderById(orderId: string, call: Call): Promise<VopOrderTree | undefined> {
  if (!/^[1-9]\d{0,17}$/.test(orderId)) return undefined;
  const answer = await ask(call, 'api/order/selectJdOrder', { jdOrderId: orderId, queryExts: EXTENSIONS });
  return answer.ok && answer.result !== null && answer.result !== undefined ? readOrderTree(answer.result) : undefined;
}

/** An order by our own number; `undefined` when nothing was made under it. */
export async function orderByOurNumber(thirdOrder: string, call: Call): Promise<VopOrderTree | undefined> {
  const answer = await ask(call, 'api/order/selectJdOrderIdByThirdOrder', { thirdOrder });
  const orderId = answer.ok ? idIn(answer.result) : undefined;
  return orderId === undefined ? undefined : orderById(orderId, call);
}
