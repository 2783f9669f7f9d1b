import { createHash, randomUUID } from 'node:crypto';
import type { Destination, Quote } from '@onebasket/adapter-sdk';
import { AdapterError, canonicalJson, currency, isRefusal, money, toMoneyJson, type Money } from '@onebasket/core';
import { basketsOf, cheapestAssignment, type Candidate } from '@onebasket/pricing';
import { viewerKey, type RequestContext } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import type { CompareDeps } from '../comparison/compare.ts';
import { checkQuantity } from '../comparison/arguments.ts';
import { channelOf } from '../offer/offer-reader.ts';
import { offerValue, priceOffer, type PricedOffer } from '../offer/offer-value.ts';
import type { PlanDoc } from './plan-doc.ts';

export interface BasketInput {
  readonly lines: readonly {
    readonly listing?: { readonly listingId: string; readonly quantity: number } | null;
    readonly product?: { readonly productId: string; readonly quantity: number } | null;
  }[];
  readonly destination?: Destination | null;
  readonly displayCurrency?: string | null;
  readonly maxSellers?: number | null;
}

export interface PlanDeps extends CompareDeps {
  readonly plans: Collection<PlanDoc, 'expiry'>;
  listingsOf(productId: string): Promise<readonly string[] | undefined>;
}

const PLAN_FRESH_MS = 10 * 60_000;
const MAX_LINES = 50;
const MAX_PRICED = 40;

interface Line {
  readonly index: number;
  readonly quantity: number;
  readonly offers: readonly PricedOffer[];
}

/** The cheapest way to buy these lines now, over all channels that sell them in one currency, shipping included. */
export async function basketPlan(deps: PlanDeps, input: BasketInput, context: RequestContext): Promise<Record<string, unknown>> {
  if (input.lines.length === 0 || input.lines.length > MAX_LINES) throw bad(`input.lines must name 1 to ${MAX_LINES} lines`);
  if (input.maxSellers != null && input.maxSellers < 1) throw bad('input.maxSellers must be at least 1');
  const target = input.displayCurrency ?? deps.config.displayCurrency ?? 'CNY';
  const lines = await Promise.all(input.lines.map((line, index) => readLine(deps, line, index, input.destination ?? undefined, target)));
  const code = chooseCurrency(lines, target);
  const usable = lines.map(line => ({ ...line, offers: line.offers.filter(offer => offer.quote.total.currency === code) }));
  const filled = usable.filter(line => line.offers.length > 0);
  const unfilled = usable
    .filter(line => line.offers.length === 0)
    .map(line => ({ index: line.index, reason: `no channel can deliver it now in ${code}`, substitutes: null }));

  const quotes = new Map<string, Quote>();
  const candidates = filled.map(line =>
    line.offers.map((offer): Candidate => ({ sellerId: offer.request.channel.id, atLeast: offer.quote.lines[0]?.subtotal.minor ?? 0n })),
  );
  const priceBasket = async (channelId: string, indexes: readonly number[]) => {
    const quote = await quoteBasket(deps, filled, channelId, indexes, input.destination ?? undefined, context.signal);
    if (!quote || quote.total.currency !== code) return undefined;
    quotes.set(`${channelId}\n${indexes.join(',')}`, quote);
    return quote.total.minor;
  };
  const best =
    filled.length > 0
      ? await cheapestAssignment(candidates, priceBasket, { maxSellers: input.maxSellers ?? undefined, maxPriced: MAX_PRICED })
      : undefined;
  const separately = money(
    filled.reduce((total, line) => total + cheapest(line).minor, 0n),
    currency(code),
  );

  const parcels = best
    ? [...basketsOf(candidates, best.assignment)].map(([channelId, indexes]) => parcelValue(deps, filled, quotes, channelId, indexes))
    : [];
  const total = money(best?.total ?? 0n, currency(code));
  const id = randomUUID();
  const chosen = best
    ? filled.map((line, at) => ({
        listingId: (line.offers[best.assignment[at] as number] as PricedOffer).listingId,
        quantity: line.quantity,
      }))
    : [];
  const hash = createHash('sha256')
    .update(canonicalJson([chosen, toMoneyJson(total), input.destination ?? null]))
    .digest('base64url');
  const expiresAt = new Date(deps.clock.now().getTime() + PLAN_FRESH_MS).toISOString();
  const plan = {
    id,
    hash,
    lines: parcels.flatMap(parcel => parcel.lines),
    parcels,
    total: toMoneyJson(total),
    separately: toMoneyJson(separately),
    saved: toMoneyJson(money(separately.minor > total.minor ? separately.minor - total.minor : 0n, currency(code))),
    optimal: best?.optimal ?? filled.length === 0,
    lowerBound: toMoneyJson(money(best?.lowerBound ?? 0n, currency(code))),
    unfilled: best
      ? unfilled
      : usable.map(line => ({
          index: line.index,
          reason: line.offers.length > 0 ? 'it cannot be bought within maxSellers' : `no channel can deliver it now in ${code}`,
          substitutes: null,
        })),
    expiresAt,
  };
  await deps.plans.insert({
    _id: id,
    v: 1,
    shape: 1,
    hash,
    ownerKey: viewerKey(context.viewer),
    expiresAt,
    lines: chosen,
    plan: JSON.stringify(plan),
  });
  return plan;
}

