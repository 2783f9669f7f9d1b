import type { BudgetReading } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';

const MAX_AT_ONCE = 32;

/** What a vendor grants one account: a token bucket shared by all calls of the connection, and a cap on calls under way. Waiting ends with the caller's deadline. */
export class Budget {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #refilledAt = performance.now();
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = Math.max(1, burst);
    this.#tokens = this.#burst;
  }

  /** Share of the bucket that is left, 0 to 1. */
  get left(): number {
    this.#refill();
    return Math.max(0, Math.min(1, this.#tokens / this.#burst));
  }

  /** The vendor's own count beats ours. */
  note({ left }: BudgetReading): void {
    this.#refill();
    if (left !== undefined) this.#tokens = Math.min(this.#tokens, left);
  }

  /** Resolves when the call may go out; give the place back with `done`. Rejects `rate-limited` when its turn would come after the deadline. */
  async take(signal: AbortSignal, deadlineAt: number): Promise<() => void> {
    if (signal.aborted || performance.now() >= deadlineAt) throw notSent();
    this.#refill();
    this.#tokens -= 1;
    const waitMs = this.#tokens >= 0 ? 0 : (-this.#tokens / this.#perSecond) * 1000;
    if (waitMs > 0 && performance.now() + waitMs > deadlineAt) {
      this.#tokens += 1;
      throw new AdapterError('rate-limited', {
        outcome: 'not-done',
        message: 'the request budget of this account is used up for now',
        retryAfterMs: Math.ceil(waitMs),
      });
    }
    try {
      if (waitMs > 0) await sleep(waitMs, signal);
      await this.#enter(signal);
    } catch (error) {
      this.#tokens += 1;
      throw error;
    }
    return () => this.#leave();
  }

  /** Waits for a place among the calls under way; who leaves the queue takes no place. */
  async #enter(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw notSent();
    if (this.#underWay < MAX_AT_ONCE) {
      this.#underWay++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(goOn), 1);
        reject(notSent());
      };
      const goOn = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(goOn);
    });
  }

  /** The place goes straight to the next in the queue, so that nobody slips in between. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#underWay--;
  }

  #refill(): void {
    const now = performance.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#refilledAt) / 1000) * this.#perSecond);
    this.#refilledAt = now;
  }
}

/** Waits; rejects with a timeout that was certainly not sent when the signal comes first. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(notSent());
    };
    if (signal.aborted) return leave();
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, ms);
    signal.addEventListener('abort', leave, { once: true });
  });
}

function notSent(): AdapterError {
  return new AdapterError('timeout', { outcome: 'not-done', message: 'the deadline passed before the request was sent' });
}
