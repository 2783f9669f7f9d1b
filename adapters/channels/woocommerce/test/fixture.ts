import { readFileSync } from 'node:fs';
import type { Handler } from './make-call.ts';

export interface Exchange {
  readonly name: string;
  readonly request: { readonly method: string; readonly path: string; readonly body?: Record<string, unknown> };
  readonly response: { readonly status: number; readonly body: unknown };
}

/** Exchanges with a real WooCommerce 9.2.5, scrubbed. */
export function recorded(file: string): readonly Exchange[] {
  return JSON.parse(readFileSync(new URL(`./fixtures/${file}.json`, import.meta.url), 'utf8')) as Exchange[];
}

export function exchange(file: string, name: string): Exchange {
  const found = recorded(file).find(one => one.name === name);
  if (!found) throw new Error(`no exchange ${name} in ${file}`);
  return found;
}

/** Answers the recorded settings routes of the shop: Germany, EUR, 19 % inside the prices, flat rate 4.90 (14.90 elsewhere). */
export function answerSettings(overrides: Readonly<Record<string, string>> = {}): Handler {
  const bodies = new Map(recorded('shop-settings').map(({ request, response }) => [request.path.split('?')[0], response.body]));
  return ({ path }) => {
    const body = bodies.get(path);
    if (body === undefined) return { status: 404, body: { code: 'rest_no_route', message: 'No route', data: { status: 404 } } };
    const isGroup = /\/settings\/\w+$/.test(path);
    return {
      body: isGroup ? (body as { id: string; value: string }[]).map(row => ({ ...row, value: overrides[row.id] ?? row.value })) : body,
    };
  };
}
