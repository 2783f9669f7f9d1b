import { isDecimal } from '@onebasket/core';
import { GraphQLError } from 'graphql';
import { viewerKey, type RequestContext } from '@onebasket/runtime';
import { viewOrder, type OrderView } from '../order/entitlement.ts';
import type { OrderDoc } from '../order/order-doc.ts';
import { asksChannel } from '../refund/refund-order.ts';
import { afterSaleMachine } from '../states/after-sale.ts';
import { mayMove } from '../states/machine.ts';
import type { CaseDoc, CaseStatus } from './case-doc.ts';
import { caseOf, moveCase, refundCase, refundOfCase } from './decide-case.ts';
import type { AfterSaleDeps } from './request-after-sale.ts';

export interface MoveAfterSaleInput {
  readonly caseId: string;
  readonly accessToken?: string | null;
  readonly to: CaseStatus;
  readonly note: string;
  readonly refund?: string | null;
}

export type MoveAnswer =
  | { readonly __typename: 'AfterSaleMoved'; readonly view: OrderView; readonly case: CaseDoc }
  | { readonly __typename: 'AfterSaleNotMoved'; readonly view: OrderView; readonly case: CaseDoc; readonly reason: string };

/** What a buyer may do with a case: withdraw it, say that the goods are on their way back, object. */
const BUYER_MOVES: Partial<Record<CaseStatus, readonly CaseStatus[]>> = {
  OPEN: ['CLOSED'],
  APPROVED: ['IN_TRANSIT', 'CLOSED'],
  REJECTED: ['DISPUTED', 'CLOSED'],
};

/** Moves a case: staff along its table of states, buyers where it is theirs to act. REFUNDED is reached when the money has gone back; asking for it sends the money. */
export async function moveAfterSale(deps: AfterSaleDeps, input: MoveAfterSaleInput, context: RequestContext): Promise<MoveAnswer> {
  const [orderId = '', caseId = ''] = input.caseId.split('.');
  const view = viewOrder(deps.keys, await deps.store.collection.get(orderId), context.viewer, input.accessToken);
  if (!view?.doc.cases?.some(one => one.id === caseId))
    throw new GraphQLError('There is no such case', { extensions: { code: 'NOT_FOUND' } });
  const problem = problemOf(input);
  if (problem !== undefined) throw new GraphQLError(problem, { extensions: { code: 'BAD_USER_INPUT' } });
  const isStaff = context.viewer.kind === 'STAFF' || context.viewer.kind === 'SERVICE';
  let why: string | undefined;
  const changed = await deps.store.collection.change(orderId, doc => {
    const next = isStaff ? byStaff(deps, doc, caseId, input, viewerKey(context.viewer)) : byBuyer(deps, doc, caseId, input);
    why = typeof next === 'string' ? next : undefined;
    return typeof next === 'string' || next === doc ? undefined : next;
  });
  const doc = changed ?? view.doc;
  const seen = { ...view, doc };
  if (why !== undefined) return { __typename: 'AfterSaleNotMoved', view: seen, case: caseOf(doc, caseId), reason: why };
  deps.store.changed(doc);
  void deps.runner.drive(orderId);
  return { __typename: 'AfterSaleMoved', view: seen, case: caseOf(doc, caseId) };
}

function byBuyer(deps: AfterSaleDeps, doc: OrderDoc, caseId: string, { to, note, refund }: MoveAfterSaleInput): OrderDoc | string {
  const { status } = caseOf(doc, caseId);
  if (refund != null) return 'how much goes back is for staff to say';
  if (status === to) return doc;
  if (!BUYER_MOVES[status]?.includes(to)) return `a case that is ${words(status)} is not made ${words(to)} by its buyer`;
  return moveCase(doc, caseId, to, { actor: 'BUYER', detail: note }, deps.config, deps.clock.now());
}

function byStaff(deps: AfterSaleDeps, doc: OrderDoc, caseId: string, input: MoveAfterSaleInput, actor: string): OrderDoc | string {
  const { status, kind } = caseOf(doc, caseId);
  const { to, note } = input;
  const now = deps.clock.now();
  const amount = input.refund ?? undefined;
  if (status === to) return doc;
  if (refundOfCase(doc, caseOf(doc, caseId)) !== undefined) return 'its refund is under way';
  if (!mayMove(afterSaleMachine, status, to)) return `a case that is ${words(status)} does not become ${words(to)}`;
  const moved = to === 'REFUNDED' ? doc : moveCase(doc, caseId, to, { actor, detail: note }, deps.config, now);
  const isMoneyOnly = kind === 'REFUND_ONLY' || kind === 'COMPENSATION';
  const sendsMoney = to === 'REFUNDED' || (to === 'APPROVED' && isMoneyOnly) || (amount !== undefined && to === 'RULED');
  if (!sendsMoney) return amount === undefined ? moved : `nothing is given back when a case becomes ${words(to)}`;
  return refundCase(moved, caseId, { actor, amount, asksChannel: asksChannel(deps.registry) }, now);
}

function problemOf({ note, refund }: MoveAfterSaleInput): string | undefined {
  if (note.trim() === '') return 'note must say why';
  if ([...note].length > 500) return 'note must have at most 500 characters';
  return refund != null && !isDecimal(refund) ? 'refund must be a decimal number' : undefined;
}

function words(status: CaseStatus): string {
  return status.toLowerCase().replaceAll('_', ' ');
}
