import { toMoneyJson } from '@onebasket/core';
import { requireScope, requireStaff, type RequestContext } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { amount } from '../order/amounts.ts';
import { viewOrder, type OrderView } from '../order/entitlement.ts';
import type { LineDoc } from '../order/order-doc.ts';
import type { CaseDoc } from './case-doc.ts';
import { partOfCase, refundOfCase } from './decide-case.ts';
import { moveAfterSale, type MoveAfterSaleInput } from './move-after-sale.ts';
import { requestAfterSale, type AfterSaleDeps, type AfterSaleInput } from './request-after-sale.ts';

interface CaseView {
  readonly view: OrderView;
  readonly case: CaseDoc;
}

/** After-sale cases: asked for, moved, looked at; and the policy that grants them. */
export function afterSaleResolvers(deps: AfterSaleDeps) {
  const casesOf = (view: OrderView): readonly CaseView[] => (view.doc.cases ?? []).map(one => ({ view, case: one }));
  const requireWrite = ({ viewer }: RequestContext) => {
    if (viewer.kind === 'API_CLIENT') requireScope(viewer, 'orders:write');
  };
  return {
    Query: {
      afterSalePolicy: () =>
        deps.config.rules.map(rule => ({
          ...rule,
          categories: rule.categories ?? [],
          exceptCategories: rule.exceptCategories ?? [],
          refundsShipping: rule.refundsShipping ?? false,
          text: rule.text ?? null,
        })),
      afterSaleCase: async (_: unknown, { id, accessToken }: { id: string; accessToken?: string | null }, context: RequestContext) => {
        const [orderId = '', caseId = ''] = id.split('.');
        const view = viewOrder(deps.keys, await deps.store.collection.get(orderId), context.viewer, accessToken);
        return (view && casesOf(view).find(one => one.case.id === caseId)) ?? null;
      },
      afterSaleQueue: async (_: unknown, { first }: { first?: number | null }, context: RequestContext) => {
        requireStaff(context.viewer);
        const most = first ?? 20;
        if (most < 1 || most > 100) throw new GraphQLError('first must be 1 to 100', { extensions: { code: 'BAD_USER_INPUT' } });
        return queue(deps, most);
      },
    },
    Mutation: {
      requestAfterSale: async (_: unknown, { input }: { input: AfterSaleInput }, context: RequestContext) => {
        requireWrite(context);
        const answer = await requestAfterSale(deps, input, context);
        return answer.__typename === 'AfterSaleOpened' ? { __typename: answer.__typename, case: answer } : answer;
      },
      moveAfterSale: async (_: unknown, { input }: { input: MoveAfterSaleInput }, context: RequestContext) => {
        requireWrite(context);
        const answer = await moveAfterSale(deps, input, context);
        return { __typename: answer.__typename, case: answer, ...('reason' in answer ? { reason: answer.reason } : {}) };
      },
    },
    Order: { afterSales: casesOf },
    AfterSaleCase: {
      id: ({ view, case: one }: CaseView) => `${view.doc._id}.${one.id}`,
      number: ({ view, case: one }: CaseView) => `${view.doc.number}-${one.id.toUpperCase()}`,
      order: ({ view }: CaseView) => view,
      part: ({ view, case: one }: CaseView) => ({ view, part: partOfCase(view.doc, one) }),
      kind: ({ case: one }: CaseView) => one.kind,
      status: ({ case: one }: CaseView) => one.status,
      owner: ({ case: one }: CaseView) => one.owner,
      dueAt: ({ case: one }: CaseView) => one.dueAt ?? null,
      refund: ({ view, case: one }: CaseView) => {
        const text = refundOfCase(view.doc, one);
        return text === undefined ? null : toMoneyJson(amount(view.doc, text));
      },
      clause: ({ case: one }: CaseView) => one.clause,
      returnPaidBy: ({ case: one }: CaseView) => one.returnPaidBy,
      reason: ({ case: one }: CaseView) => one.reason,
      description: ({ case: one }: CaseView) => one.description ?? null,
      evidence: ({ case: one }: CaseView) => one.evidence,
      channelCaseId: ({ case: one }: CaseView) => one.channelCase?.externalId ?? null,
      lines: ({ view, case: one }: CaseView) =>
        one.lines.flatMap(({ lineId, quantity }) => {
          const line: LineDoc | undefined = partOfCase(view.doc, one).lines.find(it => it.id === lineId);
          return line ? [{ line: { doc: view.doc, line }, quantity }] : [];
        }),
      timeline: ({ case: one }: CaseView, _args: unknown, context: RequestContext) =>
        one.timeline.map(event => ({
          at: event.at,
          kind: event.kind,
          // Whom of staff it was is for staff.
          actor: context.viewer.kind === 'STAFF' ? event.actor : (event.actor.split(':')[0] ?? '').toUpperCase(),
          message: event.detail ?? event.kind,
        })),
    },
  };
}

/** Cases that wait for somebody, the one that is due first first. */
async function queue({ store }: AfterSaleDeps, first: number): Promise<readonly CaseView[]> {
  const { docs } = await store.collection.find({ index: 'caseDue', prefix: [], limit: first });
  const views = new Map(docs.map(doc => [doc._id, { doc, grant: '', showsPerson: true }]));
  return [...views.values()]
    .flatMap(view => (view.doc.cases ?? []).filter(one => one.dueAt !== undefined).map(one => ({ view, case: one })))
    .sort((a, b) => (a.case.dueAt ?? '').localeCompare(b.case.dueAt ?? ''))
    .slice(0, first);
}
