import { randomUUID } from 'node:crypto';
import type { Handoff, NegotiatedOrders, OrderRequest, PlacedOrder, Quote } from '@onebasket/adapter-sdk';
import { makeCall, type FakeCall } from '@onebasket/adapter-testkit';
import { isRefusal, type Refusal } from '@onebasket/core';
import { startAcpTwin, type AcpTwin, type AcpTwinOptions } from '@onebasket/twin-acp';
import { acp } from '../src/index.ts';

const TOKEN = 'merchant-token';
const PAYS = { paymentHandler: 'card_tokenized', paymentToken: 'spt_ok' };
const ADDRESS = { country: 'DE', city: 'Bonn', postalCode: '53111', line1: 'Lindenweg 7' };

export const orders = acp.capabilities.orders as NegotiatedOrders & { readonly repeats: { readonly by: 'lookup' } };

/** A merchant and a buyer before it. */
export interface Stand {
  readonly twin: AcpTwin;
  /** A call whose requests reach the twin over the wire; `lose` drops the answer to requests whose path ends so. */
  call(settings?: object, lose?: string): FakeCall;
  /** A live quote of one lamp (or of these lines), and the order by it. */
  order(call: FakeCall, ids?: readonly string[]): Promise<OrderRequest>;
  /** Places with one key, keeping notes as the host does. */
  place(call: FakeCall, request: OrderRequest): Promise<PlacedOrder | Handoff | Refusal>;
  note(): string | undefined;
}

export async function openStand(options: AcpTwinOptions = {}): Promise<Stand> {
  const twin = await startAcpTwin({ accessToken: TOKEN, ...options });
  let note: string | undefined;
  return {
    twin,
    note: () => note,
    call: (settings = {}, lose = '-') => ({
      ...makeCall(
        async ({ method, url, headers, body }) => {
          const response = await fetch(url, { method, ...(headers ? { headers } : {}), ...(typeof body === 'string' ? { body } : {}) });
          const text = await response.text();
          if (url.endsWith(lose)) return { status: 502, body: '<h1>Bad gateway</h1>' };
          return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
        },
        { settings: { baseUrl: twin.url, accessToken: TOKEN, ...PAYS, ...settings }, now: () => new Date() },
      ),
      // The merchant keeps keys: they must differ from call to call.
      random: () => randomUUID(),
    }),
    order: async (call, ids = ['lamp_1']) => {
      const lines = ids.map(externalId => ({ externalId, quantity: 1 }));
      const [quote] = (await acp.capabilities.quotes?.getQuotes([{ lines, destination: ADDRESS }], call)) ?? [];
      if (!quote || isRefusal(quote)) throw new Error(`no quote: ${quote?.message}`);
      return toOrder(quote);
    },
    place: (call, request) =>
      orders.place(
        request,
        {
          key: 'order-key-1',
          note,
          remember: text => {
            note = text;
            return Promise.resolve();
          },
        },
        call,
      ),
  };
}

function toOrder(quote: Quote): OrderRequest {
  return {
    lines: quote.lines.map(({ externalId, quantity, title }) => ({ externalId, quantity, title, options: [] })),
    contact: { name: 'Erika Muster', phone: '+49 228 123', email: 'erika@shop.test' },
    address: ADDRESS,
    quote,
  };
}
