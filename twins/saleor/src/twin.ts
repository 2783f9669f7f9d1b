import { readFileSync } from 'node:fs';
import { FaultSwitch, json, TwinServer, type RequestLog, type RunningTwin, type TwinRequest } from '@onebasket/twin-kit';
import { buildSchema } from 'graphql';
import { freshBasketView } from './basket-view.ts';
import { requirePermission, type Caller } from './caller.ts';
import { catalogueQueries } from './catalogue.ts';
import { checkoutMutations } from './checkout-mutations.ts';
import { completionMutations } from './completion.ts';
import { endpoint } from './endpoint.ts';
import { playAfter, playBefore } from './faults.ts';
import { globalId, keyOf } from './ids.ts';
import type { ChannelOption, SaleorTwinOptions } from './options.ts';
import { orderMutations, orderQueries } from './order-mutations.ts';
import { paymentMutations } from './payment-mutations.ts';
import { Shop } from './shop.ts';
import { keepSchema, Sender, webhookMutations, type Delivery } from './webhooks.ts';

/** A Saleor shop in this process. */
export interface SaleorTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  /** Ids of variants by SKU. */
  readonly variants: Readonly<Record<string, string>>;
  /** Ids of the lines of an order, in its order; and of the only warehouse. */
  readonly warehouseId: string;
  orderLines(orderId: string): readonly string[];
  /** Every order: its id, its metadata, and whether it still stands. */
  orders(): readonly { readonly id: string; readonly metadata: Readonly<Record<string, string>>; readonly isCancelled: boolean }[];
  /** Baskets that have something in them. */
  basketsInUse(): number;
  setStock(sku: string, stock: number): void;
  setPrice(sku: string, channel: string, minor: number): void;
  setPublished(sku: string, isPublished: boolean): void;
  /** What a shipping method costs from now on. */
  setFare(method: string, channel: string, minor: number): void;
  /** Headers of a delivery of this event and body, as the shop would send it. */
  sign(event: string, body: string, secretKey?: string): Readonly<Record<string, string>>;
  /** Resolves when all webhooks so far have been delivered. */
  delivered(): Promise<void>;
}

const SDL = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** Starts a shop on loopback, as fresh as the options make it. Rejects when the port is taken. */
export async function startSaleorTwin(options: SaleorTwinOptions = {}): Promise<SaleorTwin> {
  const shop = new Shop(options);
  const faults = new FaultSwitch(options.seed);
  const sender = new Sender(faults, () => `${server.url}/graphql/`);
  const schema = buildSchema(SDL);
  keepSchema(shop, schema);
  const answer = endpoint(schema, rootOf(shop, sender), shop.apps);
  const handle = (request: TwinRequest) => {
    if (request.path === '/.well-known/jwks.json') return json(200, sender.jwks());
    return request.path === '/graphql/'
      ? answer(request)
      : { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found</h1>' };
  };
  const server = new TwinServer({
    handle,
    before: (rule, request) => playBefore(shop, rule, request),
    after: (rule, _, response) => playAfter(rule, response),
    faults,
    now: shop.now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  const touched = (sku: string) => {
    const variant = shop.variantBySku(sku);
    variant.updatedAt = shop.now();
    return variant;
  };
  return {
    url: server.url,
    faults,
    requests: server.requests,
    variants: Object.fromEntries([...shop.variants.values()].map(({ about, id }) => [about.sku, globalId('ProductVariant', id)])),
    warehouseId: globalId('Warehouse', '388bffcb-9d99-4876-af38-b234178a609e'),
    orderLines: id => shop.orders.find(({ key }) => globalId('Order', key) === id)?.lines.map(line => globalId('OrderLine', line.id)) ?? [],
    orders: () =>
      shop.orders.map(({ key, metadata, status }) => ({
        id: globalId('Order', key),
        metadata: Object.fromEntries(metadata),
        isCancelled: status === 'CANCELED',
      })),
    basketsInUse: () => [...shop.baskets.values()].filter(({ lines }) => lines.length > 0).length,
    setStock: (sku, stock) => void (touched(sku).stock = stock),
    setPrice: (sku, channel, minor) => void touched(sku).prices.set(channel, minor),
    setPublished: (sku, isPublished) => void (touched(sku).isPublished = isPublished),
    setFare: (method, channel, minor) => void shop.methods.find(({ about }) => about.name === method)?.prices.set(channel, minor),
    sign: (event, body, secretKey) =>
      sender.headersFor({ url: '', headers: { 'saleor-event': event }, body } satisfies Delivery, secretKey),
    delivered: () => sender.settled(),
    close: async () => {
      await sender.settled();
      await server.close();
    },
  };
}

/** Every root field; graphql calls the one that is asked for with its arguments and the caller. */
function rootOf(shop: Shop, sender: Sender) {
  return {
    shop: () => ({
      name: shop.options.name ?? 'Saleor e-commerce',
      domain: { url: 'http://shop.test/', host: 'shop.test', sslEnabled: false },
      defaultCountry: { code: 'US' },
      schemaVersion: '3.23',
      version: (_: unknown, caller: Caller) => {
        requirePermission(caller, 'AUTHENTICATED_STAFF_USER', 'AUTHENTICATED_APP');
        return '3.23.28';
      },
      defaultWeightUnit: 'KG',
    }),
    channels: (_: unknown, caller: Caller) => {
      requirePermission(caller, 'AUTHENTICATED_APP', 'AUTHENTICATED_STAFF_USER');
      return shop.channels.map(channelView);
    },
    channel: ({ slug }: { slug?: string }) => {
      const channel = shop.channel(slug);
      return channel ? channelView(channel) : null;
    },
    app: (_: unknown, caller: Caller) => {
      const app = requirePermission(caller, 'AUTHENTICATED_STAFF_USER', 'AUTHENTICATED_APP');
      return { id: globalId('App', app.name), name: app.name, permissions: app.permissions.map(code => ({ code })) };
    },
    checkout: ({ id }: { id?: string }) => {
      const basket = shop.baskets.get(keyOf('Checkout', id) ?? '');
      return basket ? freshBasketView(shop, basket) : null;
    },
    ...catalogueQueries(shop),
    ...orderQueries(shop),
    ...checkoutMutations(shop),
    ...completionMutations(shop),
    ...paymentMutations(shop),
    ...orderMutations(shop),
    ...webhookMutations(shop, sender),
  };
}

function channelView(channel: ChannelOption) {
  const { slug, currency, country } = channel;
  return {
    id: globalId('Channel', slug),
    slug,
    currencyCode: (_: unknown, caller: Caller) => {
      requirePermission(caller, 'AUTHENTICATED_APP', 'AUTHENTICATED_STAFF_USER');
      return currency;
    },
    isActive: true,
    defaultCountry: { code: country },
    stockSettings: { allocationStrategy: 'PRIORITIZE_SORTING_ORDER' },
    checkoutSettings: { useLegacyErrorFlow: true, automaticallyCompleteFullyPaidCheckouts: false },
    orderSettings: {
      allowUnpaidOrders: channel.allowUnpaidOrders ?? false,
      automaticallyConfirmAllNewOrders: channel.confirmsOrders ?? true,
      markAsPaidStrategy: 'TRANSACTION_FLOW',
      expireOrdersAfter: null,
    },
    paymentSettings: { defaultTransactionFlowStrategy: 'CHARGE' },
  };
}
