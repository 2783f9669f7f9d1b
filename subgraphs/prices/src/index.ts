import type { Destination } from '@onebasket/adapter-sdk';
import { AdapterError, fromMoneyJson, isDecimal, toMoneyJson, type MoneyJson } from '@onebasket/core';
import {
  Attention,
  attentionOf,
  attentionResolvers,
  defineSubgraph,
  GraphClientError,
  Journal,
  mapStream,
  type RequestContext,
  type Subgraph,
  type SubgraphDeps,
} from '@onebasket/runtime';
import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import { checkDeadline, checkMaxAge, checkQuantity } from './comparison/arguments.ts';
import { compare, compareOnce, type ComparisonRequest } from './comparison/compare.ts';
import { PriceHistory, history, historyValue, usualPrice } from './history/price-history.ts';
import { channelOf, OfferReader } from './offer/offer-reader.ts';
import { channelError, displayCurrencyFor, offerValue, priceOffer } from './offer/offer-value.ts';
import { basketPlan, storedPlan, type BasketInput } from './plan/basket-plan.ts';
import { plans } from './plan/plan-doc.ts';
import { PriceWatches, watches, type WatchDoc } from './watch/price-watches.ts';

interface Loaders {
  /** Listing ids by product id; `undefined` for a product that does not exist. */
  readonly listings: DataLoader<string, readonly string[] | undefined>;
}

interface ComparisonArgs {
  readonly quantity?: number | null;
  readonly destination?: Destination | null;
  readonly displayCurrency?: string | null;
  readonly maxAgeMs?: number | null;
  readonly deadlineMs?: number | null;
}

