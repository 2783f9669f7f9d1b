/** More messages in a second than any adapter has to say. */
const MOST_MESSAGES_PER_SECOND = 5_000;
const BYTES_PER_SECOND = 32 * 1024 * 1024;
const MOST_BYTES_AT_ONCE = 32 * 1024 * 1024;
/** Time of ours that reading may take: three tenths, and a second at once. */
const READING_SHARE = 0.3;
const MOST_READING_MS = 1_000;

/**
 * How much a process may say. Bytes beyond it, and what takes too long to read, wait in the pipe, where they cost nobody anything; messages beyond it are a
 * flood.
 */
export class Flow {
  #bytes = MOST_BYTES_AT_ONCE;
  #readingMs = MOST_READING_MS;
  #messages = MOST_MESSAGES_PER_SECOND;
  #at = performance.now();

  /** Notes what was read and how long that took; tells how long to wait before more is read. */
  noteRead(bytes: number, tookMs: number): number {
    this.#refill();
    this.#bytes -= bytes;
    this.#readingMs -= tookMs;
    return Math.max(0, (-this.#bytes / BYTES_PER_SECOND) * 1000, -this.#readingMs / READING_SHARE);
  }

  /** False for a message too many. */
  noteMessage(): boolean {
    this.#refill();
    this.#messages -= 1;
    return this.#messages >= 0;
  }

  #refill(): void {
    const now = performance.now();
    const seconds = (now - this.#at) / 1000;
    this.#at = now;
    this.#bytes = Math.min(MOST_BYTES_AT_ONCE, this.#bytes + seconds * BYTES_PER_SECOND);
    this.#readingMs = Math.min(MOST_READING_MS, this.#readingMs + seconds * 1000 * READING_SHARE);
    this.#messages = Math.min(MOST_MESSAGES_PER_SECOND, this.#messages + seconds * MOST_MESSAGES_PER_SECOND);
  }
}
