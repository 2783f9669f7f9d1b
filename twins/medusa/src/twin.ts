import { FaultSwitch, TwinServer, type RequestLog, type RunningTwin, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { adminRoutes } from './admin-routes.ts';
import { cartRoutes } from './cart-routes.ts';
import { catalogueRoutes } from './catalogue-routes.ts';
import { playAfter, playBefore } from './faults.ts';
import { gateOf } from './gate.ts';
import { MedusaError } from './medusa-error.ts';
import type { MedusaTwinOptions } from './options.ts';
import { answerBy } from './routes.ts';
import { Shop } from './shop.ts';

/** A Medusa shop in this process. */
export interface MedusaTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  readonly publishableKey: string;
  readonly adminKey: string;
  /** Where its goods lie; any will do. */
  readonly locationId: string;
  /** Ids of regions by currency, of variants by SKU, of products by handle. */
  readonly regions: Readonly<Record<string, string>>;
  readonly variants: Readonly<Record<string, string>>;
  readonly products: Readonly<Record<string, string>>;
  /** Every order: its id, what was in its basket's metadata, and whether it still stands. */
  orders(): readonly { readonly id: string; readonly metadata: Readonly<Record<string, unknown>>; readonly isCancelled: boolean }[];
}

/** Starts a shop on loopback, as fresh as the options make it. Rejects when the port is taken. */
export async function startMedusaTwin(options: MedusaTwinOptions = {}): Promise<MedusaTwin> {
  const shop = new Shop(options);
  const gate = gateOf(options);
  const routes = { ...catalogueRoutes(shop), ...cartRoutes(shop), ...adminRoutes(shop) };
  const handle = (request: TwinRequest): TwinResponse => {
    try {
      if (request.path === '/health') return { status: 200, body: 'OK' };
      if (request.method === 'POST' && request.path === '/auth/user/emailpass') return gate.logIn(request);
      gate.check(request);
      return answerBy(routes, request);
    } catch (error) {
      if (error instanceof MedusaError) return error.toResponse();
      throw error;
    }
  };
  const faults = new FaultSwitch(options.seed);
  const server = new TwinServer({
    handle,
    before: (rule, request) => playBefore(shop, rule, request),
    after: (rule, _, response) => playAfter(rule, response),
    faults,
    now: shop.now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return {
    url: server.url,
    faults,
    requests: server.requests,
    publishableKey: gate.publishableKey,
    adminKey: gate.adminKey,
    locationId: 'sloc_main',
    regions: Object.fromEntries(shop.regions.map(({ id, currency }) => [currency.toUpperCase(), id])),
    variants: Object.fromEntries([...shop.variants.values()].map(({ variant }) => [variant.sku, variant.id])),
    products: Object.fromEntries(shop.products.map(({ id, about }) => [about.handle, id])),
    orders: () => [...shop.orders.values()].map(({ id, cart, isCancelled }) => ({ id, metadata: cart.metadata ?? {}, isCancelled })),
    close: () => server.close(),
  };
}
