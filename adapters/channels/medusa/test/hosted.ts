import { createRegistry, type Ability, type RegisteredConnection } from '@onebasket/adapter-registry';
import type { Attempt, Call, Capabilities, NativeOrders, OrderRequest, Quote, SafeRepeats } from '@onebasket/adapter-sdk';
import { isRefusal } from '@onebasket/core';
import { medusa, type MedusaSettings } from '../src/index.ts';

const { orders } = medusa.capabilities;
if (orders?.mode !== 'native' || orders.repeats.by === 'nothing') throw new Error('medusa takes orders and finds them again');

export const native: NativeOrders = orders;
export const repeats: SafeRepeats = orders.repeats;
export const BERLIN = { country: 'DE', city: 'Berlin', postalCode: '10115' };

/** The adapter inside its real host. */
export interface Hosted {
  readonly connection: RegisteredConnection;
  use<A extends Ability, R>(ability: A, work: (it: NonNullable<Capabilities[A]>, call: Call) => Promise<R>): Promise<R>;
  quoteOf(externalId: string, quantity: number): Promise<Quote>;
  close(): Promise<void>;
}

export function host(settings: MedusaSettings): Hosted {
  const silent = () => undefined;
  const registry = createRegistry({
    connections: [{ kind: 'channel', config: { id: 'acme', adapter: 'medusa', settings } }],
    adapters: [medusa],
    // What is looked at here may not have passed the kit yet.
    offerUnlicensed: true,
    log: { debug: silent, info: silent, warn: silent },
  });
  const connection = registry.connection('acme');
  if (!connection) throw new Error('the registry made no connection');
  const use: Hosted['use'] = (ability, work) => connection.run(ability, work, { deadlineMs: 30_000 });
  return {
    connection,
    use,
    async quoteOf(externalId, quantity) {
      const [quote] = await use('quotes', (it, call) => it.getQuotes([{ lines: [{ externalId, quantity }], destination: BERLIN }], call));
      if (!quote || isRefusal(quote)) throw new Error(`no quote for ${externalId}: ${JSON.stringify(quote)}`);
      return quote;
    },
    close: () => registry.close(),
  };
}

/** The order that a quote asks for, by an invented buyer. */
export function orderOf(quote: Quote, more: Partial<OrderRequest> = {}): OrderRequest {
  return {
    lines: quote.lines.map(({ externalId, quantity, title }) => ({ externalId, quantity, title, options: [] })),
    contact: { name: '张三', email: 'zhang.san@example.test', phone: '+49 30 1234' },
    address: { ...BERLIN, line1: 'Invalidenstraße 1', district: 'Mitte', line2: '3. Stock' },
    quote,
    ...more,
  };
}

/** An attempt that keeps what it is told to remember, as the host does. */
export function attemptWith(key: string, onRemember: () => Promise<void> = async () => undefined): Attempt & { note: string | undefined } {
  const attempt: Attempt & { note: string | undefined } = {
    key,
    note: undefined,
    async remember(note) {
      attempt.note = note;
      await onRemember();
    },
  };
  return attempt;
}
