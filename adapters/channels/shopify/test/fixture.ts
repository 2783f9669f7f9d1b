import { readFileSync } from 'node:fs';
import { parseLosslessJson, type WireRecord } from '@onebasket/adapter-sdk';

/** A payload of the fixtures as `HttpResponse.json()` would give it. */
export function fixture(name: 'products' | 'cart' | 'order'): WireRecord {
  return parseLosslessJson(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')) as WireRecord;
}
