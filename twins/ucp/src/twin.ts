import {
  bodyJson,
  FaultSwitch,
  json,
  TwinServer,
  type AdminRoutes,
  type RequestLog,
  type RunningTwin,
  type TwinRequest,
  type TwinResponse,
} from '@onebasket/twin-kit';
import { makeOrder } from './complete.ts';
import { answerRest, type Behind } from './door.ts';
import { OrderEvents } from './events.ts';
import { answerMcp } from './mcp.ts';
import type { Trap, UcpTwinOptions } from './options.ts';
import { profileView } from './profile.ts';
import { publicKey } from './signature.ts';
import { sessionOf } from './sessions.ts';
import { listOf, Merchant, type Json, type Order } from './state.ts';

/** A UCP merchant in this process. */
export interface UcpTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  /** All orders as they stand, oldest first. */
  orders(): readonly Json[];
  /** Checkout sessions and carts that are neither completed nor cancelled. */
  openSessions(): readonly string[];
  setStock(id: string, quantity: number): void;
  setPrice(id: string, minor: number): void;
  setTrap(trap: Trap, isSet: boolean): void;
  /** What a buyer does on the page of a session; the order's id. */
  finishOnPage(sessionId: string): string;
  /** Ships everything; the event names no lines and no `occurred_at` where January's simulation does not. */
  ship(orderId: string, parcel: { readonly carrier: string; readonly trackingNumber: string; readonly trackingUrl?: string }): void;
  /** Gives money back. */
  refund(orderId: string, minor: number): void;
  /** An event as it would be sent to this address, about an order that nobody made. */
  sampleWebhook(url: string): { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };
  /** An event about an order as it would be sent to this address. */
  webhook(orderId: string, url: string): { readonly headers: Readonly<Record<string, string>>; readonly body: string };
}

