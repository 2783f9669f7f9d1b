import { readFileSync } from 'node:fs';
import { parseLosslessJson, type WireRecord } from '@onebasket/adapter-sdk';

/** A recorded file as an adapter reads answers: numbers lossless. */
export function fixture(name: string): WireRecord {
  const text = readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');
  return parseLosslessJson(text) as WireRecord;
}
