import { readFileSync } from 'node:fs';
import type { HttpClient, HttpRequest } from '@onebasket/adapter-sdk';
import type { Wire } from '../src/wire.ts';
import { httpResponse } from './direct-call.ts';

/** One request and its answer, as they went over the wire; the request only by its label. */
export interface Exchange {
  readonly label: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The exchanges of a recorded scenario; see record-fixtures.ts. */
export function recorded(scenario: string): readonly Exchange[] {
  return JSON.parse(readFileSync(new URL(`./fixtures/${scenario}.json`, import.meta.url), 'utf8')) as Exchange[];
}

/** The products that `products.json` holds, as the shop sends them. */
export function recordedProducts(): readonly Wire[] {
  const [exchange] = recorded('products');
  return (exchange as { body: { data: { products: { items: Wire[] } } } }).body.data.products.items;
}

export interface Replay extends HttpClient {
  readonly sent: readonly HttpRequest[];
}

/** Plays exchanges back in their order; a request that was not recorded next is a mistake of the test. */
export function replay(exchanges: readonly Exchange[]): Replay {
  const sent: HttpRequest[] = [];
  return {
    sent,
    async request(request) {
      const next = exchanges[sent.length];
      if (next === undefined || next.label !== request.label)
        throw new Error(`${request.label} was sent where ${next?.label ?? 'nothing'} was recorded`);
      sent.push(request);
      return httpResponse(next.status, next.headers, typeof next.body === 'string' ? next.body : JSON.stringify(next.body));
    },
  };
}
