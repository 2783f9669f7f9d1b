import {
  Attention,
  defineSubgraph,
  EffectRunner,
  Journal,
  mapStream,
  requireScope,
  tellIntegrators,
  type EffectHandler,
  type RequestContext,
  type Subgraph,
  type SubgraphDeps,
} from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { attentionFields } from './attention/attention-resolvers.ts';
import { orderAttention } from './attention/order-attention.ts';
import { afterSaleResolvers } from './after-sale/after-sale-resolvers.ts';
import { afterSaleDueEffect, followAfterSaleEffect, requestAfterSaleEffect } from './after-sale/case-effects.ts';
import { followingRefunds } from './after-sale/following-refunds.ts';
import { cancelOrder, type CancelOrderInput } from './cancel-order/cancel-order.ts';
import { Holds, holdsSpec } from './holds/holds.ts';
import { withOrderNews } from './integrators/order-news.ts';
import { intakeResolvers } from './intake/intake-resolvers.ts';
import { IntakeReader, intakesSpec } from './intake/intake-reader.ts';
import { KeyClaims, keyClaimsSpec } from './key-claims/key-claims.ts';
import { keepingBooks } from './ledger/keeping-books.ts';
import { ledgerResolvers } from './ledger/ledger-resolvers.ts';
import { viewOrder } from './order/entitlement.ts';
import { adoptGuestOrders, observeShipment, wakeChannelOrder, wakePayment } from './order/news.ts';
import { orders, type OrderDoc } from './order/order-doc.ts';
import { OrderStore } from './order/order-store.ts';
import { shortenTimeline } from './order/timeline.ts';
import { trackOrder, triesSpec } from './order/track-order.ts';
import { answerOf } from './place-order/answer.ts';
import { cancelPartEffect } from './place-order/effects/cancel-part.ts';
import { followEffect } from './place-order/effects/follow.ts';
import { nextOfferEffect } from './place-order/effects/next-offer.ts';
import { authorizeEffect, captureEffect, refundPaymentEffect, voidEffect } from './place-order/effects/pay.ts';
import { rereadPaymentEffect } from './place-order/effects/reread-payment.ts';
import { Rows } from './paused-channels/rows.ts';
import { assessEffect } from './review/effects/assess.ts';
import { giveUpEffect } from './review/effects/give-up.ts';
import { repriceEffect } from './review/effects/reprice.ts';
import { tellBuyerEffect } from './review/effects/tell-buyer.ts';
import { gatherFacts } from './review/gather-facts.ts';
import { openingGates } from './review/opening-gates.ts';
import { converterOf, reviewResolvers } from './review/review.ts';
import { Reconciler } from './reconciliation/reconciler.ts';
import { reconciliationResolvers } from './reconciliation/reconciliation-resolvers.ts';
import { reconciliationSpec } from './reconciliation/report-doc.ts';
import { checkMachines } from './states/index.ts';
import { keepingToMoves } from './states/keeping-to-moves.ts';
import { placeEffect } from './place-order/effects/place.ts';
import { confirmEffect, tellShipmentsEffect } from './place-order/effects/tell.ts';
import type { PlaceOrderInput } from './place-order/input.ts';
import { PlaceOrder } from './place-order/place-order.ts';
import { confirmPayment } from './place-order/confirm-payment.ts';
import { refundPartEffect } from './refund/refund-part.ts';
import { refundResolvers } from './refund/refund-resolvers.ts';
import { listOrders, type OrdersArgs } from './resolvers/list-orders.ts';
import { orderTypeResolvers } from './resolvers/order-type.ts';
import { cancelOrderResult, placeOrderResult } from './resolvers/results.ts';
import { reportsSpec } from './order-report/report-doc.ts';
import { expireHandoffEffect } from './order-report/expire-handoff.ts';
import { ReportReader } from './order-report/report-reader.ts';

