import type { Registry } from '@onebasket/adapter-registry';
import type { Clock } from '@onebasket/core';
import { viewerKey, type AfterSalesConfig, type EffectRunner, type Keys, type RequestContext } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { keyProblem, type Claim, type KeyClaims } from '../key-claims/key-claims.ts';
import { viewOrder, type OrderView } from '../order/entitlement.ts';
import type { OrderDoc, PartDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { hashOf } from '../place-order/identify.ts';
import type { CaseDoc } from './case-doc.ts';
import { outcomeOf } from './case-effects.ts';
import { openCase } from './decide-case.ts';
import { eligibilityOf, type AfterSaleWishInput } from './eligibility.ts';

export interface AfterSaleInput extends AfterSaleWishInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly accessToken?: string | null;
  readonly reason: string;
  readonly description?: string | null;
  readonly evidence?: readonly string[] | null;
}

/** What came of a wish; resolved into a member of `AfterSaleResult` by its `__typename`. */
export type AfterSaleAnswer =
  | { readonly __typename: 'AfterSaleOpened'; readonly view: OrderView; readonly case: CaseDoc }
  | { readonly __typename: 'AfterSaleNotEligible'; readonly clause: string; readonly message: string }
  | { readonly __typename: 'IdempotencyConflict'; readonly idempotencyKey: string; readonly existing: OrderView | null };

export interface AfterSaleDeps {
  readonly registry: Registry;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly store: OrderStore;
  readonly claims: KeyClaims;
  readonly runner: EffectRunner<OrderDoc>;
  readonly config: AfterSalesConfig;
}

/** A buyer (guests by their token) or staff for them: opens a case, or hears the clause that rules it out. Safe to repeat with the same key. */
export async function requestAfterSale(deps: AfterSaleDeps, input: AfterSaleInput, context: RequestContext): Promise<AfterSaleAnswer> {
  const problem = keyProblem(input.idempotencyKey) ?? textProblem(input);
  if (problem !== undefined) throw new GraphQLError(problem, { extensions: { code: 'BAD_USER_INPUT' } });
  const { viewer } = context;
  const seen = (doc: OrderDoc | undefined) => viewOrder(deps.keys, doc, viewer, input.accessToken);
  const view = seen(await deps.store.collection.get(input.orderId));
  if (!view) throw new GraphQLError('There is no such order', { extensions: { code: 'NOT_FOUND' } });

  const { accessToken: _token, ...content } = input;
  const hash = hashOf(content);
  const scope = viewer.kind === 'ANONYMOUS' ? `guest:${view.doc._id}` : viewerKey(viewer);
  const claim: Claim = { viewer: scope, operation: 'requestAfterSale', key: input.idempotencyKey, hash, orderId: view.doc._id };
  const claimed = await deps.claims.claim(claim);
  if (claimed !== 'held') {
    const existing = seen(await deps.store.collection.get(claimed.usedFor));
    return { __typename: 'IdempotencyConflict', idempotencyKey: input.idempotencyKey, existing: existing ?? null };
  }
  const key = `${scope}/${input.idempotencyKey}`;
  let no: Extract<AfterSaleAnswer, { __typename: 'AfterSaleNotEligible' }> | undefined;
  const changed = await deps.store.collection.change(view.doc._id, doc => {
    no = undefined;
    if (doc.cases?.some(one => one.key === key)) return undefined;
    const now = deps.clock.now();
    const found = eligibilityOf(doc, input, deps.config.rules, now);
    if (!found.part) {
      no = { __typename: 'AfterSaleNotEligible', clause: found.clause, message: found.message };
      return undefined;
    }
    const { rule, part } = found;
    return openCase(
      doc,
      {
        key,
        hash,
        partId: part.id,
        kind: input.kind,
        clause: rule.id,
        returnPaidBy: rule.returnPaidBy,
        ...(rule.refundsShipping === true ? { refundsShipping: true as const } : {}),
        lines: input.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
        reason: input.reason.trim(),
        ...(input.description ? { description: input.description } : {}),
        evidence: input.evidence ?? [],
      },
      { passesOn: passesOn(deps.registry, part, input.kind), actor: viewer.kind === 'STAFF' ? 'STAFF' : 'BUYER', config: deps.config },
      now,
    );
  });
  const opened = changed?.cases?.find(one => one.key === key);
  if (!changed || !opened) {
    await deps.claims.release(claim);
    return no ?? { __typename: 'AfterSaleNotEligible', clause: 'house-standing', message: 'the order is gone' };
  }
  deps.store.changed(changed);
  void deps.runner.drive(changed._id);
  return { __typename: 'AfterSaleOpened', view: { ...view, doc: changed }, case: opened };
}

function passesOn(registry: Registry, part: PartDoc, kind: CaseDoc['kind']): boolean {
  return outcomeOf(kind) !== undefined && part.externalId !== undefined && (registry.channel(part.channelId)?.has('afterSales') ?? false);
}

function textProblem({ reason, description, evidence }: AfterSaleInput): string | undefined {
  if (reason.trim() === '') return 'reason must say why';
  if ([...reason].length > 200) return 'reason must have at most 200 characters';
  if ([...(description ?? '')].length > 2_000) return 'description must have at most 2000 characters';
  if ((evidence ?? []).length > 9) return 'evidence must have at most 9 addresses';
  return (evidence ?? []).some(url => url.length > 500 || !/^https?:\/\//i.test(url))
    ? 'evidence must be web addresses of at most 500 characters'
    : undefined;
}
