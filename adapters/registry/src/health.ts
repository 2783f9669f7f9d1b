const WINDOW = 100;

/** How the last hundred calls went. */
export class Health {
  readonly #calls: { readonly isFailure: boolean; readonly elapsedMs: number }[] = [];

  note(isFailure: boolean, elapsedMs: number): void {
    this.#calls.push({ isFailure, elapsedMs });
    if (this.#calls.length > WINDOW) this.#calls.shift();
  }

  /** Share of failed calls, 0 to 1; 0 when there was none. */
  get errorRate(): number {
    return this.#calls.length === 0 ? 0 : this.#calls.filter(call => call.isFailure).length / this.#calls.length;
  }

  get p95Ms(): number | null {
    if (this.#calls.length === 0) return null;
    const sorted = this.#calls.map(call => call.elapsedMs).sort((a, b) => a - b);
    return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] as number);
  }

  get lastFailed(): boolean {
    return this.#calls.at(-1)?.isFailure ?? false;
  }
}
