import { createHash } from 'node:crypto';
import { canonicalJson } from '@onebasket/core';
import { GraphQLError } from 'graphql';
import type { PlaceInAnswer } from './index-port.ts';

/** One text for all that decides which products a search finds and in which order. */
export function queryKey(query: unknown): string {
  return createHash('sha256').update(canonicalJson(query)).digest('base64url').slice(0, 16);
}

export function writeCursor(place: PlaceInAnswer, key: string): string {
  return Buffer.from(JSON.stringify([key, place.answerId, place.position, place.productId])).toString('base64url');
}

/** Throws `BAD_USER_INPUT` for anything that `writeCursor` did not make, or made for another search. */
export function readCursor(cursor: string, key: string): PlaceInAnswer {
  const parts = parse(cursor);
  if (!parts) throw refuse('after is not a cursor of a search');
  const [forKey, answerId, position, productId] = parts;
  if (forKey !== key)
    throw refuse('after belongs to another search: query, filter, sort and channels must stay the same from page to page');
  return { answerId, position, productId };
}

function parse(cursor: string): [string, string, number, string] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || value.length !== 4) return undefined;
  const [key, answerId, position, productId] = value as unknown[];
  if (typeof key !== 'string' || typeof answerId !== 'string' || typeof productId !== 'string') return undefined;
  return Number.isSafeInteger(position) && (position as number) >= 0 ? [key, answerId, position as number, productId] : undefined;
}

function refuse(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } });
}
