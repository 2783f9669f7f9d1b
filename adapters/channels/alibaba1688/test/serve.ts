import type { Attempt, NativeOrders, OrderRequest, PlacedOrder, Quote } from '@onebasket/adapter-sdk';
import { isRefusal, type Refusal } from '@onebasket/core';
import { makeCall, type FakeCall, type FakeCallOptions } from '@onebasket/adapter-testkit';
import { offer, startAlibaba1688Twin, type Alibaba1688Twin, type Alibaba1688TwinOptions } from '@onebasket/twin-alibaba1688';
import { alibaba1688 } from '../src/index.ts';

export const ACCOUNT = { appKey: '1234567', appSecret: 'demo-secret-0001', accessToken: 'tok-1' };
export const WHITE = '610000000001-white';
export const BLACK = '610000000001-black';
/** From ten pieces on, in lots of five. */
export const LOTS = '610000000002';
/** Its only variant goes by the offer's own id as well. */
export const SINGLE = '610000000003';
export const STRANGER = '610000000004';

export const destination = { country: 'CN', region: '浙江省', city: '杭州市' };
export const address = { ...destination, district: '滨江区', line1: '网商路699号' };

export function startShop(options: Alibaba1688TwinOptions = {}): Promise<Alibaba1688Twin> {
  const sku = (specId: string, skuId: number) => ({ specId, skuId, attributes: { 颜色: specId }, stock: 500 });
  return startAlibaba1688Twin({
    ...ACCOUNT,
    offers: [
      offer({
        offerId: 610_000_000_001,
        subject: '保温杯',
        skus: [sku('white', 1), sku('black', 2)],
        tiers: [
          { from: 1, price: 1800 },
          { from: 10, price: 1650 },
        ],
      }),
      offer({
        offerId: 610_000_000_002,
        subject: '毛巾',
        minOrderQuantity: 10,
        batchNumber: 5,
        tiers: [
          { from: 10, price: 350 },
          { from: 100, price: 299 },
        ],
      }),
      offer({ offerId: 610_000_000_003, subject: '雨伞', skus: [sku('only', 3)] }),
      offer({ offerId: 610_000_000_004, subject: '台灯', sellerOpenId: 'seller-b' }),
    ],
    ...options,
  });
}

/** A call that goes to the twin over the network. */
export function callTo(twin: Alibaba1688Twin, settings: object = {}, more: Omit<FakeCallOptions, 'settings'> = {}): FakeCall {
  return makeCall(
    async ({ url, headers, body }) => {
      const response = await fetch(url, { method: 'POST', headers: { ...headers }, body: String(body) });
      return { status: response.status, body: await response.text() };
    },
    { ...more, settings: { ...ACCOUNT, baseUrl: twin.url, ...settings } },
  );
}

export async function quoteOf(
  call: FakeCall,
  lines: readonly (readonly [string, number])[],
  to: object = { destination },
): Promise<Quote | Refusal> {
  const request = { lines: lines.map(([externalId, quantity]) => ({ externalId, quantity })), ...to };
  const [answer] = (await alibaba1688.capabilities.quotes?.getQuotes([request], call)) ?? [];
  if (!answer) throw new Error('no answer');
  return answer;
}

export const orders = alibaba1688.capabilities.orders as NativeOrders;

/** One buyer's try: the notes are kept as the host keeps them. */
export function attemptFor(key: string): Attempt & { readonly notes: string[] } {
  const notes: string[] = [];
  return {
    key,
    notes,
    remember: note => {
      notes.push(note);
      return Promise.resolve();
    },
  };
}

export function requestFor(quote: Quote | Refusal): OrderRequest {
  if (isRefusal(quote)) throw new Error(quote.message);
  return {
    lines: quote.lines.map(({ externalId, quantity, title }) => ({ externalId, quantity, title, options: [] })),
    contact: { name: '王小明', phone: '+86 138 0000 0000' },
    address,
    quote,
  };
}

/** Quotes and places; the order as it was made. */
export async function order(call: FakeCall, lines: readonly (readonly [string, number])[], key = 'key-1'): Promise<PlacedOrder> {
  const placed = await orders.place(requestFor(await quoteOf(call, lines)), attemptFor(key), call);
  if (isRefusal(placed)) throw new Error(placed.message);
  return placed;
}

/** Names of the APIs that a call has asked, in order. */
export function asked(call: FakeCall): readonly string[] {
  return call.sent.map(({ path }) => path.split('/').at(-2) ?? '');
}
