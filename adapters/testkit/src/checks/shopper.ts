import { randomUUID } from 'node:crypto';
import type { RegisteredConnection, RunOptions } from '@onebasket/adapter-registry';
import type {
  Attempt,
  ChannelOrderRef,
  ChannelOrderSnapshot,
  Handoff,
  NativeOrders,
  NegotiatedOrders,
  OrderRequest,
  PlacedOrder,
  Quote,
} from '@onebasket/adapter-sdk';
import { isRefusal, times, type Refusal } from '@onebasket/core';
import { use, type Bench } from '../bench.ts';
import { needed } from '../check.ts';
import { destinationOf } from './reads.ts';

/** Orders that may be placed by API. */
export type ApiOrders = NativeOrders | NegotiatedOrders;

/** One buyer's try at one order, as the host makes it: the same key for every try, notes kept, asked before it is repeated. */
export interface Errand {
  readonly key: string;
  readonly request: OrderRequest;
  /** The one it uses now. */
  readonly connection: RegisteredConnection;
  /** Goes on with a connection that remembers nothing of what went wrong: another process, or this one after the pause that the vendor asked for. */
  reconnect(): void;
  /** Places or hands over, whichever the adapter does; `instead` changes what is asked for. */
  place(options?: RunOptions, instead?: Partial<OrderRequest>): Promise<PlacedOrder | Handoff | Refusal>;
  find(options?: RunOptions): Promise<PlacedOrder | undefined>;
  get(externalId: string, options?: RunOptions): Promise<ChannelOrderSnapshot | undefined>;
  /** The reference under which the order is spoken of later. */
  ref(externalId: string): ChannelOrderRef;
}

/** Quotes one line live and gets ready to order it. */
export async function prepareErrand(bench: Bench, quantity = 1): Promise<Errand> {
  let connection = bench.connect();
  const quote = await quoteFor(bench, connection, needed(bench.sample.listingIds?.[0], 'listingIds[0]'), quantity);
  const request: OrderRequest = {
    lines: quote.lines.map(line => ({ externalId: line.externalId, quantity: line.quantity, title: line.title, options: [] })),
    contact: bench.sample.contact ?? { name: '王小明', email: 'xiaoming@example.test', phone: '+86 138 0000 0000' },
    address: addressOf(bench),
    quote,
  };
  const key = randomUUID();
  const since = new Date().toISOString();
  let note: string | undefined;
  const attempt = (): Attempt => ({
    key,
    note,
    remember: text => {
      note = text;
      return Promise.resolve();
    },
  });
  const ref = (externalId: string): ChannelOrderRef => ({ externalId, key, note });
  return {
    key,
    request,
    ref,
    get connection() {
      return connection;
    },
    reconnect: () => {
      connection = bench.connect();
    },
    place: (options, instead = {}) =>
      use(
        connection,
        'orders',
        (orders, call) => {
          const wish = { ...request, ...instead };
          return orders.mode === 'handoff' ? orders.prepare(wish, attempt(), call) : orders.place(wish, attempt(), call);
        },
        options,
      ),
    find: options =>
      use(
        connection,
        'orders',
        async (orders, call) => {
          const { repeats } = orders as ApiOrders;
          return repeats.by === 'nothing' ? undefined : repeats.find({ key, note, since }, call);
        },
        options,
      ),
    get: (externalId, options) => use(connection, 'orders', (orders, call) => (orders as ApiOrders).get(ref(externalId), call), options),
  };
}

/** An order placed by API; what the channel hands over to its own page instead is no matter of this check. */
export async function placeByApi(errand: Errand): Promise<PlacedOrder> {
  const placed = await errand.place();
  if (isRefusal(placed)) throw new Error(`the order of sample.listingIds[0] was refused: ${placed.reason}, ${placed.message}`);
  if (isHandoff(placed)) throw new Error('the channel wants the buyer on its own page; this check needs a sample that it takes by API');
  return placed;
}

export function isHandoff(answer: { readonly status: string }): answer is Handoff {
  return answer.status === 'handoff';
}

/** An order that `find` gives back counts unless it was undone. */
export function isStanding(order: PlacedOrder | undefined): order is PlacedOrder {
  return order !== undefined && order.state !== 'CANCELLED' && order.state !== 'FAILED';
}

/** The same request for another listing, whose last pieces were there when it was quoted. */
export function insteadFor({ request }: Errand, externalId: string): Partial<OrderRequest> {
  const { quote, lines } = request;
  return {
    lines: lines.map(line => ({ ...line, externalId })),
    quote: { ...quote, lines: quote.lines.map(line => ({ ...line, externalId, stock: line.quantity, availability: 'LOW_STOCK' })) },
  };
}

function addressOf({ sample, adapter }: Bench) {
  if (adapter.capabilities.orders?.mode !== 'handoff') return needed(sample.address, 'address');
  return sample.address ?? { country: 'CN', city: '杭州市', line1: '文一西路 969 号', ...sample.destination };
}

/** A live quote; for channels that only show prices, what the listing costs. */
async function quoteFor(bench: Bench, connection: RegisteredConnection, externalId: string, quantity: number): Promise<Quote> {
  if (bench.adapter.capabilities.quotes) {
    const request = { lines: [{ externalId, quantity }], ...destinationOf(bench) };
    const [quote] = await use(connection, 'quotes', (it, call) => it.getQuotes([request], call));
    if (!quote || isRefusal(quote)) throw new Error(`no quote to order by: ${quote?.reason}, ${quote?.message}`);
    return quote;
  }
  const [listing] = await use(connection, 'listings', (it, call) => it.getListings([externalId], call));
  const price = needed(listing?.price, 'listingIds[0] with a price');
  const total = times(price, quantity);
  const line = { externalId, title: listing?.title ?? '', quantity, listPrice: price, unitPrice: price, subtotal: total };
  return { lines: [{ ...line, promotions: [], availability: listing?.availability ?? 'UNKNOWN' }], total, isEstimate: true };
}
