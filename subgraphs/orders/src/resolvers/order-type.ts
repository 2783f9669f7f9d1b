import type { Registry } from '@onebasket/adapter-registry';
import { formatAmount, toMoneyJson } from '@onebasket/core';
import type { Journal, Keys, RequestContext } from '@onebasket/runtime';
import { amount, countedParts, totalsOf } from '../order/amounts.ts';
import { viewOrder, type OrderView } from '../order/entitlement.ts';
import { nextStep } from '../order/next-step.ts';
import type { LineDoc, OrderDoc, PartDoc } from '../order/order-doc.ts';
import { orderStatus } from '../order/order-status.ts';
import type { OrderStore } from '../order/order-store.ts';
import { wholeTimeline } from '../order/timeline.ts';
import { timelineMessage } from '../order/timeline-messages.ts';

/** A part with the view it is seen through. */
export interface PartView {
  readonly view: OrderView;
  readonly part: PartDoc;
}

export interface LineView {
  readonly doc: OrderDoc;
  readonly line: LineDoc;
}

/** A part's id in the graph names its order too, so that it can be resolved by itself. */
export const partGlobalId = ({ view, part }: PartView) => `${view.doc._id}.${part.id}`;

/** A channel that is not configured any more still has its name on old orders. */
function channelValue(registry: Registry, id: string): unknown {
  return (
    registry.channel(id)?.describe() ?? {
      id,
      name: id,
      kind: 'SHOP',
      currency: null,
      capabilities: [],
      health: { state: 'DOWN', errorRate: 0, p95Ms: null, budgetLeft: null },
    }
  );
}

export function orderTypeResolvers(deps: {
  readonly registry: Registry;
  readonly keys: Keys;
  readonly store: OrderStore;
  readonly journal: Journal;
}) {
  const parts = (view: OrderView) => view.doc.parts.map(part => ({ view, part }));
  const lines = (doc: OrderDoc, of: readonly PartDoc[]) =>
    of.flatMap(part => part.lines.map(line => ({ doc, line }))).sort((a, b) => a.line.index - b.line.index);
  return {
    Order: {
      __resolveReference: async ({ id, grant }: { id: string; grant: string }, context: RequestContext) =>
        viewOrder(deps.keys, await deps.store.collection.get(id), context.viewer, grant) ?? null,
      id: ({ doc }: OrderView) => doc._id,
      grant: ({ grant }: OrderView) => grant,
      number: ({ doc }: OrderView) => doc.number,
      status: ({ doc }: OrderView) => orderStatus(doc),
      placedAt: ({ doc }: OrderView) => doc.placedAt,
      origin: ({ doc }: OrderView) => doc.origin ?? 'ONEBASKET',
      parts,
      lines: ({ doc }: OrderView) => lines(doc, countedParts(doc)),
      total: ({ doc }: OrderView) => toMoneyJson(totalsOf(doc).total),
      totals: ({ doc }: OrderView) => {
        const totals = totalsOf(doc);
        return {
          goods: toMoneyJson(totals.goods),
          discount: toMoneyJson(totals.discount),
          shipping: totals.shipping && toMoneyJson(totals.shipping),
          tax: totals.tax && toMoneyJson(totals.tax),
          total: toMoneyJson(totals.total),
        };
      },
      contact: ({ doc, showsPerson }: OrderView) => (showsPerson ? doc.contact : null),
      address: ({ doc, showsPerson }: OrderView) => (showsPerson ? doc.address : null),
      payment: ({ doc, showsPerson }: OrderView) => (showsPerson ? { doc } : null),
      timeline: async ({ doc }: OrderView, _args: unknown, context: RequestContext) =>
        (await wholeTimeline(deps.journal, doc)).map(entry => ({
          at: entry.at,
          kind: entry.kind,
          actor: entry.actor,
          message: timelineMessage(entry, context.locale),
        })),
      nextStep: ({ doc }: OrderView, _args: unknown, context: RequestContext) => nextStep(doc, context.locale),
    },
    ChannelOrder: {
      __resolveReference: async ({ id, grant }: { id: string; grant: string }, context: RequestContext): Promise<PartView | null> => {
        const [orderId = '', partId = ''] = id.split('.');
        const view = viewOrder(deps.keys, await deps.store.collection.get(orderId), context.viewer, grant);
        const part = view?.doc.parts.find(one => one.id === partId);
        return view && part ? { view, part } : null;
      },
      id: partGlobalId,
      grant: ({ view }: PartView) => view.grant,
      channel: ({ part }: PartView) => channelValue(deps.registry, part.channelId),
      seller: () => null,
      externalId: ({ part }: PartView) => part.externalId ?? null,
      status: ({ part }: PartView) => part.status,
      lines: ({ view, part }: PartView) => lines(view.doc, [part]),
      total: ({ view, part }: PartView) => toMoneyJson(amount(view.doc, part.total)),
      refusal: ({ part }: PartView) => part.refusal ?? null,
      failure: ({ part }: PartView) => part.failure ?? null,
      handoff: (it: PartView) => (it.part.handoff ? it : null),
    },
    Handoff: {
      channel: ({ part }: PartView) => channelValue(deps.registry, part.channelId),
      url: ({ part }: PartView) => part.handoff?.url,
      expiresAt: ({ part }: PartView) => part.handoff?.expiresAt ?? null,
      shareText: ({ part }: PartView) => part.handoff?.shareText ?? null,
      attribution: ({ part }: PartView) => part.handoff?.attribution ?? null,
      links: ({ view, part }: PartView) =>
        (part.handoff?.links ?? []).map(link => ({
          url: link.url,
          shareText: link.shareText ?? null,
          lines: lines(view.doc, [part]).filter(({ line }) => link.externalIds.includes(line.externalId)),
        })),
      lines: ({ view, part }: PartView) => lines(view.doc, [part]),
    },
    OrderLine: {
      id: ({ line }: LineView) => line.id,
      listing: ({ line }: LineView) => ({ __typename: 'Listing', id: line.listingId }),
      title: ({ line }: LineView) => line.title,
      options: ({ line }: LineView) => line.options,
      quantity: ({ line }: LineView) => line.quantity,
      unitPrice: ({ doc, line }: LineView) => toMoneyJson(amount(doc, line.unitPrice)),
      total: ({ doc, line }: LineView) => toMoneyJson(amount(doc, line.total)),
    },
    Payment: {
      status: ({ doc }: { doc: OrderDoc }) => doc.payment.status,
      method: ({ doc }: { doc: OrderDoc }) => doc.payment.method,
      authorized: ({ doc }: { doc: OrderDoc }) => ({ amount: formatAmount(amount(doc, doc.payment.authorized)), currency: doc.currency }),
      captured: ({ doc }: { doc: OrderDoc }) => ({ amount: formatAmount(amount(doc, doc.payment.captured)), currency: doc.currency }),
      refunded: ({ doc }: { doc: OrderDoc }) => ({ amount: formatAmount(amount(doc, doc.payment.refunded)), currency: doc.currency }),
    },
  };
}
