import type { RegisteredConnection } from '@onebasket/adapter-registry';
import { AdapterError, instant, type Clock } from '@onebasket/core';
import type { Log } from '@onebasket/runtime';
import { listingId } from '../listing/listing-doc.ts';
import { toListingDoc } from '../listing/to-listing-doc.ts';
import type { Catalogue } from '../product/catalogue.ts';
import { fold } from '../text/fold.ts';

export type LiveOutcome =
  | { readonly status: 'ANSWERED' | 'CACHED'; readonly listingIds: readonly string[]; readonly elapsedMs: number }
  | { readonly status: 'TIMED_OUT' | 'FAILED'; readonly error: AdapterError; readonly elapsedMs: number };

interface Kept {
  readonly listingIds: readonly string[];
  readonly at: number;
}

const FIRST = 50;
const KEPT_ANSWERS = 1_000;
/** A late answer is still taken in, for the next search; after this it is given up. */
const LATE_MS = 15_000;

/** Asks channels that have no feed at query time, takes their answers into the catalogue, and remembers for a while what they said to which words. */
export class LiveSearch {
  private readonly kept = new Map<string, Kept>();
  private readonly underWay = new Map<string, Promise<readonly string[]>>();
  private readonly deps: { readonly catalogue: Catalogue; readonly clock: Clock; readonly log: Log };

  constructor(deps: { readonly catalogue: Catalogue; readonly clock: Clock; readonly log: Log }) {
    this.deps = deps;
  }

  /** Never rejects. One question under way per channel and text serves everyone who asks it. */
  async ask(
    channel: RegisteredConnection,
    text: string,
    options: { readonly deadlineMs: number; readonly maxAgeMs: number },
  ): Promise<LiveOutcome> {
    const started = performance.now();
    const elapsed = (): number => Math.round(performance.now() - started);
    const key = JSON.stringify([channel.id, fold(text).trim()]);
    const kept = this.kept.get(key);
    if (kept && this.deps.clock.now().getTime() - kept.at <= options.maxAgeMs)
      return { status: 'CACHED', listingIds: kept.listingIds, elapsedMs: elapsed() };

    const asked = this.underWay.get(key) ?? this.question(channel, text, key);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>(resolve => {
      timer = setTimeout(resolve, options.deadlineMs, 'late');
    });
    try {
      const answer = await Promise.race([asked, late]);
      if (answer !== 'late') return { status: 'ANSWERED', listingIds: answer, elapsedMs: elapsed() };
      return {
        status: 'TIMED_OUT',
        error: new AdapterError('timeout', { outcome: 'not-done', message: `${channel.id}: no answer within ${options.deadlineMs} ms` }),
        elapsedMs: elapsed(),
      };
    } catch (error) {
      const failure =
        error instanceof AdapterError
          ? error
          : new AdapterError('invalid-response', {
              outcome: 'not-done',
              message: `${channel.id}: its answer could not be taken in`,
              cause: error,
            });
      return { status: failure.code === 'timeout' ? 'TIMED_OUT' : 'FAILED', error: failure, elapsedMs: elapsed() };
    } finally {
      clearTimeout(timer);
    }
  }

  private question(channel: RegisteredConnection, text: string, key: string): Promise<readonly string[]> {
    const asked = this.put(channel, text, key).finally(() => this.underWay.delete(key));
    this.underWay.set(key, asked);
    asked.catch((error: unknown) => this.deps.log.debug('live search failed', { channel: channel.id, error: String(error) }));
    return asked;
  }

  private async put(channel: RegisteredConnection, text: string, key: string): Promise<readonly string[]> {
    const page = await channel.run('search', (search, call) => search.search({ text, first: FIRST }, call), { deadlineMs: LATE_MS });
    const now = this.deps.clock.now();
    await this.deps.catalogue.take(page.items.map(item => toListingDoc(channel.id, item, { at: instant(now), source: 'LIVE' })));
    const listingIds = page.items.map(item => listingId(channel.id, item.externalId));
    if (this.kept.size >= KEPT_ANSWERS) this.kept.delete(this.kept.keys().next().value as string);
    this.kept.set(key, { listingIds, at: now.getTime() });
    return listingIds;
  }
}
