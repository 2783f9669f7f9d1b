import { toMoneyJson } from '@onebasket/core';
import { requireStaff, type RequestContext } from '@onebasket/runtime';
import { amount } from '../order/amounts.ts';
import type { OrderView } from '../order/entitlement.ts';
import type { OrderDoc } from '../order/order-doc.ts';
import type { RefundDoc } from './refund-doc.ts';
import { refundOrder, type RefundAnswer, type RefundOrderDeps, type RefundOrderInput } from './refund-order.ts';
import { cancellationsByReason, refundsByReason } from './reasons-report.ts';

interface RefundView {
  readonly view: OrderView;
  readonly refund: RefundDoc;
}

/** `refundOrder`, the refunds of an order, and the reports by reason. */
export function refundResolvers(deps: RefundOrderDeps) {
  const period =
    (report: typeof refundsByReason) =>
    (_: unknown, { from, to }: { from: string; to: string }, context: RequestContext) => {
      requireStaff(context.viewer);
      return report(deps.store, from, to);
    };
  return {
    Query: { refundsByReason: period(refundsByReason), cancellationsByReason: period(cancellationsByReason) },
    Mutation: {
      refundOrder: async (_: unknown, { input }: { input: RefundOrderInput }, context: RequestContext) =>
        refundOrderResult(await refundOrder(deps, input, context)),
    },
    Order: {
      refunds: (view: OrderView): readonly RefundView[] => (view.doc.refunds ?? []).map(refund => ({ view, refund })),
    },
    Refund: {
      id: ({ view, refund }: RefundView) => `${view.doc._id}.${refund.id}`,
      at: ({ refund }: RefundView) => refund.at,
      reason: ({ refund }: RefundView) => refund.reason,
      status: ({ refund }: RefundView) => STATUS[refund.state],
      amount: ({ view, refund }: RefundView) => toMoneyJson(amount(view.doc, refund.amount)),
      message: ({ refund }: RefundView) => refund.message ?? null,
      shares: ({ view, refund }: RefundView) =>
        refund.shares.map(share => ({
          part: partOf(view, share.partId),
          amount: toMoneyJson(amount(view.doc, share.amount)),
          shipping: share.shipping ? toMoneyJson(amount(view.doc, share.shipping)) : null,
          borneByChannel: share.channel === 'done',
        })),
    },
  };
}

const STATUS = { asking: 'PENDING', paying: 'PENDING', done: 'DONE', refused: 'REFUSED' } as const;

function partOf(view: OrderView, partId: string) {
  const part = view.doc.parts.find(one => one.id === partId);
  return part ? { view, part } : null;
}

function refundOrderResult(answer: RefundAnswer): Record<string, unknown> {
  const { __typename } = answer;
  // Only staff get here.
  const view = (doc: OrderDoc): OrderView => ({ doc, grant: '', showsPerson: true });
  switch (answer.__typename) {
    case 'OrderRefunded':
      return { __typename, order: view(answer.doc), refund: toMoneyJson(answer.refund) };
    case 'RefundPending':
    case 'RefundRefused':
      return { __typename, order: view(answer.doc), reason: answer.reason };
    case 'IdempotencyConflict':
      return { __typename, idempotencyKey: answer.idempotencyKey, existing: answer.existing && view(answer.existing) };
  }
}
