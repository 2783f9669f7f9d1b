const LINES_PER_SECOND = 50;
const MOST_AT_ONCE = 200;

/** How many lines an adapter may write to the log. What is beyond is counted, and the count told. */
export class LineLimit {
  readonly #onLeftOut: (count: number) => void;
  #left = MOST_AT_ONCE;
  #at = performance.now();
  #leftOut = 0;

  constructor(onLeftOut: (count: number) => void) {
    this.#onLeftOut = onLeftOut;
  }

  take(): boolean {
    const seconds = (performance.now() - this.#at) / 1000;
    this.#at += seconds * 1000;
    this.#left = Math.min(MOST_AT_ONCE, this.#left + seconds * LINES_PER_SECOND);
    if (this.#left < 1) {
      this.#leftOut++;
      return false;
    }
    this.#left -= 1;
    if (this.#leftOut > 0) this.#onLeftOut(this.#leftOut);
    this.#leftOut = 0;
    return true;
  }
}
