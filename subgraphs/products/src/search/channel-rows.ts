import type { RegisteredConnection } from '@onebasket/adapter-registry';
import type { AdapterErrorCode } from '@onebasket/core';
import type { FeedDoc } from '../feed/feed-doc.ts';
import type { LiveOutcome } from './live-search.ts';

/** The graph's `ChannelAnswer`; the channel is resolved from its id. */
export interface ChannelRow {
  readonly channelId: string;
  readonly status: 'ANSWERED' | 'CACHED' | 'TIMED_OUT' | 'FAILED' | 'SKIPPED';
  readonly count: number;
  readonly elapsedMs: number;
  readonly error: ChannelRowError | null;
}

export interface ChannelRowError {
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs: number | null;
}

/** What a channel contributed to an answer, and why not more. */
export function channelRow(
  channel: RegisteredConnection,
  facts: { readonly count: number; readonly elapsedMs: number; readonly feed: FeedDoc | undefined; readonly live: LiveOutcome | undefined },
): ChannelRow {
  const row = { channelId: channel.id, count: facts.count, elapsedMs: facts.elapsedMs, error: null };
  if (channel.paused) return { ...row, status: 'SKIPPED', count: 0 };
  if (facts.live) return liveRow(row, facts.live);
  if (!channel.has('feed'))
    return { ...row, status: 'SKIPPED', error: toError('unsupported', 'this channel offers neither a feed nor a search') };
  return feedRow(row, facts.feed);
}

function liveRow(row: Omit<ChannelRow, 'status'>, live: LiveOutcome): ChannelRow {
  const elapsedMs = live.elapsedMs;
  if (!('error' in live)) return { ...row, elapsedMs, status: live.status };
  return { ...row, elapsedMs, status: live.status, error: toError(live.error.code, live.error.message, live.error.retryAfterMs) };
}

function feedRow(row: Omit<ChannelRow, 'status'>, feed: FeedDoc | undefined): ChannelRow {
  const failure = feed?.failure;
  if (feed?.complete) {
    // The index still answers; that the channel itself did not, the last time it was asked, is told beside it.
    return failure
      ? { ...row, status: 'CACHED', error: toError(failure.code, failure.message, failure.retryAfterMs) }
      : { ...row, status: 'ANSWERED' };
  }
  if (failure) return { ...row, status: 'FAILED', error: toError(failure.code, failure.message, failure.retryAfterMs) };
  const progress = feed ? `${feed.received}${feed.total === undefined ? '' : ` of ${feed.total}`} listings so far` : 'nothing so far';
  return { ...row, status: 'TIMED_OUT', error: toError('timeout', `the catalogue is being read for the first time: ${progress}`) };
}

function toError(code: AdapterErrorCode, message: string, retryAfterMs?: number): ChannelRowError {
  return {
    code: code.toUpperCase().replaceAll('-', '_'),
    message,
    retryAfterMs: retryAfterMs === undefined ? null : Math.round(retryAfterMs),
  };
}
