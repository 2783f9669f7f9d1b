const MOST_CALLS = 100;
const WINDOW_MS = 5 * 60_000;

interface NotedCall {
  readonly at: number;
  readonly isFailure: boolean;
  readonly elapsedMs: number;
}

/** How the last calls went: at most a hundred, none older than five minutes. */
export class Health {
  #calls: NotedCall[] = [];
  #isDown = false;
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  note(isFailure: boolean, elapsedMs: number): void {
    this.#calls.push({ at: this.#nowMs(), isFailure, elapsedMs });
    if (this.#calls.length > MOST_CALLS) this.#calls.shift();
    if (!isFailure) this.#isDown = false;
  }

  /** A failed health check counts until anything succeeds. */
  noteFailedCheck(): void {
    this.#isDown = true;
  }

  /** The last health check failed, or most calls do and the last one did. */
  get isDown(): boolean {
    return this.#isDown || (this.errorRate >= 0.5 && (this.#recent().at(-1)?.isFailure ?? false));
  }

  /** Share of failed calls, 0 to 1; 0 when there was none. */
  get errorRate(): number {
    const calls = this.#recent();
    return calls.length === 0 ? 0 : calls.filter(call => call.isFailure).length / calls.length;
  }

  get p95Ms(): number | null {
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
