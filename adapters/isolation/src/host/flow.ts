/** More messages in a second than any adapter has to say. */
const MOST_MESSAGES_PER_SECOND = 5_000;
const BYTES_PER_SECOND = 32 * 1024 * 1024;
const MOST_BYTES_AT_ONCE = 32 * 1024 * 1024;

/** How much a process may say. Bytes beyond it wait in the pipe, where they cost nobody anything; messages beyond it are a flood. */
export class Flow {
  #bytes = MOST_BYTES_AT_ONCE;
  #messages = MOST_MESSAGES_PER_SECOND;
  #at = performance.now();

  /** Notes what was read; tells how long to wait before more is read. */
  noteBytes(count: number): number {
    this.#refill();
    this.#bytes -= count;
    return this.#bytes >= 0 ? 0 : (-this.#bytes / BYTES_PER_SECOND) * 1000;
  }

  /** False for a message too many. */
  noteMessage(): boolean {
    this.#refill();
    this.#messages -= 1;
    return this.#messages >= 0;
  }

  #refill(): void {
    const seconds = (performance.now() - this.#at) / 1000;
    this.#at += seconds * 1000;
    this.#bytes = Math.min(MOST_BYTES_AT_ONCE, this.#bytes + seconds * BYTES_PER_SECOND);
    this.#messages = Math.min(MOST_MESSAGES_PER_SECOND, this.#messages + seconds * MOST_MESSAGES_PER_SECOND);
  }
}
