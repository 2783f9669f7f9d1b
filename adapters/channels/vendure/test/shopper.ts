import type { Attempt, Call, NativeOrders, OrderRequest, Quote, SafeRepeats } from '@onebasket/adapter-sdk';
import { isRefusal } from '@onebasket/core';
import { vendure } from '../src/index.ts';

const { orders } = vendure.capabilities;
if (orders?.mode !== 'native' || orders.repeats.by === 'nothing') throw new Error('vendure takes orders and finds them again');

export const native: NativeOrders = orders;
export const repeats: SafeRepeats = orders.repeats;
export const BERLIN = { country: 'DE', city: 'Berlin', postalCode: '10115' };

/** A live quote of one line that is expected to be one. */
export async function quoteOf(externalId: string, quantity: number, call: Call): Promise<Quote> {
  const [quote] = (await vendure.capabilities.quotes?.getQuotes([{ lines: [{ externalId, quantity }], destination: BERLIN }], call)) ?? [];
  if (!quote || isRefusal(quote)) throw new Error(`no quote for ${externalId}: ${JSON.stringify(quote)}`);
  return quote;
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
