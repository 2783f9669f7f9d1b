const MOST_CALLS = 100;
const WINDOW_MS = 5 * 60_000;

interface NotedCall {
  readonly at: number;
  readonly isFailure: boolean;
  readonly elapsedMs: number;
}

/** What one replica tells the others about a connection. */
export interface HealthNews {
  readonly calls: number;
  readonly failures: number;
  readonly p95Ms: number | null;
  /** For how much longer its circuits stay open; 0 = closed. */
  readonly openForMs: { readonly read: number; readonly write: number };
}

/** News of a replica that says nothing more is soon old. */
const NEWS_LAST_MS = 15_000;

/** How the last calls went, here (at most a hundred, none older than five minutes) and, as they tell, in the other replicas. */
export class Health {
  #calls: NotedCall[] = [];
  #lastSuccessAt = -Infinity;
  readonly #news = new Map<string, { readonly at: number; readonly news: HealthNews }>();
  #isDown = false;
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  note(isFailure: boolean, elapsedMs: number): void {
    this.#calls.push({ at: this.#nowMs(), isFailure, elapsedMs });
    if (this.#calls.length > MOST_CALLS) this.#calls.shift();
    if (isFailure) return;
    this.#isDown = false;
    this.#lastSuccessAt = this.#nowMs();
  }

  /** What this replica has to tell. */
  newsOf(openForMs: HealthNews['openForMs']): HealthNews {
    const calls = this.#recent();
    return { calls: calls.length, failures: calls.filter(call => call.isFailure).length, p95Ms: this.#ownP95(), openForMs };
  }

  hear(replica: string, news: HealthNews): void {
    this.#news.set(replica, { at: this.#nowMs(), news });
  }

  /**
   * For how much longer another replica's open circuit holds here too. Not for a replica that had an answer of its own since: the other may be
   * cut off from the vendor, and must not cut off everybody.
   */
  heardOpenForMs(kind: 'read' | 'write'): number {
    const now = this.#nowMs();
    const untils = [...this.#news.values()].filter(({ at }) => at > this.#lastSuccessAt).map(({ at, news }) => at + news.openForMs[kind]);
    return Math.max(0, ...untils.map(until => until - now));
  }

  /** A failed health check counts until anything succeeds. */
  noteFailedCheck(): void {
    this.#isDown = true;
  }

  /** The last health check failed, or most calls do and the last one did. */
  get isDown(): boolean {
    return this.#isDown || (this.errorRate >= 0.5 && (this.#recent().at(-1)?.isFailure ?? false));
  }

  /** Share of failed calls over all replicas, 0 to 1; 0 when there was none. */
  get errorRate(): number {
    const own = this.newsOf({ read: 0, write: 0 });
    const all = [own, ...this.#freshNews()];
    const calls = all.reduce((sum, news) => sum + news.calls, 0);
    return calls === 0 ? 0 : all.reduce((sum, news) => sum + news.failures, 0) / calls;
  }

  /** Of the slowest replica. */
  get p95Ms(): number | null {
    const known = [this.#ownP95(), ...this.#freshNews().map(news => news.p95Ms)].filter(ms => ms !== null);
    return known.length === 0 ? null : Math.max(...known);
  }

  #freshNews(): readonly HealthNews[] {
    const since = this.#nowMs() - NEWS_LAST_MS;
    for (const [replica, { at }] of this.#news) if (at < since) this.#news.delete(replica);
    return [...this.#news.values()].map(({ news }) => news);
  }

  #ownP95(): number | null {
    const sorted = this.#recent()
      .map(call => call.elapsedMs)
      .sort((a, b) => a - b);
    const at = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))];
    return at === undefined ? null : Math.round(at);
  }

  #recent(): readonly NotedCall[] {
    const since = this.#nowMs() - WINDOW_MS;
    this.#calls = this.#calls.filter(call => call.at >= since);
    return this.#calls;
  }
}
