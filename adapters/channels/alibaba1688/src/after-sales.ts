import type { AfterSaleCase, AfterSaleWish, Attempt, Call, Capabilities, ChannelOrderRef } from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Refusal } from '@onebasket/core';
import { aliasesIn } from './aliases.ts';
import { APIS, callApi } from './client.ts';
import { businessErrorIn, failureOf, invalidResponse, isNotFound } from './errors.ts';
import { splitIds, type OrderItem, type OrderView } from './order-view.ts';
import { readOrder } from './read-orders.ts';
import { chooseReason } from './refund-reason.ts';
import { fenIn, recordIn, textIn } from './wire.ts';

/** Refunds at 1688 are asked for and granted by the supplier: an application, and a case that is followed. */
export const afterSales: NonNullable<Capabilities['afterSales']> = { request: ask, get };

const goodsStatusByOrderStatus: ReadonlyMap<string, { readonly goodsStatus: string; readonly hasGoods: boolean }> = new Map([
  ['waitsellersend', { goodsStatus: 'refundWaitSellerSend', hasGoods: false }],
  ['waitbuyerreceive', { goodsStatus: 'refundWaitBuyerReceive', hasGoods: false }],
  ['confirm_goods', { goodsStatus: 'refundBuyerReceived', hasGoods: true }],
  ['success', { goodsStatus: 'aftersaleBuyerReceived', hasGoods: true }],
]);

const [SHORTEST, LONGEST] = [2, 150];
const MOST_VOUCHERS = 5;

