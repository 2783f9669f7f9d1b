import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { QuerySearchArgs } from '@onebasket/schema/resolvers/products';
import type { FeedStates } from '../feed/feed-state.ts';
import { channelRow, type ChannelRow } from './channel-rows.ts';
import { writeCursor } from './cursor.ts';
import type { IndexFacet, SearchIndex } from './index-port.ts';
import type { LiveOutcome, LiveSearch } from './live-search.ts';
import { readSearchRequest } from './search-request.ts';

export interface SearchResult {
  readonly edges: readonly { readonly cursor: string; readonly productId: string; readonly score: number }[];
  readonly hasNextPage: boolean;
  readonly facets: readonly IndexFacet[];
  readonly channels: readonly ChannelRow[];
  readonly complete: boolean;
}

export interface SearchDeps {
  readonly registry: Registry;
  readonly index: SearchIndex;
  readonly live: LiveSearch;
  readonly states: FeedStates;
}

/** Searches every channel asked: the index for those with a feed, the channel itself for the others, within one deadline. Throws `BAD_USER_INPUT` for wrong arguments. */
export async function searchProducts(args: QuerySearchArgs, { registry, index, live, states }: SearchDeps): Promise<SearchResult> {
  const started = performance.now();
  const request = readSearchRequest(args, registry);
  const channels = request.channelIds.flatMap(id => registry.channel(id) ?? []);
  const outcomes = new Map<string, LiveOutcome>();
  // Pages after the first belong to the answer that the first one began.
  if (!request.after && request.text.trim() !== '') {
    await Promise.all(
      channels.filter(needsAsking).map(async channel => outcomes.set(channel.id, await live.ask(channel, request.text, request))),
    );
  }
  const answer = await index.search(
    {
      text: request.text,
      filter: request.filter,
      sort: request.sort,
      channels: channels.filter(channel => !channel.paused).map(channel => channel.id),
      admit: [...outcomes.values()].flatMap(outcome => ('listingIds' in outcome ? outcome.listingIds : [])),
    },
    { first: request.first, after: request.after },
  );
  const elapsedMs = Math.round(performance.now() - started);
  const rows = channels.map(channel =>
    channelRow(channel, {
      count: answer.countByChannel[channel.id] ?? 0,
      elapsedMs,
      feed: states.of(channel.id),
      live: outcomes.get(channel.id) ?? (needsAsking(channel) ? { status: 'CACHED', listingIds: [], elapsedMs } : undefined),
    }),
  );
  return {
    edges: answer.hits.map(hit => ({ cursor: writeCursor(hit.place, request.key), productId: hit.productId, score: hit.score })),
    hasNextPage: answer.hasNextPage,
    facets: answer.facets,
    channels: rows,
    complete: rows.every(row => row.status === 'ANSWERED' || (row.status === 'CACHED' && row.error === null)),
  };
}

function needsAsking(channel: RegisteredConnection): boolean {
  return !channel.has('feed') && channel.has('search') && !channel.paused;
}
