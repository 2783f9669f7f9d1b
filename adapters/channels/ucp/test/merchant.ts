import { randomUUID } from 'node:crypto';
import { createRegistry, type RegisteredConnection } from '@onebasket/adapter-registry';
import type { Attempt, Handoff, NegotiatedOrders, OrderRequest, PlacedOrder, Quote, QuoteRequest } from '@onebasket/adapter-sdk';
import { isRefusal, type Refusal } from '@onebasket/core';
import { startUcpTwin, type UcpTwin, type UcpTwinOptions } from '@onebasket/twin-ucp';
import { ucp } from '../src/index.ts';

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined };
export const ADDRESS = { country: 'US', region: 'IL', city: 'Springfield', postalCode: '62704', line1: '123 Main St' };
export const CONTACT = { name: 'Ada Probe', email: 'ada@buyer.test', phone: '+1 555 0100' };

/** One buyer's order, as the host makes it: the note is kept from try to try. */
export interface Buyer {
  readonly key: string;
  note: string | undefined;
}

/** A merchant with a connection to it through the real host. */
export interface Stand {
  readonly twin: UcpTwin;
  readonly connection: RegisteredConnection;
  quote(request: QuoteRequest): Promise<Quote | Refusal>;
  /** The quote of a basket, and an order for it. */
  order(lines: QuoteRequest['lines'], change?: Partial<OrderRequest>): Promise<OrderRequest>;
  place(request: OrderRequest, buyer?: Buyer): Promise<PlacedOrder | Handoff | Refusal>;
  find(buyer: Buyer): Promise<PlacedOrder | undefined>;
  get(externalId: string, buyer?: Buyer): ReturnType<NegotiatedOrders['get']>;
  close(): Promise<void>;
}

export function newBuyer(): Buyer {
  return { key: randomUUID(), note: undefined };
}

/** Starts a merchant and connects to it; payment is configured unless `settings` takes it away. */
export async function openStand(options: UcpTwinOptions, settings: Readonly<Record<string, unknown>> = {}): Promise<Stand> {
  const twin = await startUcpTwin(options);
  const config = {
    baseUrl: twin.url,
    platformProfileUrl: 'https://onebasket.test/ucp/{version}',
    currency: options.currency ?? 'USD',
    paymentHandler: 'mock_payment_handler',
    paymentToken: 'success_token',
    requestsPerSecond: 500,
    ...settings,
  };
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
  const registry = createRegistry({
    connections: [{ kind: 'channel', config: { id: 'flowers', adapter: 'ucp', settings: given } }],
    adapters: [ucp],
    log: SILENT,
  });
  const connection = registry.connection('flowers');
  if (!connection) throw new Error('the registry made no connection');
  const orders = <T>(work: (it: NegotiatedOrders, call: Parameters<NegotiatedOrders['get']>[1]) => Promise<T>) =>
    connection.run('orders', (it, call) => work(it as NegotiatedOrders, call), { deadlineMs: 10_000 });
  const quote = async (request: QuoteRequest) => {
    const [answer] = await connection.run('quotes', (it, call) => it.getQuotes([request], call), { deadlineMs: 10_000 });
    if (!answer) throw new Error('no answer to a quote');
    return answer;
  };
  return {
    twin,
    connection,
    quote,
    order: async (lines, change = {}) => {
      const quoted = await quote({ lines, destination: ADDRESS });
      if (isRefusal(quoted)) throw new Error(`no quote: ${quoted.reason}, ${quoted.message}`);
      const wanted = quoted.lines.map(({ externalId, quantity, title }) => ({ externalId, quantity, title, options: [] }));
      return { lines: wanted, contact: CONTACT, address: ADDRESS, quote: quoted, ...change };
    },
    place: (request, buyer = newBuyer()) => orders((it, call) => it.place(request, attemptOf(buyer), call)),
    find: buyer =>
      orders((it, call) => {
        if (it.repeats.by === 'nothing') throw new Error('orders can be found');
        return it.repeats.find({ ...buyer, since: new Date(0).toISOString() }, call);
      }),
    get: (externalId, buyer = newBuyer()) => orders((it, call) => it.get({ externalId, ...buyer }, call)),
    close: async () => {
      await registry.close();
      await twin.close();
    },
  };
}

function attemptOf(buyer: Buyer): Attempt {
  return {
    key: buyer.key,
    note: buyer.note,
    remember: text => {
      buyer.note = text;
      return Promise.resolve();
    },
  };
}
