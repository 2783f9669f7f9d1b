import { setTimeout as sleep } from 'node:timers/promises';
import { instant, type Clock } from '@onebasket/core';
import type { Log } from '@onebasket/runtime';
import type { Catalogue } from '../product/catalogue.ts';

const EVERY_MS = 1_000;

/** Keeps this process's groups and index in step with what other processes store, a second or so behind. */
export class FollowOthers {
  private readonly stopping = new AbortController();
  private loop: Promise<void> | undefined;
  private readonly deps: { readonly catalogue: Catalogue; readonly clock: Clock; readonly log: Log };

  constructor(deps: { readonly catalogue: Catalogue; readonly clock: Clock; readonly log: Log }) {
    this.deps = deps;
  }

  /** To be called before the stored listings are read, so that nothing falls between. */
  start(): void {
    this.loop = this.run(instant(this.deps.clock.now()));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private async run(from: string): Promise<void> {
    const { signal } = this.stopping;
    for (let since = from; !signal.aborted;) {
      await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        since = await this.deps.catalogue.follow(since);
      } catch (error) {
        this.deps.log.warn('following other processes failed, will be tried again', { error: String(error) });
      }
    }
  }
}
