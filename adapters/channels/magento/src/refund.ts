import {
  afterWrite,
  LosslessNumber,
  needed,
  textIn,
  type Call,
  type ChannelOrderRef,
  type Refunded,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { formatAmount, refuse, subtract, zero, type Money, type Refusal } from '@onebasket/core';
import { askMerchantOrder, currencyOf, readMerchantOrder, topItems } from './merchant-order.ts';
import { amountOf } from './money.ts';
import { requireToken, restGet, restPost, searchCriteria } from './rest.ts';
import { neededRecords, recordsAt } from './wire.ts';

/**
 * Gives back an amount of what was paid, by a credit memo. Our key goes into its comment, where a repeat finds it: one key gives money back once. An offline
 * payment is only noted as given back; sending the money is the merchant's.
 */
export async function refund(
  ref: ChannelOrderRef,
  amount: Money,
  attempt: { readonly key: string; readonly reason: string },
  call: Call,
): Promise<Refunded | Refusal> {
  requireToken(call, 'a refund');
  const order = await askMerchantOrder('increment_id', ref.externalId, 'refund', call);
  if (!order) return refuse('not-found', 'the shop does not know this order');
  const { entityId = '', total } = readMerchantOrder(order);
  const mark = `[${attempt.key}]`;
  const before = await findMemo(entityId, mark, call);
  if (before) return { status: 'refunded', externalId: needed(textIn(before['entity_id']), 'magento: id of a credit memo'), amount };

  const refusal = refuseAmount(amount, order);
  if (refusal) return refusal;
  const body = {
    notify: false,
    appendComment: true,
    comment: { comment: `${attempt.reason} ${mark}`, is_visible_on_front: 0 },
    ...(amount.minor === total.minor ? {} : asAdjustment(amount, order)),
  };
  const answer = await restPost(`order/${entityId}/refund`, body, 'refund', call);
  if ('refused' in answer) return refuse('other', answer.refused);
  return afterWrite(() => ({ status: 'refunded', externalId: needed(textIn(answer.value), 'magento: id of a credit memo'), amount }));
}

/** A part of the money for no piece in particular: without lines the whole order would go back, so one is named with no piece of it. */
function asAdjustment(amount: Money, order: WireRecord): object {
  const [line] = topItems(order);
  const id = needed(textIn(line?.['item_id']), 'magento: item_id of an order line');
  const none = new LosslessNumber('0');
  return {
    items: [{ order_item_id: new LosslessNumber(id), qty: none }],
    arguments: { shipping_amount: none, adjustment_positive: new LosslessNumber(formatAmount(amount)), adjustment_negative: none },
  };
}

function refuseAmount(amount: Money, order: WireRecord): Refusal | undefined {
  const currency = currencyOf(order);
  if (amount.currency !== currency) return refuse('other', `the order is in ${currency}`);
  // Adjustments are in the shop's base currency, and what they are in the order's is not ours to reckon.
  if (order['base_currency_code'] !== order['order_currency_code']) return refuse('other', 'the order is not in the shop’s own currency');
  if (amount.minor <= 0n) return refuse('other', 'nothing to give back');
  const paid = amountOf(order['total_paid'], currency) ?? zero(currency);
  const left = subtract(paid, amountOf(order['total_refunded'], currency) ?? zero(currency));
  if (amount.minor <= left.minor) return undefined;
  return refuse('limit-exceeded', `the shop can give back ${formatAmount(left)} ${currency} at most`, {
    now: left.minor > 0n ? left : zero(currency),
  });
}

async function findMemo(entityId: string, mark: string, call: Call): Promise<WireRecord | undefined> {
  const query = searchCriteria([{ field: 'order_id', value: entityId }], { pageSize: 100 });
  const found = await restGet('creditmemos', query, 'refund: credit memos', call);
  const memos = found ? neededRecords(found, 'items', 'refund') : [];
  return memos.find(memo => recordsAt(memo, 'comments').some(({ comment }) => textIn(comment)?.endsWith(mark)));
}
