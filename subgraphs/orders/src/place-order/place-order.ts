import type { Registry } from '@onebasket/adapter-registry';
import type { Quote } from '@onebasket/adapter-sdk';
import {
  AdapterError,
  compareMoney,
  currency,
  formatAmount,
  fromMoneyJson,
  isRefusal,
  parseMoney,
  sum,
  times,
  type Clock,
  type Money,
  type Refusal,
} from '@onebasket/core';
import type { EffectRunner, GraphClient, Keys, Log, RequestContext } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import type { Holds } from '../holds/holds.ts';
import type { Rows } from '../paused-channels/rows.ts';
import type { OpenGates } from '../review/opening-gates.ts';
import type { OrderDoc, PartDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { answerOf, isAnswerable, type OrderAnswer } from './answer.ts';
import { checkInput, type InputProblem } from './check-input.ts';
import { hashOf, orderIdOf } from './identify.ts';
import type { PlaceOrderInput } from './input.ts';
import { makeOrder, makePart, makeUnquotedPart } from './make-order.ts';
import { linesOfPlan } from './lines-of-plan.ts';
import { listingFacts } from './listing-facts.ts';
import { quoteUnderHold, type PricedPart, type WantedLine } from './price-parts.ts';
import { toFailureDoc } from './refusals.ts';
import { resolveLines } from './resolve-lines.ts';

export interface PlaceOrderDeps {
  readonly registry: Registry;
  readonly graph: GraphClient;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: OrderStore;
  readonly holds: Holds;
  readonly runner: EffectRunner<OrderDoc>;
  /** How long the buyer waits for the channels before hearing OrderPending. */
  readonly answerWithinMs: number;
  readonly rows: Pick<Rows, 'mustWait' | 'isFull'>;
  readonly openGates: OpenGates;
}

/** Nothing was begun, and the key is free again; or the key belongs to another input. */
export type NothingBegun =
  | { readonly __typename: 'InvalidOrder'; readonly problems: readonly InputProblem[] }
  | { readonly __typename: 'PriceChanged'; readonly agreed: Money; readonly now: Money }
  | { readonly __typename: 'OutOfStock'; readonly lines: readonly UnfilledLine[] }
  | { readonly __typename: 'IdempotencyConflict'; readonly idempotencyKey: string; readonly existing: OrderDoc | null };

export interface UnfilledLine {
  readonly index: number;
  readonly reason: string;
}

/** One click: prices every part live under a hold, writes the order durably, then lets its effects place it. Same key and input: the same order. */
export class PlaceOrder {
  readonly #deps: PlaceOrderDeps;
  /** Placings of this process that have no document yet, by order id: a twin waits for the first. */
  readonly #beginning = new Map<string, Promise<unknown>>();

  constructor(deps: PlaceOrderDeps) {
    this.#deps = deps;
  }

  async place(input: PlaceOrderInput, context: RequestContext): Promise<OrderAnswer | NothingBegun> {
    const { viewer } = context;
    const problems = [...checkInput(input, viewer.kind === 'ANONYMOUS'), ...this.#checkPayment(input)];
    if (problems.length > 0) return { __typename: 'InvalidOrder', problems };

    const id = orderIdOf(this.#deps.keys, viewer, input);
    for (let first = this.#beginning.get(id); first; first = this.#beginning.get(id)) await first.catch(() => undefined);
    const existing = await this.#deps.store.collection.get(id);
    if (existing) return this.#repeat(existing, input, context);

    const beginning = this.#begin(id, input, context);
    this.#beginning.set(id, beginning);
    const begun = await beginning.finally(() => this.#beginning.delete(id));
    return 'v' in begun ? this.#repeat(begun, input, context) : begun;
  }

  async #repeat(existing: OrderDoc, input: PlaceOrderInput, context: RequestContext): Promise<OrderAnswer | NothingBegun> {
    if (existing.inputHash !== hashOf(input)) {
      return {
        __typename: 'IdempotencyConflict',
        idempotencyKey: input.idempotencyKey,
        existing: context.viewer.kind === 'ANONYMOUS' ? null : existing,
      };
    }
    if (isAnswerable(existing)) return answerOf(existing);
    const settled = this.#deps.store.waitFor(
      existing._id,
      isAnswerable,
      AbortSignal.any([context.signal, AbortSignal.timeout(this.#deps.answerWithinMs)]),
    );
    void this.#deps.runner.drive(existing._id);
    return answerOf((await settled) ?? existing);
  }

  #checkPayment(input: PlaceOrderInput): readonly InputProblem[] {
    if (this.#deps.registry.payment(input.payment.method)) return [];
    const allowed = this.#deps.registry.payments().map(payment => payment.id);
    return [{ path: ['payment', 'method'], message: `is not a payment account here; allowed: ${allowed.join(', ')}` }];
  }

  /** Everything up to the durable order. Whatever ends before that leaves nothing behind. */
  async #begin(id: string, input: PlaceOrderInput, context: RequestContext): Promise<OrderDoc | NothingBegun> {
    const { registry, graph, holds, store, clock } = this.#deps;
    const { address } = input;
    const destination = {
      country: address.country,
      region: address.region ?? undefined,
      city: address.city ?? undefined,
      postalCode: address.postalCode ?? undefined,
    };
    const lines = input.planId == null ? (input.lines ?? []) : await linesOfPlan(graph, input, context).catch(upstreamError);
    if (!lines)
      return {
        __typename: 'InvalidOrder',
        problems: [
          { path: ['planId'], message: 'names no plan that still holds with this hash; ask for a new basketPlan, or send its lines' },
        ],
      };

    const resolved = await resolveLines({ registry, graph }, lines, destination, input.maxTotal.currency, context.signal).catch(
      upstreamError,
    );
    if (resolved.problems.length > 0) return { __typename: 'InvalidOrder', problems: resolved.problems };
    const unavailable = resolved.unfilled.find(line => line.refusal instanceof AdapterError);
    if (unavailable) throw upstream(unavailable.refusal as AdapterError);
    if (resolved.unfilled.length > 0)
      return { __typename: 'OutOfStock', lines: resolved.unfilled.map(({ index, refusal }) => ({ index, reason: refusal.message })) };

    const waitFor = await this.#deps.rows.mustWait([...resolved.byChannel.keys()].map(({ id }) => id));
    for (const [channel, [line]] of resolved.byChannel) {
      if (line && waitFor.includes(channel.id) && (await this.#deps.rows.isFull(channel.id)))
        return {
          __typename: 'InvalidOrder',
          problems: [{ path: pathOf(input, line), message: `${channel.name} takes no orders right now, and too many wait for it already` }],
        };
    }

    const held = [...resolved.byChannel.values()].flat().map(line => line.listingId);
    let isKept = false;
    try {
      const facts = listingFacts(graph, held, context.signal);
      const priced = await Promise.all(
        [...resolved.byChannel].map(async ([channel, lines]) => ({
          channel,
          lines,
          answer: await quoteUnderHold(holds, id, channel, lines, destination, context.signal),
        })),
      );
      const refusedNow = whatStandsAgainst(priced, input, await knownIfNeeded(priced, facts));
      if (refusedNow) return refusedNow;
      const known = await facts;
      const parts = priced.map((part, at) => this.#toPart(`p${at + 1}`, part, known, input, waitFor.includes(part.channel.id)));
      const order = makeOrder(id, context.viewer, input, parts, context.locale, clock.now(), (doc, now) =>
        this.#deps.openGates(doc, waitFor, now),
      );
      const { existing } = await store.collection.insert(order);
      isKept = true;
      return existing ?? order;
    } finally {
      if (!isKept)
        await holds
          .release(held, id)
          .catch((error: unknown) => this.#deps.log.warn('a hold waits for the sweep', { id, error: String(error) }));
    }
  }

  #toPart(
    id: string,
    { channel, lines, answer }: PricedPart,
    facts: Awaited<ReturnType<typeof listingFacts>>,
    input: PlaceOrderInput,
    waits: boolean,
  ): PartDoc {
    if (!(answer instanceof AdapterError) && !isRefusal(answer)) return makePart(id, channel, lines, answer, facts);
    // The channel gave no usable answer. With the last price seen the order can say which part failed; without one nothing is begun.
    const code = currency(input.maxTotal.currency);
    const known = new Map<string, { title: string; options: readonly []; price: string; total: (quantity: number) => string }>();
    for (const line of lines) {
      const fact = facts.get(line.listingId);
      if (fact?.price === undefined || fact.currency !== code) throw upstream(answer as AdapterError);
      const each = parseMoney(fact.price, code);
      known.set(line.listingId, {
        title: fact.title,
        options: [],
        price: formatAmount(each),
        total: quantity => formatAmount(times(each, quantity)),
      });
    }
    const total = sum(
      lines.map(line => times(parseMoney(facts.get(line.listingId)?.price as string, code), line.quantity)),
      code,
    );
    // One that waits for a channel that is out of order is priced when its turn comes.
    const why = waits ? undefined : { failure: toFailureDoc(answer as AdapterError) };
    return makeUnquotedPart(id, channel, lines, known, why, formatAmount(total));
  }
}

/** What the index knows of the listings, waited for only when a channel says that it knows none of that id. */
async function knownIfNeeded(
  priced: readonly PricedPart[],
  facts: Promise<ReadonlyMap<string, unknown>>,
): Promise<ReadonlyMap<string, unknown>> {
  const isNeeded = priced.some(({ answer }) => !(answer instanceof AdapterError) && isRefusal(answer) && answer.reason === 'not-found');
  return isNeeded ? facts : new Map();
}

/** Refusals, another currency, or a total above the ceiling end the placing before anything is begun. */
function whatStandsAgainst(
  priced: readonly PricedPart[],
  input: PlaceOrderInput,
  known: ReadonlyMap<string, unknown>,
): NothingBegun | undefined {
  const problems: InputProblem[] = [];
  const gone: UnfilledLine[] = [];
  const quotes: Quote[] = [];
  for (const { channel, lines, answer } of priced) {
    if (answer instanceof AdapterError) continue;
    if (isRefusal(answer)) {
      for (const line of lines.filter(one => !answer.externalIds || answer.externalIds.includes(one.externalId))) {
        // An id that neither the channel nor the index has ever heard of is a mistake in the input; one that the index knows was sold till now.
        if (answer.reason === 'not-found' && !known.has(line.listingId))
          problems.push({ path: [...pathOf(input, line), 'listingId'], message: `${channel.name} has no such item` });
        else if (answer.reason === 'out-of-stock' || answer.reason === 'not-found' || answer.reason === 'closed')
          gone.push({ index: line.index, reason: answer.message });
        else problems.push({ path: pathOf(input, line, answer), message: `${channel.name}: ${answer.message}` });
      }
    } else if (answer.total.currency !== input.maxTotal.currency) {
      for (const line of lines)
        problems.push({
          path: pathOf(input, line),
          message: `${channel.name} sells in ${answer.total.currency}; this order is in ${input.maxTotal.currency}, the currency of maxTotal`,
        });
    } else quotes.push(answer);
  }
  if (problems.length > 0) return { __typename: 'InvalidOrder', problems };
  if (gone.length > 0) return { __typename: 'OutOfStock', lines: gone };
  const agreed = fromMoneyJson(input.maxTotal);
  const now = sum(
    quotes.map(quote => quote.total),
    agreed.currency,
  );
  return compareMoney(now, agreed) > 0 ? { __typename: 'PriceChanged', agreed, now } : undefined;
}

function pathOf(input: PlaceOrderInput, line: WantedLine, refusal?: Refusal): readonly string[] {
  if (refusal?.reason === 'address-refused' || refusal?.reason === 'not-deliverable') return ['address'];
  return ['lines', String(line.index), input.lines?.[line.index]?.product ? 'product' : 'listing'];
}

function upstream(error: AdapterError): GraphQLError {
  return new GraphQLError(`Nothing was ordered: ${error.message}`, {
    extensions: { code: `UPSTREAM_${error.code.toUpperCase().replaceAll('-', '_')}` },
  });
}

function upstreamError(error: unknown): never {
  if (error instanceof AdapterError) throw upstream(error);
  throw new GraphQLError('Nothing was ordered: the products cannot be looked up right now', {
    extensions: { code: 'UPSTREAM_UNAVAILABLE' },
    originalError: error as Error,
  });
}
