import { readFileSync } from 'node:fs';

/** One exchange with a real WooCommerce 9.2.5. */
export interface Exchange {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly auth?: 'oauth' | 'basic' | 'query' | 'none';
    readonly tls?: boolean;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown };
}

/** The exchanges of one recording in the order asked; observations without an exchange are left out. */
export function exchangesOf(file: string): readonly Exchange[] {
  const entries = JSON.parse(readFileSync(new URL(`./fixtures/${file}.json`, import.meta.url), 'utf8')) as readonly (
    Exchange | { readonly fact: unknown }
  )[];
  return entries.filter((entry): entry is Exchange => 'response' in entry);
}

export type Json = Readonly<Record<string, unknown>>;

/** Every object in an answer. */
export function* objectsIn(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item);
  else if (typeof value === 'object' && value !== null) {
    yield value as Json;
    for (const inner of Object.values(value)) yield* objectsIn(inner);
  }
}
