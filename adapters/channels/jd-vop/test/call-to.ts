import { makeCall, type FakeCall } from '@onebasket/adapter-testkit';
import { isRefusal } from '@onebasket/core';
import type { OrderRequest, PlacedOrder } from '@onebasket/adapter-sdk';
import { getQuotes } from '../src/quotes.ts';
import { place } from '../src/place-order.ts';

export const ADDRESS = { country: 'CN', region: '北京', city: '朝阳区', district: '三环以内', line1: '科创十一街18号' };

/** A call whose requests go to a running server as they are. */
export function callTo(settings: Readonly<Record<string, unknown>>, now?: () => Date): FakeCall {
  return makeCall(
    async ({ url, method, headers, body }) => {
      const response = await fetch(url, { method, headers: { ...headers }, body: String(body) });
      return { status: response.status, body: await response.text() };
    },
    { settings, ...(now ? { now } : {}) },
  );
}

/** Quoted live and ready to be ordered. */
export async function agreed(call: FakeCall, lines: readonly { externalId: string; quantity: number }[]): Promise<OrderRequest> {
  const [quote] = await getQuotes([{ lines, destination: ADDRESS }], call);
  if (!quote || isRefusal(quote)) throw new Error(`no quote: ${quote?.message}`);
  return {
    lines: quote.lines.map(({ externalId, quantity, title }) => ({ externalId, quantity, title, options: [] })),
    contact: { name: '王小明', phone: '+86 138 0000 0000' },
    address: ADDRESS,
    quote,
  };
}

export async function placed(
  call: FakeCall,
  lines: readonly { externalId: string; quantity: number }[],
  key: string,
): Promise<PlacedOrder> {
  const order = await place(await agreed(call, lines), { key, remember: () => Promise.resolve() }, call);
  if (isRefusal(order)) throw new Error(`refused: ${order.message}`);
  return order;
}