/** Prices: what things really cost at each channel now, the cheapest way to buy a basket, what prices were. */
export function createPricesSubgraph(deps: SubgraphDeps): Subgraph<Loaders> {
  const { registry, config, clock, log, graph } = deps;
  const past = new PriceHistory(deps.storage.collection(history), clock, log);
  const reader = new OfferReader({
    clock,
    onLive: (request, quote, at) => {
      const [line] = quote.lines;
      if (line && request.quantity === 1) past.note(`${request.channel.id}:${request.externalId}`, line.subtotal, at);
    },
  });
  const compareDeps = { registry, reader, config, clock };
  const planDocs = deps.storage.collection(plans);

  const listingsOf = async (productIds: readonly string[], signal?: AbortSignal): Promise<(readonly string[] | undefined)[]> => {
    const query = 'query ($ids: [ID!]!) { internalProducts(ids: $ids) { listings { id } } }';
    try {
      const { internalProducts } = await graph.query<{ internalProducts: ({ listings: { id: string }[] } | null)[] }>(
        'products',
        query,
        { ids: productIds },
        signal ? { signal } : {},
      );
      return internalProducts.map(product => product?.listings.map(listing => listing.id));
    } catch (error) {
      if (error instanceof GraphClientError)
        throw new GraphQLError('The products cannot be looked up right now', { extensions: { code: 'UPSTREAM_UNAVAILABLE' } });
      throw error;
    }
  };
  const requestOf = (listingIds: readonly string[], args: ComparisonArgs): ComparisonRequest => ({
    listingIds,
    quantity: checkQuantity(args.quantity),
    ...(args.destination ? { destination: args.destination } : {}),
    displayCurrency: args.displayCurrency ?? config.displayCurrency,
    maxAgeMs: checkMaxAge(args.maxAgeMs),
    deadlineMs: checkDeadline(args.deadlineMs),
  });
  const watchDocs = deps.storage.collection(watches);
  const priceWatches = new PriceWatches({
    collection: watchDocs,
    bus: deps.bus,
    graph,
    clock,
    log,
    journal: new Journal(deps.storage),
    soleWorker: config.storage.url.startsWith('sqlite:'),
    ...(deps.wakes ? { wakes: deps.wakes.queue('watches') } : {}),
    async best(productId, code, destination) {
      const [listingIds] = await listingsOf([productId]);
      if (!listingIds) return undefined;
      const comparison = await compareOnce(
        compareDeps,
        requestOf(listingIds, { displayCurrency: code, ...(destination ? { destination } : {}) }),
      );
      const best = comparison['best'] as { converted: { money: MoneyJson } | null } | null;
      return best?.converted ? { landed: fromMoneyJson(best.converted.money), offer: best } : undefined;
    },
  });
  const planDeps = { ...compareDeps, plans: planDocs };
  const watchValue = (doc: WatchDoc) => ({
    id: doc._id,
    product: { __typename: 'Product', id: doc.productId },
    target: toMoneyJson(fromMoneyJson(doc.target)),
    watch: doc,
  });
  const bestOf = async ({ watch }: { readonly watch: WatchDoc }) => {
    const [listingIds] = await listingsOf([watch.productId]);
    if (!listingIds) return null;
    const args = { displayCurrency: watch.target.currency, ...(watch.destination ? { destination: watch.destination } : {}) };
    return (await compareOnce(compareDeps, requestOf(listingIds, args)))['best'] ?? null;
  };
  const attention = attentionResolvers(new Attention([attentionOf('watches', priceWatches.runner, watchDocs)]));
  let sweep: NodeJS.Timeout | undefined;

  return defineSubgraph<Loaders>({
    name: 'prices',
    makeLoaders: ({ signal }) => ({ listings: new DataLoader(ids => listingsOf(ids, signal)) }),
    resolvers: {
      // A resolver, not a function in the value: compiled operations read members as they are.
      PriceWatch: { best: bestOf },
      Query: {
        ...attention.Query,
        basketPlan: (_: unknown, { input }: { input: BasketInput }, context: RequestContext<Loaders>) =>
          basketPlan({ ...planDeps, listingsOf: id => context.loaders.listings.load(id) }, input, context),
        internalPlan: async (_: unknown, { id }: { id: string }, context: RequestContext) => {
          if (context.viewer.kind !== 'SERVICE') throw new GraphQLError('Not allowed', { extensions: { code: 'FORBIDDEN' } });
          const doc = await storedPlan(planDeps, id);
          return doc ? { id, hash: doc.hash, ownerKey: doc.ownerKey, lines: doc.lines } : null;
        },
        internalUsualPrices: async (
          _: unknown,
          { listingIds, days }: { listingIds: readonly string[]; days: number },
          context: RequestContext,
        ) => {
          if (context.viewer.kind !== 'SERVICE') throw new GraphQLError('Not allowed', { extensions: { code: 'FORBIDDEN' } });
          return Promise.all(
            listingIds.slice(0, 250).map(async id => {
              const usual = usualPrice(await past.read([id], Math.min(days, 365)));
              return usual ? toMoneyJson(usual) : null;
            }),
          );
        },
      },
      Mutation: {
        ...attention.Mutation,
        watchPrice: async (
          _: unknown,
          { input }: { input: { productId: string; target: string; currency: string; destination?: Destination | null } },
          context: RequestContext<Loaders>,
        ) => {
          if (!isDecimal(input.target) || input.target.startsWith('-'))
            throw new GraphQLError('input.target must not be negative', { extensions: { code: 'BAD_USER_INPUT' } });
          if (!(await context.loaders.listings.load(input.productId)))
            throw new GraphQLError('There is no such product', { extensions: { code: 'NOT_FOUND' } });
          return watchValue(await priceWatches.add(context.viewer, input));
        },
        unwatchPrice: (_: unknown, { id }: { id: string }, context: RequestContext) => priceWatches.remove(context.viewer, id),
      },
      Subscription: {
        comparison: {
          async subscribe(_: unknown, args: ComparisonArgs & { productId: string }, context: RequestContext<Loaders>) {
            const listingIds = await context.loaders.listings.load(args.productId);
            if (!listingIds) throw new GraphQLError('There is no such product', { extensions: { code: 'NOT_FOUND' } });
            return mapStream(compare(compareDeps, requestOf(listingIds, args)), comparison => ({ comparison }));
          },
        },
        priceDropped: {
          subscribe: (_: unknown, _args: unknown, context: RequestContext) =>
            mapStream(priceWatches.dropped(context.viewer, context.signal), doc => ({ priceDropped: watchValue(doc) })),
        },
      },
      Product: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        comparison: async ({ id }: { id: string }, args: ComparisonArgs, context: RequestContext<Loaders>) => {
          const listingIds = await context.loaders.listings.load(id);
          return listingIds ? compareOnce(compareDeps, requestOf(listingIds, args)) : null;
        },
        priceHistory: async ({ id }: { id: string }, { days }: { days?: number | null }, context: RequestContext<Loaders>) => {
          const wanted = days ?? 90;
          if (wanted < 1 || wanted > 730) throw new GraphQLError('days must be 1 to 730', { extensions: { code: 'BAD_USER_INPUT' } });
          const listingIds = await context.loaders.listings.load(id);
          return listingIds ? historyValue(await past.read(listingIds, wanted), registry, clock.now()) : null;
        },
      },
      Listing: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        offer: async ({ id }: { id: string }, args: Omit<ComparisonArgs, 'deadlineMs'>) => {
          const found = channelOf(registry, id);
          if (!found || !found.channel.has('quotes')) return null;
          const request = {
            ...found,
            quantity: checkQuantity(args.quantity),
            ...(args.destination ? { destination: args.destination } : {}),
          };
          try {
            const reading = await reader.read(request, checkMaxAge(args.maxAgeMs));
            const offer = priceOffer(
              id,
              request,
              reading,
              displayCurrencyFor([reading], args.displayCurrency ?? config.displayCurrency),
              config,
              clock,
            );
            return offer ? offerValue(offer, clock) : null;
          } catch (error) {
            if (!(error instanceof AdapterError)) throw error;
            const { code, message } = channelError(error);
            throw new GraphQLError(message, { extensions: { code: `UPSTREAM_${code}` } });
          }
        },
      },
      BasketPlan: {
        __resolveReference: async ({ id }: { id: string }) => {
          const doc = await storedPlan(planDeps, id);
          return doc ? (JSON.parse(doc.plan) as Record<string, unknown>) : null;
        },
      },
    },
    start: async () => {
      await deps.storage.ready();
      priceWatches.start();
      sweep = setInterval(
        () => void dropExpired().catch((error: unknown) => log.warn('expired plans', { error: String(error) })),
        10 * 60_000,
      );
      sweep.unref();
    },
    stop: async () => {
      await priceWatches.stop();
      clearInterval(sweep);
    },
  });

  async function dropExpired(): Promise<void> {
    const { docs } = await planDocs.find({ index: 'expiry', prefix: [], below: [clock.now().toISOString()], limit: 1000 });
    for (const doc of docs) await planDocs.remove(doc._id, doc.v);
  }
}
