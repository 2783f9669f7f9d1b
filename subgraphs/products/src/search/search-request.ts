import type { Registry } from '@onebasket/adapter-registry';
import type { QuerySearchArgs, SearchFilter } from '@onebasket/schema/resolvers/products';
import { GraphQLError } from 'graphql';
import type { IndexFilter, PlaceInAnswer, SearchSort } from './index-port.ts';
import { readCursor, queryKey } from './cursor.ts';

export interface SearchRequest {
  readonly text: string;
  readonly filter: IndexFilter;
  readonly sort: SearchSort;
  readonly first: number;
  readonly after: PlaceInAnswer | undefined;
  readonly channelIds: readonly string[];
  readonly deadlineMs: number;
  readonly maxAgeMs: number;
  /** Same for every page of one search. */
  readonly key: string;
}

const LONGEST_DEADLINE_MS = 30_000;
const DEFAULT_MAX_AGE_MS = 60_000;

/** Checks and completes the arguments of `search`. Throws `BAD_USER_INPUT` naming the argument. */
export function readSearchRequest(args: QuerySearchArgs, registry: Registry): SearchRequest {
  const first = readFirst(args.first ?? 20);
  for (const [name, value] of [
    ['deadlineMs', args.deadlineMs],
    ['maxAgeMs', args.maxAgeMs],
  ] as const) {
    if (value != null && value < 0) throw badInput(`${name} must not be negative; got ${value}`, [name]);
  }
  const channelIds = args.channels ? [...new Set(args.channels)] : registry.channels().map(channel => channel.id);
  for (const id of channelIds)
    if (!registry.channel(id)) throw badInput(`there is no channel ${JSON.stringify(id.slice(0, 60))}`, ['channels']);
  const filter = readFilter(args.filter ?? {});
  const sort = args.sort ?? 'RELEVANCE';
  const key = queryKey({ text: args.query, filter, sort, channelIds });
  return {
    text: args.query,
    filter,
    sort,
    first,
    after: args.after == null ? undefined : readCursor(args.after, key),
    channelIds,
    deadlineMs: Math.min(args.deadlineMs ?? 2_000, LONGEST_DEADLINE_MS),
    maxAgeMs: args.maxAgeMs ?? DEFAULT_MAX_AGE_MS,
    key,
  };
}

/** A page size of 1 to 100; anything else is refused, not clamped. */
export function readFirst(first: number, most = 100): number {
  if (first < 1 || first > most) throw badInput(`first must be 1 to ${most}; got ${first}`, ['first']);
  return first;
}

export function badInput(message: string, path: readonly (string | number)[]): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument: path.join('.') } });
}

function readFilter(filter: SearchFilter): IndexFilter {
  const { minPrice, maxPrice } = filter;
  for (const [name, value] of [
    ['minPrice', minPrice],
    ['maxPrice', maxPrice],
  ] as const) {
    if (value?.startsWith('-')) throw badInput(`${name} must not be negative; got ${value}`, ['filter', name]);
  }
  return {
    minPrice: minPrice ?? undefined,
    maxPrice: maxPrice ?? undefined,
    currency: filter.currency ?? undefined,
    // An empty list asks for nothing in particular.
    brands: filter.brands?.length ? filter.brands : undefined,
    category: filter.category ?? undefined,
    availability: filter.availability?.length ? filter.availability : undefined,
    attributes: filter.attributes?.length
      ? filter.attributes.map(({ name, equals, min, max, unit }) => ({
          name,
          equals: equals ?? undefined,
          min: min ?? undefined,
          max: max ?? undefined,
          unit: unit ?? undefined,
        }))
      : undefined,
  };
}