/** Orders: one click over several channels, with an effects runtime that survives kills and lost answers. */
export function createOrdersSubgraph(deps: SubgraphDeps): Subgraph {
  checkMachines();
  const { registry, graph, keys, clock, log } = deps;
  const { answerWithinMs, settleMs, paused, afterSales: policy } = deps.config.orders;
  const store = new OrderStore(
    keepingToMoves(keepingBooks(followingRefunds(deps.storage.collection(orders), policy, clock), clock)),
    deps.bus,
    doc => withOrderNews(doc, clock.now()),
  );
  const journal = new Journal(deps.storage);
  const holds = new Holds(deps.storage.collection(holdsSpec), clock);
  const tries = deps.storage.collection(triesSpec);
  const tools = { registry, graph, clock, settleMs };
  const handlers = [
    authorizeEffect(tools),
    placeEffect(tools),
    nextOfferEffect(tools),
    cancelPartEffect(tools),
    captureEffect(tools),
    voidEffect(tools),
    refundPaymentEffect(tools),
    refundPartEffect(tools),
    requestAfterSaleEffect(tools, policy),
    followAfterSaleEffect(tools, policy),
    afterSaleDueEffect(policy),
    rereadPaymentEffect(tools),
    confirmEffect(tools),
    followEffect(tools),
    expireHandoffEffect(tools, deps.config.orders.handoff),
    tellShipmentsEffect(tools),
    assessEffect({
      config: deps.config.orders.review,
      rowExpireHours: paused.expireHours,
      convert: converterOf(deps.config),
      gather: (doc, signal) => gatherFacts({ store, graph, keys }, deps.config.orders.review.rules || [], doc, signal),
      mustWait: ids => rows.mustWait(ids),
    }),
    repriceEffect({ ...tools, holds, rowExpireHours: paused.expireHours, mustWait: ids => rows.mustWait(ids) }),
    giveUpEffect(),
    tellBuyerEffect(tools),
    tellIntegrators(deps, 'orders'),
  ] as unknown as readonly EffectHandler<OrderDoc, never>[];
  const runner = new EffectRunner<OrderDoc>({
    collection: store.collection,
    journal,
    handlers,
    clock,
    log,
    follows: withOrderNews,
    ...(deps.wakes ? { wakes: deps.wakes.queue('orders') } : {}),
    soleWorker: deps.config.storage.url.startsWith('sqlite:'),
    changed: doc => {
      store.changed(doc);
      shortenTimeline(journal, store.collection, doc).catch((error: unknown) =>
        log.warn('a timeline waits to be shortened', { id: doc._id, error: String(error) }),
      );
    },
  });
  const releaseHolds = (doc: OrderDoc) => {
    const settled = doc.parts.filter(part => !HOLDING.has(part.status)).flatMap(part => part.lines.map(line => line.listingId));
    const needed = new Set(doc.parts.filter(part => HOLDING.has(part.status)).flatMap(part => part.lines.map(line => line.listingId)));
    holds
      .release(
        settled.filter(id => !needed.has(id)),
        doc._id,
      )
      .catch((error: unknown) => log.warn('a hold waits for the sweep', { id: doc._id, error: String(error) }));
  };
  const isHoldNeeded = async (orderId: string, listingId: string) =>
    (await store.collection.get(orderId))?.parts.some(
      part => HOLDING.has(part.status) && part.lines.some(line => line.listingId === listingId),
    ) ?? false;

  const rows = new Rows({ registry, graph, store, runner, clock, log, limit: paused.queue });
  store.onChanged(releaseHolds);
  store.onChanged(doc => rows.changed(doc));
  const openGates = openingGates(deps.config.orders.review, keys, paused.expireHours);
  const placeOrder = new PlaceOrder({ registry, graph, keys, clock, log, store, holds, runner, answerWithinMs, rows, openGates });
  const review = reviewResolvers({
    config: deps.config,
    registry,
    store,
    graph,
    keys,
    clock,
    runner,
    view: (doc, context) => viewOrder(keys, doc, context.viewer, null),
  });
  const news = { store, runner, clock };
  const claims = new KeyClaims(deps.storage.collection(keyClaimsSpec), clock);
  const refunding = refundResolvers({ registry, clock, store, claims, runner, answerWithinMs });
  const books = ledgerResolvers({ store });
  const afterSales = afterSaleResolvers({ registry, keys, clock, store, claims, runner, config: policy });
  const orderType = orderTypeResolvers({ registry, keys, store, journal });
  const reports = new ReportReader({
    collection: deps.storage.collection(reportsSpec),
    registry,
    store,
    clock,
    log,
    everyMs: deps.config.orders.reportIntervalMs,
  });
  const reconciler = new Reconciler({
    collection: store.collection,
    reports: deps.storage.collection(reconciliationSpec),
    registry,
    graph,
    clock,
    log,
    ...deps.config.orders.reconciliation,
  });
  const reconciliation = reconciliationResolvers(reconciler);
  const takingIn = { store, registry, runner, clock };
  const intake = intakeResolvers({ ...takingIn, keys });
  const intakes = new IntakeReader({ ...takingIn, collection: deps.storage.collection(intakesSpec), log, ...deps.config.orders.intake });
  const attention = attentionFields({ own: new Attention([orderAttention({ store, runner, clock })]), graph });
  let sweep: NodeJS.Timeout | undefined;

  const serviceOnly = (context: RequestContext) => {
    if (context.viewer.kind !== 'SERVICE') throw new GraphQLError('Not allowed', { extensions: { code: 'FORBIDDEN' } });
  };
  return defineSubgraph({
    name: 'orders',
    resolvers: {
      DecideEffectResult: attention.DecideEffectResult,
      Query: {
        order: async (_: unknown, { id, accessToken }: { id: string; accessToken?: string | null }, context: RequestContext) =>
          viewOrder(keys, await store.collection.get(id), context.viewer, accessToken) ?? null,
        orders: (_: unknown, args: OrdersArgs, context: RequestContext) => listOrders(store, args, context),
        trackOrder: (_: unknown, { number, phoneLast4 }: { number: string; phoneLast4: string }) =>
          trackOrder(store, tries, number, phoneLast4),
        ...review.Query,
        ...refunding.Query,
        ...books.Query,
        ...reconciliation.Query,
        ...afterSales.Query,
        ...attention.Query,
        paymentMethods: () =>
          registry.payments().map(payment => ({ id: payment.id, name: payment.name, kind: payment.adapter.manifest.id, currencies: null })),
      },
      Mutation: {
        ...attention.Mutation,
        placeOrder: async (_: unknown, { input }: { input: PlaceOrderInput }, context: RequestContext) => {
          if (context.viewer.kind === 'API_CLIENT') requireScope(context.viewer, 'orders:write');
          return placeOrderResult(keys, await placeOrder.place(input, context));
        },
        confirmPayment: async (
          _: unknown,
          { input }: { input: { orderId: string; accessToken?: string | null; token?: string | null } },
          context: RequestContext,
        ) => {
          const view = viewOrder(keys, await store.collection.get(input.orderId), context.viewer, input.accessToken);
          if (!view) throw new GraphQLError('There is no such order', { extensions: { code: 'NOT_FOUND' } });
          return placeOrderResult(
            keys,
            answerOf(await confirmPayment({ store, runner, clock, answerWithinMs }, view.doc, input.token ?? undefined, context.signal)),
          );
        },
        cancelOrder: async (_: unknown, { input }: { input: CancelOrderInput }, context: RequestContext) => {
          if (context.viewer.kind === 'API_CLIENT') requireScope(context.viewer, 'orders:write');
          return cancelOrderResult(
            keys,
            await cancelOrder({ registry, keys, clock, store, runner, answerWithinMs }, input, context),
            input.accessToken,
            context,
          );
        },
        ...review.Mutation,
        ...reconciliation.Mutation,
        ...intake.Mutation,
        ...refunding.Mutation,
        ...afterSales.Mutation,
        internalWakeChannelOrder: async (
          _: unknown,
          { channelId, externalId }: { channelId: string; externalId: string },
          context: RequestContext,
        ) => {
          serviceOnly(context);
          return (await wakeChannelOrder(news, channelId, externalId)) || intakes.one(channelId, externalId);
        },
        internalWakePayment: (
          _: unknown,
          args: { paymentId: string; externalId: string; key?: string | null },
          context: RequestContext,
        ) => {
          serviceOnly(context);
          return wakePayment(news, args);
        },
        internalObserveShipment: (
          _: unknown,
          args: { orderId: string; partId: string; shipmentId: string; status: string },
          context: RequestContext,
        ) => {
          serviceOnly(context);
          return observeShipment(news, args);
        },
        internalAdoptGuestOrders: (_: unknown, { accountId, email }: { accountId: string; email: string }, context: RequestContext) => {
          serviceOnly(context);
          return adoptGuestOrders(news, accountId, email);
        },
      },
      Subscription: {
        orderUpdated: {
          async subscribe(_: unknown, { orderId, accessToken }: { orderId: string; accessToken?: string | null }, context: RequestContext) {
            const view = (doc: OrderDoc | undefined) => viewOrder(keys, doc, context.viewer, accessToken);
            if (!view(await store.collection.get(orderId)))
              throw new GraphQLError('There is no such order', { extensions: { code: 'NOT_FOUND' } });
            return mapStream(store.watch(orderId, context.signal), doc => ({ orderUpdated: view(doc) }));
          },
        },
      },
      ...orderType,
      Order: { ...orderType.Order, ...refunding.Order, ...afterSales.Order, ...review.Order },
      OrderReview: review.OrderReview,
      Refund: refunding.Refund,
      TakeInOrderResult: intake.TakeInOrderResult,
      Reconciliation: reconciliation.Reconciliation,
      ReconciliationDifference: reconciliation.ReconciliationDifference,
      AfterSaleCase: afterSales.AfterSaleCase,
    },
    start: async () => {
      await deps.storage.ready();
      runner.start();
      rows.start();
      reports.start();
      reconciler.start();
      intakes.start();
      sweep = setInterval(
        () => void holds.sweep(isHoldNeeded).catch((error: unknown) => log.warn('holds sweep failed', { error: String(error) })),
        30_000,
      );
      sweep.unref();
    },
    stop: async () => {
      clearInterval(sweep);
      await reports.stop();
      await reconciler.stop();
      await intakes.stop();
      await rows.stop();
      await runner.stop();
    },
  });
}

/** A part in one of these may still take pieces that the shop's stock does not show yet. */
const HOLDING = new Set(['PENDING', 'PLACING', 'UNKNOWN']);

export { reconcileOnce } from './reconciliation/reconcile-once.ts';
export { reportText, type ReconciliationReport } from './reconciliation/report.ts';
export { readBenchOrders, type BenchOrder } from './review/bench-order.ts';
export { tryRules, type BenchReport, type BenchRow } from './review/bench.ts';
export { converterOf } from './review/review.ts';
