import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  FaultSwitch,
  Journal,
  TwinServer,
  type RequestLog,
  type RunningTwin,
  type TwinHandler,
  type TwinRequest,
  type TwinResponse,
} from '@onebasket/twin-kit';
import { adminRoutes } from './admin.ts';
import { productsFromCsv } from './catalogue/csv.ts';
import { productsFromRest } from './catalogue/rest-json.ts';
import type { Product } from './catalogue/product.ts';
import { couponFrom } from './coupons.ts';
import { demoCatalogue } from './demo/index.ts';
import { picture } from './demo/picture.ts';
import { playAfter, playBefore } from './faults.ts';
import type { ApiKey, WooCommerceTwinOptions } from './options.ts';
import { orderView } from './rest/order-view.ts';
import { notFoundPage, RestServer, siteIndex, unknownNamespace } from './rest/rest-server.ts';
import { restRequest } from './rest/rest-request.ts';
import { settingsFrom } from './settings.ts';
import { ShippingDesk, type Parcel } from './shipping-desk.ts';
import { Shop } from './shop.ts';
import { SiteClock } from './site-clock.ts';
import { setQuantity } from './stock.ts';
import { StoreServer } from './store/store-server.ts';
import { WebhookQueue } from './webhooks.ts';

/** A WooCommerce shop in this process. */
export interface WooCommerceTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  /** All orders as REST v3 shows them, oldest first. */
  orders(): readonly Readonly<Record<string, unknown>>[];
  /** Sets what is in stock of a product or variation. Throws `RangeError` when there is none of that id. */
  setStock(id: number, quantity: number): Promise<void>;
  /** Sets the regular price, `''` for none, and ends a sale. */
  setPrice(id: number, price: string): Promise<void>;
  /** Ships an order with a tracking number. */
  ship(orderId: number, parcel: Parcel): Promise<void>;
  /** Forgets orders, customers, webhooks, faults and the request log. */
  reset(): Promise<void>;
}

const CATALOGUE_AT = Date.parse('2026-09-01T02:00:00Z');

/** Starts a shop on loopback. Rejects when the catalogue cannot be read or the port is taken. */
export async function startWooCommerceTwin(options: WooCommerceTwinOptions = {}): Promise<WooCommerceTwin> {
  const now = options.now ?? (() => new Date());
  const { products, id: catalogueId } = await loadCatalogue(options);
  const journal = await Journal.open(options.data === undefined ? undefined : join(options.data, 'shop.jsonl'));
  const firstCouponId = products.reduce((highest, product) => Math.max(highest, product.id), 9) + 1;
  const shop = new Shop({
    settings: settingsFrom(options),
    clock: new SiteClock(now, options.utcOffsetMinutes ?? 480),
    journal,
    catalogue: products,
    catalogueId,
    coupons: (options.coupons ?? []).map((coupon, index) => couponFrom(coupon, firstCouponId + index, now().getTime())),
  });
  const keys: readonly ApiKey[] = [
    { consumerKey: options.consumerKey ?? 'ck_twin', consumerSecret: options.consumerSecret ?? 'cs_twin', permissions: 'read_write' },
    ...(options.keys ?? []),
  ];
  const faults = new FaultSwitch(options.seed);
  const desk = new ShippingDesk(shop, { sfUrl: options.sfUrl, autoShipMs: options.autoShipMs });
  const control = controls(shop, desk, faults);
  const server = new TwinServer({
    handle: router(shop, new RestServer(shop, keys, options.webhookSecret), new StoreServer(shop), options),
    before: (rule, request) => playBefore(shop, rule, request),
    after: playAfter,
    admin: adminRoutes(shop, control),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  const hooks = new WebhookQueue(shop, {
    home: () => server.url,
    delayMs: options.webhookDelayMs ?? 50,
    strictPorts: options.strictWebhookPorts ?? false,
    faults,
  });
  await shop.commit();
  await server.listen(options.port);
  return {
    url: server.url,
    faults,
    requests: server.requests,
    orders: () => [...shop.orders.values()].sort((a, b) => a.id - b.id).map(order => orderView(shop, order, server.url)),
    ...control,
    reset: async () => {
      server.requests.clear();
      await control.reset();
    },
    close: async () => {
      desk.close();
      hooks.close();
      await server.close();
      await journal.close();
    },
  };
}

/** What a test or an admin route may do to a shop. */
export interface ShopControl {
  setStock(id: number, quantity: number): Promise<void>;
  setPrice(id: number, price: string): Promise<void>;
  ship(orderId: number, parcel: Parcel): Promise<void>;
  reset(): Promise<void>;
}

function controls(shop: Shop, desk: ShippingDesk, faults: FaultSwitch): ShopControl {
  const product = (id: number): Product => {
    const found = shop.products.get(id);
    if (found === undefined) throw new RangeError(`no product ${id}`);
    return found;
  };
  return {
    setStock: async (id, quantity) => {
      setQuantity(shop, product(id), quantity);
      await shop.commit();
    },
    setPrice: async (id, price) => {
      const found = product(id);
      found.regularPrice = price;
      found.salePrice = '';
      shop.saveProduct(found);
      await shop.commit();
    },
    ship: async (orderId, parcel) => void (await desk.ship(orderId, parcel)),
    reset: async () => {
      shop.forgetOrders();
      faults.clear();
      await shop.commit();
    },
  };
}

function router(shop: Shop, rest: RestServer, store: StoreServer, options: WooCommerceTwinOptions): TwinHandler {
  return (request: TwinRequest): TwinResponse | Promise<TwinResponse> => {
    if (request.path.startsWith('/wp-content/uploads/')) return picture(request) ?? notFoundPage(request);
    const asked = restRequest(request, options.prettyPermalinks ?? true);
    if (asked === undefined) return notFoundPage(request);
    if (asked.route.startsWith('/wc/store/v1')) return store.answer(asked);
    if (asked.route.startsWith('/wc/v3')) return rest.answer(asked);
    return asked.route === '' ? siteIndex(asked, shop, options.utcOffsetMinutes ?? 480) : unknownNamespace(asked);
  };
}

async function loadCatalogue(options: WooCommerceTwinOptions): Promise<{ readonly products: readonly Product[]; readonly id: string }> {
  const { catalogue } = options;
  if (catalogue === undefined) {
    const shop = options.demo ?? 'lantern';
    return { products: demoCatalogue(shop), id: `demo/${shop}` };
  }
  if (typeof catalogue !== 'string')
    return { products: productsFromRest(catalogue, CATALOGUE_AT), id: fingerprint(JSON.stringify(catalogue)) };
  const text = await readFile(catalogue, 'utf8');
  if (/\.json$/i.test(catalogue)) {
    const list = JSON.parse(text) as unknown;
    if (!Array.isArray(list)) throw new TypeError(`${catalogue}: a JSON catalogue is a list of REST v3 products`);
    return { products: productsFromRest(list, CATALOGUE_AT), id: fingerprint(text) };
  }
  return { products: productsFromCsv(text, CATALOGUE_AT), id: fingerprint(text) };
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
