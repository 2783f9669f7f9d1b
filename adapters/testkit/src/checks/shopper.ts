import { randomUUID } from 'node:crypto';
import type { RegisteredConnection, RunOptions } from '@onebasket/adapter-registry';
import type { Attempt, NativeOrders, OrderRequest, PlacedOrder } from '@onebasket/adapter-sdk';
import { isRefusal, type Refusal } from '@onebasket/core';
import { use, type Bench } from '../bench.ts';
import { needed } from '../check.ts';
import { destinationOf } from './reads.ts';

/** One buyer's try at one order, as the host makes it: the same key for every try, notes kept, asked before it is repeated. */
export interface Errand {
  readonly key: string;
  readonly request: OrderRequest;
  place(options?: RunOptions): Promise<PlacedOrder | Refusal>;
  find(options?: RunOptions): Promise<PlacedOrder | undefined>;
  /** The reference under which the order is spoken of later. */
  ref(externalId: string): { readonly externalId: string; readonly key: string; readonly note?: string | undefined };
}

export function nativeOrders({ adapter }: Bench): NativeOrders | undefined {
  const { orders } = adapter.capabilities;
  return orders?.mode === 'native' ? orders : undefined;
}

/** Quotes one line live and gets ready to order it. */
export async function prepareErrand(bench: Bench, connection: RegisteredConnection, quantity = 1): Promise<Errand> {
  const externalId = needed(bench.sample.listingIds?.[0], 'listingIds[0]');
  const lines = [{ externalId, quantity }];
  const [quote] = await use(connection, 'quotes', (it, call) => it.getQuotes([{ lines, ...destinationOf(bench) }], call));
  if (!quote || isRefusal(quote)) throw new Error(`no quote for the errand: ${quote?.message}`);
  const request: OrderRequest = {
    lines: quote.lines.map(line => ({ externalId: line.externalId, quantity: line.quantity, title: line.title, options: [] })),
    contact: bench.sample.contact ?? { name: '王小明', email: 'xiaoming@example.test', phone: '+86 138 0000 0000' },
    address: needed(bench.sample.address, 'address'),
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
  return {
    key,
    request,
    place: options => use(connection, 'orders', (orders, call) => (orders as NativeOrders).place(request, attempt(), call), options),
    find: options =>
      use(
        connection,
        'orders',
        async (orders, call) => {
          const { repeats } = orders as NativeOrders;
          return repeats.by === 'nothing' ? undefined : repeats.find({ key, note, since }, call);
        },
        options,
      ),
    ref: id => ({ externalId: id, key, note }),
  };
}

/** An order that `find` gives back counts unless it was undone. */
export function isStanding(order: PlacedOrder | undefined): order is PlacedOrder {
  return order !== undefined && order.state !== 'CANCELLED' && order.state !== 'FAILED';
}
