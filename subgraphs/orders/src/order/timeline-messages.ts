import type { TimelineEntry } from './order-doc.ts';

const MESSAGES: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  RECEIVED: { en: 'Order received', zh: '已收到订单' },
  TAKEN_IN: { en: 'Placed at the shop, and taken in from there', zh: '已从店铺同步订单' },
  PAYMENT_AUTHORIZED: { en: 'Payment authorised', zh: '付款已授权' },
  PAYMENT_DECLINED: { en: 'Payment declined', zh: '付款被拒绝' },
  PAYMENT_ACTION_REQUIRED: { en: 'Payment waits for the buyer', zh: '等待买家完成付款' },
  PAYMENT_CAPTURED: { en: 'Payment taken', zh: '已扣款' },
  PAYMENT_RELEASED: { en: 'Payment released', zh: '已释放付款授权' },
  PAYMENT_REFUNDED: { en: 'Money on its way back', zh: '退款已发起' },
  PAYMENT_LATE: { en: 'Paid although the order was given up; the money goes back', zh: '订单已取消后收到付款，将原路退回' },
  PART_PLACED: { en: 'Placed', zh: '店铺已接单' },
  PART_HANDOFF: { en: "To be finished on the shop's page", zh: '需在店铺页面完成' },
  PART_REFUSED: { en: 'The shop said no', zh: '店铺拒绝了订单' },
  PART_FAILED: { en: 'The shop could not be reached', zh: '无法联系店铺' },
  PART_UNKNOWN: { en: 'The shop gave no clear answer; a person looks into it', zh: '店铺没有明确答复，人工核实中' },
  PART_REPLACED: { en: 'Ordered from the next best shop instead', zh: '已改由下一优选店铺下单' },
  PART_STATUS: { en: 'The shop changed its order', zh: '店铺更新了订单' },
  PARCEL_STATUS: { en: 'A parcel moved', zh: '包裹状态更新' },
  CANCEL_WANTED: { en: 'Cancellation asked for', zh: '已申请取消' },
  CANCEL_REQUESTED: { en: 'The shop decides about the cancellation', zh: '等待店铺处理取消申请' },
  CANCEL_REFUSED: { en: 'The shop does not cancel any more', zh: '店铺无法取消' },
  CANCELLED: { en: 'Cancelled', zh: '已取消' },
  REFUND_WANTED: { en: 'A refund is being made', zh: '正在办理退款' },
  REFUND_AT_CHANNEL: { en: 'The shop bears the refund', zh: '店铺已同意退款' },
  REFUND_REFUSED: { en: 'Not refunded', zh: '退款未成功' },
  REVIEW_HELD: { en: 'A person looks at the order before it is placed', zh: '订单需人工审核' },
  REVIEW_APPROVED: { en: 'Looked at and released', zh: '人工审核通过' },
  REVIEW_REJECTED: { en: 'Not accepted', zh: '订单未通过审核' },
  REVIEW_BLOCKED: { en: 'Cannot be accepted', zh: '订单无法受理' },
  REVIEW_EXPIRED: { en: 'Not looked at in time', zh: '审核超时' },
  WAITING_FOR_CHANNEL: { en: 'The shop takes no orders right now; the order waits for its turn', zh: '店铺暂停接单，订单排队等候' },
  WAITING_EXPIRED: { en: 'The shop took no orders for too long', zh: '店铺长时间暂停接单，订单关闭' },
  PART_REPRICED: { en: 'Priced anew', zh: '重新核价' },
  HANDOFF_EXPIRED: { en: "Not finished on the shop's page in time", zh: '未在店铺页面按时完成' },
  CONFIRMED: { en: 'Confirmation sent to the buyer', zh: '已向买家发送确认' },
};

/** The entry in words: what happened, to what, and the vendor's own words where there are some. */
export function timelineMessage(entry: TimelineEntry, locale: string): string {
  const words = MESSAGES[entry.kind]?.[locale === 'zh-CN' ? 'zh' : 'en'] ?? entry.kind;
  return [entry.subject ? `${entry.subject}: ${words}` : words, entry.detail].filter(Boolean).join(' – ');
}