async function ask(ref: ChannelOrderRef, wish: AfterSaleWish, _attempt: Attempt, call: Call): Promise<AfterSaleCase | Refusal> {
  if (wish.outcome !== 'refund' && wish.outcome !== 'return') return refuse('other', '1688 takes refunds and returns only');
  const found = await findOrderOf(ref, wish, call);
  if (isRefusal(found)) return found;
  const { view, lines } = found;
  const goods = goodsStatusByOrderStatus.get(view.status);
  if (!goods) return refuse('other', 'nothing was paid for this order, or it is closed');
  if (wish.outcome === 'return' && !goods.hasGoods) return refuse('other', 'goods can be returned once they were received');
  const amount = amountOf(lines, view);
  if (isRefusal(amount)) return amount;

  const orderEntryIds = `[${lines.map(({ subItemId }) => subItemId).join(',')}]`;
  const about = { orderId: view.orderId, orderEntryIds, goodsStatus: goods.goodsStatus };
  const vouchers = wish.evidence.filter(url => /^https:\/\/[\w.-]+\.alicdn\.com\//.test(url)).slice(0, MOST_VOUCHERS);
  const reason = await chooseReason(about, wish.reason, { needsCarriage: amount.carriage > 0n, hasVouchers: vouchers.length > 0 }, call);
  if (isRefusal(reason)) return reason;
  const { body } = await callApi(
    APIS.createRefund,
    {
      ...about,
      disputeRequest: wish.outcome === 'return' ? 'returnRefund' : 'refund',
      applyPayment: String(amount.payment),
      applyCarriage: String(amount.carriage),
      applyReasonId: reason.id,
      description: describe(wish),
      ...(vouchers.length > 0 ? { vouchers: JSON.stringify(vouchers) } : {}),
      ...(wish.outcome === 'return' ? { orderEntryCountList: countsOf(lines) } : {}),
    },
    call,
  );
  const error = businessErrorIn(body);
  if (error) return refuse('other', `1688 takes no such application (${error.code}): ${error.message}`);
  const refundId = textIn(recordIn(recordIn(body['result'])?.['result'])?.['refundId']) ?? textIn(recordIn(body['result'])?.['refundId']);
  if (refundId === undefined) throw invalidResponse('createRefund answered without an id', 'unknown');
  return { status: 'case', externalId: refundId, state: 'OPEN' };
}

/** A sub-order, and how many of its pieces the wish is about. */
type AskedLine = OrderItem & { readonly subItemId: string; readonly asked: number };

/** The one order that all the lines are in, and its sub-orders. */
async function findOrderOf(
  ref: ChannelOrderRef,
  wish: AfterSaleWish,
  call: Call,
): Promise<{ readonly view: OrderView; readonly lines: readonly AskedLine[] } | Refusal> {
  const aliases = aliasesIn(ref.note);
  for (const orderId of splitIds(ref.externalId)) {
    const view = await readOrder(orderId, call);
    const lines = (view?.items ?? []).flatMap((item): readonly AskedLine[] => {
      const asked = wish.lines.find(line => line.externalId === (aliases.get(item.externalId) ?? item.externalId));
      return asked && item.subItemId !== undefined ? [{ ...item, subItemId: item.subItemId, asked: asked.quantity }] : [];
    });
    if (view && lines.length > 0 && lines.length === wish.lines.length) return { view, lines };
  }
  return refuse('not-found', 'no order of 1688 has all these goods');
}

/** In fen: the share of the pieces. Before shipping a line is given back as a whole, and the freight with the last of them. */
function amountOf(lines: readonly AskedLine[], view: OrderView): { readonly payment: bigint; readonly carriage: bigint } | Refusal {
  const isUnsent = view.status === 'waitsellersend';
  let payment = 0n;
  for (const { externalId, amount, quantity, asked } of lines) {
    const externalIds = [externalId];
    if (!amount || asked <= 0 || asked > quantity) return refuse('limit-exceeded', 'more is asked for than was bought', { externalIds });
    if (isUnsent && asked < quantity)
      return refuse('limit-exceeded', 'before it is shipped, a line is given back as a whole', { externalIds });
    payment += (amount.minor * BigInt(asked)) / BigInt(quantity);
  }
  const carriage = isUnsent && lines.length === view.items.length ? (view.shipping?.minor ?? 0n) : 0n;
  return payment > 0n && payment + carriage <= view.total.minor
    ? { payment, carriage }
    : refuse('limit-exceeded', 'more is asked for than was paid');
}

function countsOf(lines: readonly AskedLine[]): string {
  return `[${lines.map(({ subItemId, asked }) => `{"id":${subItemId},"count":${asked}}`).join(',')}]`;
}

function describe({ description, reason }: AfterSaleWish): string {
  const text = (description || reason).slice(0, LONGEST);
  return text.length >= SHORTEST ? text : '申请退款';
}

const stateByStatus: ReadonlyMap<string, AfterSaleCase['state']> = new Map([
  ['waitselleragree', 'OPEN'],
  ['waitbuyermodify', 'REJECTED'],
  ['waitbuyersend', 'APPROVED'],
  ['waitsellerreceive', 'RETURNING'],
  ['refundsuccess', 'REFUNDED'],
  ['refundclose', 'CLOSED'],
]);

async function get(caseId: string, call: Call): Promise<AfterSaleCase | undefined> {
  const { body } = await callApi(APIS.refund, { refundId: caseId }, call);
  const error = businessErrorIn(body);
  if (error) {
    if (isNotFound(error) || /REFUND_DATA_ERROR/.test(error.message)) return undefined;
    throw failureOf(error, APIS.refund.name);
  }
  const refund = recordIn(recordIn(body['result'])?.['opOrderRefundModelDetail']);
  if (!refund) throw invalidResponse('OpQueryOrderRefund answered without a refund');
  const state = stateByStatus.get(textIn(refund['status']) ?? '') ?? 'OPEN';
  const given = [fenIn(refund['refundPayment']), fenIn(refund['refundCarriage'])].flatMap(amount => amount ?? []);
  const message = textIn(refund['rejectReason']);
  const [first, second] = given;
  return {
    status: 'case',
    externalId: textIn(refund['refundId']) ?? caseId,
    state,
    ...(state === 'REFUNDED' && first ? { refund: { ...first, minor: first.minor + (second?.minor ?? 0n) } } : {}),
    ...(message === undefined ? {} : { message }),
  };
}
