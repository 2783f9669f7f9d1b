import type { BudgetReading } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { newBucket } from './bucket.ts';
import type { Account, BudgetLedger, Taken } from './ledger.ts';
import { Places } from './places.ts';

const MAX_AT_ONCE = 32;
/** A vendor that asked for a longer pause is not waited for by reads. */
const LONGEST_READ_WAIT_MS = 1_000;

/** One connection's way to its account's budget: counted in the ledger, with a cap on calls under way. Waiting ends with the caller's deadline. */
export class Budget {
  readonly #ledger: BudgetLedger;
  readonly #account: Account;
  /** Apart, so that reads that hang never keep an order waiting. */
  readonly #places = { read: new Places(MAX_AT_ONCE), write: new Places(MAX_AT_ONCE) };
  #last: Pick<Taken, 'bucketLeft' | 'dayLeft'> = { bucketLeft: 1, dayLeft: 1 };
  #lastAt = performance.now();

  constructor(ledger: BudgetLedger, account: Account) {
    this.#ledger = ledger;
    this.#account = account;
    // A grant that makes no sense stops the start, not the first call.
    newBucket(account.grant, 0);
  }

  /** Share that is left of what is scarcer, the bucket or the day, 0 to 1: as last heard, and what has come back since. */
  get left(): number {
    const { perSecond, burst } = this.#account.grant;
    const earned = ((performance.now() - this.#lastAt) / 1000) * (perSecond / Math.max(1, burst));
    return Math.min(1, this.#last.bucketLeft + earned, this.#last.dayLeft);
  }

  /** Hands on what the vendor said; nobody waits for it. */
  note(reading: BudgetReading): void {
    void this.#ledger.note(this.#account, reading);
  }

  /** Resolves when the call may go out; give the place back with what it returns. Rejects `rate-limited` when its turn would come after the deadline. */
  async take(cost: number, effect: 'read' | 'write', signal: AbortSignal, deadlineAt: number): Promise<() => void> {
    const mostWaitMs = deadlineAt - performance.now();
    if (signal.aborted || mostWaitMs <= 0) throw notSent();
    const taken = await this.#ledger.take(this.#account, cost, mostWaitMs);
    this.#last = taken;
    this.#lastAt = performance.now();
    if (!taken.isTaken) throw new BudgetUsedUp(taken);
    // Who only wants to know is told at once; an order waits as long as it may.
    if (effect === 'read' && taken.because === 'blocked' && taken.waitMs > LONGEST_READ_WAIT_MS) {
      await this.#ledger.giveBack(this.#account, cost);
      throw new BudgetUsedUp(taken);
    }
    const places = this.#places[effect];
    try {
      if (taken.waitMs > 0) await sleep(taken.waitMs, signal);
      await places.enter(signal, notSent);
    } catch (error) {
      await this.#ledger.giveBack(this.#account, cost);
      throw error;
    }
    return () => places.leave();
  }
}

const WHY: Readonly<Record<NonNullable<Taken['because']>, string>> = {
  bucket: 'the request budget of this account is used up for now',
  blocked: 'the vendor asked for a pause',
  day: "the day's quota of this account is used up",
};

/** Our own count said no; the vendor was not asked. */
export class BudgetUsedUp extends AdapterError {
  constructor({ because = 'bucket', waitMs }: Taken) {
    super('rate-limited', { outcome: 'not-done', message: WHY[because], retryAfterMs: waitMs });
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