/** Starts a merchant on loopback. */
export async function startUcpTwin(options: UcpTwinOptions = {}): Promise<UcpTwin> {
  const merchant = new Merchant(options);
  const faults = new FaultSwitch(options.seed);
  const events = new OrderEvents(merchant, faults, () => server.url);
  const server: TwinServer = new TwinServer({
    handle: request => route({ merchant, events, options, home: homeOf(request, server.url) }, request),
    admin: adminRoutes(merchant, events, () => server.url),
    faults,
    now: merchant.now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  const orderOf = (id: string): Order => {
    const order = merchant.orders.get(id);
    if (!order) throw new RangeError(`no order ${id}`);
    return order;
  };
  return {
    url: server.url,
    faults,
    requests: server.requests,
    orders: () => [...merchant.orders.values()].map(({ body }) => body),
    openSessions: () =>
      [...merchant.sessions.values()].filter(({ status }) => status !== 'completed' && status !== 'canceled').map(({ id }) => id),
    setStock: (id, quantity) => void merchant.stock.set(id, quantity),
    setPrice: (id, minor) => void merchant.price.set(id, minor),
    setTrap: (trap, isSet) => void (isSet ? merchant.traps.add(trap) : merchant.traps.delete(trap)),
    finishOnPage: sessionId => {
      const { order } = makeOrder(merchant, sessionOf(merchant, sessionId), server.url);
      events.send('order_placed', order);
      return order.id;
    },
    ship: (orderId, parcel) => ship(merchant, events, orderOf(orderId), parcel),
    refund: (orderId, minor) => {
      const order = orderOf(orderId);
      const amount = merchant.isEarly ? { amount: minor } : { totals: [{ type: 'total', amount: -minor }] };
      const adjustment = {
        id: `adj_${merchant.newId()}`,
        type: 'refund',
        occurred_at: merchant.now().toISOString(),
        status: 'completed',
        ...amount,
      };
      order.body = { ...order.body, adjustments: [...listOf(order.body['adjustments']), adjustment] };
    },
    sampleWebhook: url => {
      const { headers, body } = events.compose(
        'order_placed',
        { checkoutId: 'checkout-0', body: { id: 'order-0', checkout_id: 'checkout-0' } },
        url,
      );
      return { headers, body: Buffer.from(body) };
    },
    webhook: (orderId, url) => {
      const { session, body } = orderOf(orderId);
      return events.compose('order_placed', { checkoutId: session.id, body }, url);
    },
    close: async () => {
      await events.close();
      await server.close();
    },
  };
}

/** The test route of January's samples. Its event has no lines, and `timestamp` where `occurred_at` should be. */
function simulateShipping({ merchant, events, options }: Behind, request: TwinRequest, orderId: string): TwinResponse {
  if (request.headers['simulation-secret'] !== (options.simulationSecret ?? 'super-secret-sim-key')) {
    return json(403, { detail: 'Invalid Simulation Secret' });
  }
  const order = merchant.orders.get(orderId);
  if (!order) return json(404, { detail: 'Order not found', code: 'RESOURCE_NOT_FOUND' });
  addEvent(order, { id: `evt_${merchant.newId()}`, type: 'shipped', timestamp: merchant.now().toISOString() });
  events.send('order_shipped', order);
  return json(200, { status: 'shipped' });
}

function addEvent(order: Order, event: Json): void {
  const fulfillment = order.body['fulfillment'] as Json;
  order.body = { ...order.body, fulfillment: { ...fulfillment, events: [...listOf(fulfillment['events']), event] } };
}

/** By the name that it was called, so that it can stand behind a proxy. */
function homeOf({ headers }: TwinRequest, url: string): string {
  return headers.host === undefined ? url : `http://${headers.host}`;
}

function route(behind: Behind, request: TwinRequest): TwinResponse | Promise<TwinResponse> {
  const { merchant, options, home } = behind;
  const transports = merchant.version === '2026-01-11' ? (['rest'] as const) : (options.transports ?? (['rest', 'mcp'] as const));
  if (request.path === '/.well-known/ucp') {
    const profile = profileView(merchant, home, { transports, withoutCheckout: options.withoutCheckout === true, key: publicKey() });
    return json(200, profile, { 'content-type': 'application/json', 'cache-control': 'public, max-age=60' });
  }
  if (request.path.startsWith('/checkout/'))
    return { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Finish your order</h1>' };
  const simulated = /^\/testing\/simulate-shipping\/([^/]+)$/.exec(request.path)?.[1];
  if (simulated !== undefined && merchant.isEarly) return simulateShipping(behind, request, simulated);
  if (request.path === '/mcp' && transports.includes('mcp') && request.method === 'POST') return answerMcp(behind, request);
  if (!transports.includes('rest')) return json(404, { detail: 'Not Found' });
  return answerRest(behind, request);
}

function ship(
  merchant: Merchant,
  events: OrderEvents,
  order: Order,
  { carrier, trackingNumber, trackingUrl }: Parameters<UcpTwin['ship']>[1],
): void {
  const at = merchant.now().toISOString();
  const lines = listOf(order.body['line_items']);
  const whole = { line_items: lines.map(line => ({ id: line['id'], quantity: (line['quantity'] as Json)['total'] })), occurred_at: at };
  const event = {
    id: `evt_${merchant.newId()}`,
    type: 'shipped',
    // January's simulation writes events that its own schema forbids.
    ...(merchant.isEarly ? { timestamp: at } : whole),
    carrier,
    tracking_number: trackingNumber,
    ...(trackingUrl === undefined ? {} : { tracking_url: trackingUrl }),
  };
  addEvent(order, event);
  if (!merchant.isEarly) {
    const fulfilled = (line: Json) => ({ ...(line['quantity'] as Json), fulfilled: (line['quantity'] as Json)['total'] });
    order.body = { ...order.body, line_items: lines.map(line => ({ ...line, status: 'fulfilled', quantity: fulfilled(line) })) };
  }
  events.send('order_shipped', order);
}

function adminRoutes(merchant: Merchant, events: OrderEvents, home: () => string): AdminRoutes {
  const body = (request: TwinRequest) => (bodyJson(request) ?? {}) as Json;
  return {
    'GET /orders': () =>
      json(
        200,
        [...merchant.orders.values()].map(order => order.body),
      ),
    'POST /stock': request => {
      const { id, quantity } = body(request);
      merchant.stock.set(String(id), Number(quantity));
      return json(200, { id, quantity });
    },
    'POST /price': request => {
      const { id, minor } = body(request);
      merchant.price.set(String(id), Number(minor));
      return json(200, { id, minor });
    },
    'POST /finish': request => {
      const { order } = makeOrder(merchant, sessionOf(merchant, String(body(request)['id'])), home());
      events.send('order_placed', order);
      return json(200, { id: order.id });
    },
    'POST /ship': request => {
      const { orderId, carrier, trackingNumber } = body(request);
      const order = merchant.orders.get(String(orderId));
      if (!order) throw new RangeError(`no order ${String(orderId)}`);
      ship(merchant, events, order, { carrier: String(carrier), trackingNumber: String(trackingNumber) });
      return json(200, { orderId });
    },
  };
}
