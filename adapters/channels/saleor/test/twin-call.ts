import type { Attempt, NativeOrders, OrderRequest, PlacedOrder, Quote, QuoteRequest } from '@onebasket/adapter-sdk';
import { makeCall, type FakeCall } from '@onebasket/adapter-testkit';
import { isRefusal, type Refusal } from '@onebasket/core';
import type { SaleorTwin } from '@onebasket/twin-saleor';
import { saleor } from '../src/index.ts';

/** The twin's clock and the adapter's. */
export const NOW = new Date('2026-11-25T10:00:00Z');
export const BERLIN = { country: 'DE', city: 'Berlin', postalCode: '10115', line1: 'Invalidenstraße 1' };

/** A call whose requests reach the twin over the wire; `before` sees each document first. */
export function callTo(twin: SaleorTwin, settings: object = {}, before: (document: string) => void = () => {}, now = () => NOW): FakeCall {
  return makeCall(
    async ({ method, url, headers, body }) => {
      before(String(body));
      const response = await fetch(url, { method, ...(headers ? { headers } : {}), ...(typeof body === 'string' ? { body } : {}) });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    },
    { settings: { baseUrl: twin.url, channel: 'eur', ...settings }, now },
  );
}

/** Asks for a quote of these pieces by SKU. */
export async function quote(
  twin: SaleorTwin,
  pieces: Readonly<Record<string, number>>,
  call: FakeCall,
  destination: QuoteRequest['destination'] = BERLIN,
): Promise<Quote | Refusal> {
  const lines = Object.entries(pieces).map(([sku, quantity]) => ({ externalId: twin.variants[sku] ?? sku, quantity }));
  const [answer] = (await saleor.capabilities.quotes?.getQuotes([{ lines, ...(destination ? { destination } : {}) }], call)) ?? [];
  if (!answer) throw new Error('no answer');
  return answer;
}

/** Quotes, and gets ready to order what was quoted. */
export async function agreed(twin: SaleorTwin, pieces: Readonly<Record<string, number>>, call: FakeCall): Promise<OrderRequest> {
  const answer = await quote(twin, pieces, call);
  if (isRefusal(answer)) throw new Error(`refused: ${answer.reason}, ${answer.message}`);
  const lines = answer.lines.map(({ externalId, quantity, title }) => ({ externalId, quantity, title, options: [] }));
  return { lines, quote: answer, contact: { name: 'Ada Example', email: 'ada@example.com' }, address: BERLIN };
}

/** One effect's tries: what is remembered is there at the next. */
export function attempts(key = 'key-1'): { next(): Attempt; note(): string | undefined } {
  let note: string | undefined;
  return {
    note: () => note,
    next: () => ({
      key,
      note,
      remember: text => {
        note = text;
        return Promise.resolve();
      },
    }),
  };
}

export const orders = saleor.capabilities.orders as NativeOrders;

/** Places what has to be taken. */
export async function placed(
  twin: SaleorTwin,
  pieces: Readonly<Record<string, number>>,
  call: FakeCall,
  key = 'key-1',
): Promise<PlacedOrder> {
  const answer = await orders.place(await agreed(twin, pieces, call), attempts(key).next(), call);
  if (isRefusal(answer)) throw new Error(`refused: ${answer.reason}, ${answer.message}`);
  return answer;
}

/** What people at the shop do, as its app. */
export async function asApp(twin: SaleorTwin, query: string, variables: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer TOKEN-adapter' };
  const response = await fetch(`${twin.url}/graphql/`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return ((await response.json()) as { readonly data: unknown }).data;
}
