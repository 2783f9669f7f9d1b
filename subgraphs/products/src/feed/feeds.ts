import { setTimeout as sleep } from 'node:timers/promises';
import type { RegisteredConnection } from '@onebasket/adapter-registry';
import { AdapterError } from '@onebasket/core';
import { walkFeed, type WalkDeps } from './walk-feed.ts';

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;
const PAUSED_LOOK_MS = 1_000;

export interface FeedsDeps extends WalkDeps {
  readonly channels: readonly RegisteredConnection[];
  readonly intervalMs: number;
}

/** Keeps the listings of every channel with a feed fresh, each channel in a loop of its own: one that fails backs off and holds up no other. */
export class Feeds {
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[] = [];
  private readonly deps: FeedsDeps;

  constructor(deps: FeedsDeps) {
    this.deps = deps;
  }

  start(): void {
    for (const channel of this.deps.channels) if (channel.has('feed')) this.loops.push(this.keepFresh(channel));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  private async keepFresh(channel: RegisteredConnection): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted;) {
      const failure = channel.paused ? undefined : await this.walkOnce(channel);
      failures = failure ? failures + 1 : 0;
      const waitMs = failure ? backoffMs(failures, failure) : channel.paused ? PAUSED_LOOK_MS : this.deps.intervalMs;
      if (failure)
        this.deps.log.warn('feed: failed, will be tried again', {
          channel: channel.id,
          code: failure.code,
          reason: failure.message,
          waitMs,
        });
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** The failure, when the walk did not reach its end. */
  private async walkOnce(channel: RegisteredConnection): Promise<AdapterError | undefined> {
    const { log, states } = this.deps;
    try {
      await walkFeed(channel, this.deps, this.stopping.signal);
      return undefined;
    } catch (error) {
      if (this.stopping.signal.aborted) return undefined;
      const failure =
        error instanceof AdapterError
          ? error
          : new AdapterError('invalid-response', {
              outcome: 'not-done',
              message: `${channel.id}: its feed could not be taken in`,
              cause: error,
            });
      if (failure !== error)
        log.error('feed: defect', { channel: channel.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      await states
        .failed(channel.id, failure)
        .catch((lost: unknown) => log.error('feed: failure could not be stored', { channel: channel.id, error: String(lost) }));
      return failure;
    }
  }
}

function backoffMs(failures: number, failure: AdapterError): number {
  return Math.max(failure.retryAfterMs ?? 0, Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 10)));
}