/** A stored plan for the viewer it was made for, while it holds. */
export async function storedPlan(deps: Pick<PlanDeps, 'plans' | 'clock'>, id: string): Promise<PlanDoc | undefined> {
  const doc = await deps.plans.get(id);
  return doc && doc.expiresAt > deps.clock.now().toISOString() ? doc : undefined;
}

async function readLine(
  deps: PlanDeps,
  line: BasketInput['lines'][number],
  index: number,
  destination: Destination | undefined,
  target: string,
): Promise<Line> {
  const quantity = checkQuantity((line.listing ?? line.product)?.quantity);
  const listingIds = line.listing ? [line.listing.listingId] : await deps.listingsOf(line.product?.productId ?? '');
  if (!listingIds || listingIds.some(id => !channelOf(deps.registry, id)))
    throw bad(`input.lines.${index} names nothing that is known here`);
  const offers = await Promise.all(
    listingIds.map(async listingId => {
      const { channel, externalId } = channelOf(deps.registry, listingId) as NonNullable<ReturnType<typeof channelOf>>;
      if (channel.paused || !channel.has('quotes')) return undefined;
      const request = { channel, externalId, quantity, ...(destination ? { destination } : {}) };
      const reading = await deps.reader.read(request, 60_000).catch(() => undefined);
      const offer = reading && priceOffer(listingId, request, reading, target, deps.config, deps.clock);
      return offer?.isAvailable ? offer : undefined;
    }),
  );
  return { index, quantity, offers: offers.filter(offer => offer !== undefined) };
}

/** One order has one currency: the display currency when anything is sold in it, else the one in which most lines can be had. */
function chooseCurrency(lines: readonly Line[], target: string): string {
  const counts = new Map<string, number>();
  for (const line of lines)
    for (const code of new Set(line.offers.map(offer => offer.quote.total.currency as string)))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] === target ? -1 : b[0] === target ? 1 : a[0] < b[0] ? -1 : 1))[0]?.[0] ?? target;
}

function cheapest(line: Line): Money {
  return line.offers.map(offer => offer.quote.total).reduce((a, b) => (b.minor < a.minor ? b : a));
}

async function quoteBasket(
  deps: PlanDeps,
  lines: readonly Line[],
  channelId: string,
  indexes: readonly number[],
  destination: Destination | undefined,
  signal: AbortSignal,
): Promise<Quote | undefined> {
  const wanted = indexes.map(index => lines[index] as Line);
  const offers = wanted.map(line => line.offers.find(offer => offer.request.channel.id === channelId) as PricedOffer);
  const [only] = offers;
  if (offers.length === 1 && only) return only.quote;
  const channel = (only as PricedOffer).request.channel;
  const request = {
    lines: offers.map(offer => ({ externalId: offer.request.externalId, quantity: offer.request.quantity })),
    ...(destination ? { destination } : {}),
  };
  try {
    const [answer] = await channel.run('quotes', (quotes, call) => quotes.getQuotes([request], call), { signal });
    return answer && !isRefusal(answer) ? answer : undefined;
  } catch (error) {
    if (error instanceof AdapterError) return undefined;
    throw error;
  }
}

function parcelValue(
  deps: PlanDeps,
  lines: readonly Line[],
  quotes: ReadonlyMap<string, Quote>,
  channelId: string,
  indexes: readonly number[],
) {
  const quote = quotes.get(`${channelId}\n${indexes.join(',')}`) as Quote;
  const offers = indexes.map(index => (lines[index] as Line).offers.find(offer => offer.request.channel.id === channelId) as PricedOffer);
  return {
    channel: (offers[0] as PricedOffer).request.channel.describe(),
    seller: null,
    lines: offers.map((offer, at) => ({
      offer: offerValue(offer, deps.clock),
      quantity: offer.request.quantity,
      subtotal: toMoneyJson((quote.lines[at] ?? offer.quote.lines[0])?.subtotal as Money),
    })),
    promotions: quote.lines.flatMap(line => line.promotions.map(promotion => ({ ...promotion, saved: toMoneyJson(promotion.saved) }))),
    shipping: toMoneyJson(quote.shipping?.cost ?? money(0n, quote.total.currency)),
    total: toMoneyJson(quote.total),
  };
}

function bad(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
