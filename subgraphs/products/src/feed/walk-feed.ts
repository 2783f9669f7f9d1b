import type { RegisteredConnection } from '@onebasket/adapter-registry';
import { AdapterError, instant, type Clock } from '@onebasket/core';
import type { Log } from '@onebasket/runtime';
import { toListingDoc } from '../listing/to-listing-doc.ts';
import type { Catalogue } from '../product/catalogue.ts';
import type { FeedDoc } from './feed-doc.ts';
import type { FeedStates } from './feed-state.ts';

export interface WalkDeps {
  readonly catalogue: Catalogue;
  readonly states: FeedStates;
  readonly clock: Clock;
  readonly log: Log;
}

const PAGE_DEADLINE_MS = 60_000;

/**
 * Reads everything that a channel's feed has to say since the stored cursor, page by page: each page is taken in, then its cursor is stored.
 * While another process reads this feed there is nothing to do. Rejects with `AdapterError` when a page does not come; what came before it stays.
 */
export async function walkFeed(
  channel: RegisteredConnection,
  { catalogue, states, clock, log }: WalkDeps,
  signal: AbortSignal,
): Promise<void> {
  const mine = await states.acquire(channel.id);
  if (!mine) return;
  try {
    await walkFrom(mine, channel, { catalogue, states, clock, log }, signal);
  } finally {
    await states.release(channel.id);
  }
}

async function walkFrom(
  start: FeedDoc,
  channel: RegisteredConnection,
  { catalogue, states, clock, log }: WalkDeps,
  signal: AbortSignal,
): Promise<void> {
  let { cursor, complete } = start;
  for (let more = true; more && !signal.aborted;) {
    const page = await channel.run('feed', (feed, call) => feed.pull(cursor, call), { signal, deadlineMs: PAGE_DEADLINE_MS });
    if (page.more && page.cursor === cursor) {
      throw new AdapterError('invalid-response', {
        outcome: 'not-done',
        message: `${channel.id}: its feed goes round in circles (the same page follows itself)`,
      });
    }
    const currency = page.listings.find(listing => listing.price)?.price?.currency;
    if (currency && channel.describe().currency === null) channel.noteCurrency(currency);
    const observed = { at: instant(clock.now()), source: 'FEED' as const };
    await catalogue.take(page.listings.map(listing => toListingDoc(channel.id, listing, observed)));
    await catalogue.markGone(channel.id, page.gone, observed.at);
    const state = await states.pageStored(channel.id, page);
    if (!complete)
      log.info('feed: listings taken in', {
        channel: channel.id,
        received: state.received,
        ...(page.total === undefined ? {} : { total: page.total }),
        done: state.complete,
      });
    else if (page.listings.length + page.gone.length > 0)
      log.info('feed: changes taken in', { channel: channel.id, changed: page.listings.length, gone: page.gone.length });
    if (!complete && state.complete) await catalogue.matchSingles();
    ({ cursor, complete } = state);
    ({ more } = page);
  }
}
