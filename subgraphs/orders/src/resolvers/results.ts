import { fromMoneyJson, toMoneyJson, type Money } from '@onebasket/core';
import type { Keys, RequestContext } from '@onebasket/runtime';
import type { CancelAnswer } from '../cancel-order/cancel-order.ts';
import { ownView } from '../order/entitlement.ts';
import { amount, sumOf } from '../order/amounts.ts';
import type { OrderDoc } from '../order/order-doc.ts';
import type { OrderAnswer } from '../place-order/answer.ts';
import type { NothingBegun } from '../place-order/place-order.ts';

/** Gives each answer of `placeOrder` the fields of its member of `PlaceOrderResult`. */
export function placeOrderResult(keys: Keys, answer: OrderAnswer | NothingBegun): Record<string, unknown> {
  const { __typename } = answer;
  if (!('doc' in answer)) {
    switch (answer.__typename) {
      case 'InvalidOrder':
        return { __typename, problems: answer.problems };
      case 'OutOfStock':
        return { __typename, order: null, accessToken: null, lines: answer.lines.map(line => ({ ...line, substitutes: null })) };
      case 'PriceChanged':
        return { __typename, agreed: toMoneyJson(answer.agreed), now: toMoneyJson(answer.now), plan: null, order: null, accessToken: null };
      case 'IdempotencyConflict':
        return { __typename, idempotencyKey: answer.idempotencyKey, existing: answer.existing && ownView(keys, answer.existing) };
    }
  }
  const { doc } = answer;
  const view = ownView(keys, doc);
  const common = { __typename, order: view, accessToken: view.grant || null };
  switch (answer.__typename) {
    case 'PlacedOrder':
      return { ...common, handoffs: doc.parts.filter(part => part.handoff).map(part => ({ view, part })) };
    case 'OrderPending':
    case 'OrderNotPlaced':
      return { ...common, reason: answer.reason };
    case 'OrderNeedsReview':
      // Which rule it was is for staff: `Order.review` tells them.
      return { ...common, reasons: [{ rule: 'review', message: HELD[doc.locale === 'zh-CN' ? 'zh' : 'en'] }] };
    case 'PaymentActionRequired':
      return { ...common, redirectUrl: null, qrCode: null, clientSecret: null, expiresAt: null, ...doc.payment.action };
    case 'PaymentDeclined':
      return { ...common, code: doc.payment.declined?.code ?? 'DECLINED', message: doc.payment.declined?.message ?? '' };
    case 'OutOfStock':
      return { ...common, lines: unfilled(doc) };
    case 'PriceChanged':
      return {
        ...common,
        agreed: toMoneyJson(fromMoneyJson({ amount: doc.ceiling, currency: doc.currency })),
        now: toMoneyJson(priceNow(doc)),
        plan: null,
      };
  }
}

const HELD = {
  en: 'A person looks at the order before it is placed. Nothing has been charged.',
  zh: '订单下单前需人工审核，尚未扣款。',
};

function unfilled(doc: OrderDoc): readonly unknown[] {
  return doc.parts.flatMap(part =>
    part.refusal
      ? part.lines
          .filter(line => part.refusal?.lineIds.includes(line.id))
          .map(line => ({ index: line.index, reason: part.refusal?.message ?? '', substitutes: null }))
      : [],
  );
}

/** What the order would cost now: the shops' new totals where they told them, else what was agreed. */
function priceNow(doc: OrderDoc): Money {
  const known = doc.parts.map(part => ({ ...part, total: part.refusal?.now ?? part.total }));
  return amount(doc, sumOf(doc, known));
}

export function cancelOrderResult(
  keys: Keys,
  answer: CancelAnswer,
  accessToken: string | null | undefined,
  context: RequestContext,
): Record<string, unknown> {
  const view = (doc: OrderDoc) => ({ doc, grant: context.viewer.kind === 'ANONYMOUS' ? (accessToken ?? '') : '', showsPerson: true });
  switch (answer.__typename) {
    case 'OrderCancelled':
      return { __typename: 'OrderCancelled', order: view(answer.doc), refund: toMoneyJson(answer.refund) };
    case 'CancelRequested':
      return { __typename: 'CancelRequested', order: view(answer.doc) };
    case 'NotCancellable':
      return { __typename: 'NotCancellable', order: view(answer.doc), reason: answer.reason };
    case 'IdempotencyConflict':
      return {
        __typename: 'IdempotencyConflict',
        idempotencyKey: answer.idempotencyKey,
        existing: answer.existing && ownView(keys, answer.existing),
      };
  }
}
