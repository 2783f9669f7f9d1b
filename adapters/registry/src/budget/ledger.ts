import type { BudgetGrant, BudgetReading } from '@onebasket/adapter-sdk';

/** One vendor account, under the name by which all replicas know it, with what the vendor grants it. */
export interface Account {
  readonly id: string;
  readonly grant: BudgetGrant;
}

/** What became of the wish to spend. */
export interface Taken {
  readonly isTaken: boolean;
  /** Taken: wait so long before the call goes out. Not taken: when to come back. */
  readonly waitMs: number;
  /** Why it has to wait: the bucket is empty, the vendor said "not before", or the day's quota is used up. */
  readonly because?: 'bucket' | 'blocked' | 'day';
  /** Share of the bucket that is left, 0 to 1. */
  readonly bucketLeft: number;
  /** Share of the day's quota that is left, 0 to 1; 1 where there is none. */
  readonly dayLeft: number;
}

/** Keeps count of what is spent at vendors. One in memory serves a process; one in Redis serves all replicas. Never rejects. */
export interface BudgetLedger {
  /** Takes `cost` units, also of the future, but of none that is more than `mostWaitMs` away. */
  take(account: Account, cost: number, mostWaitMs: number): Promise<Taken>;
  /** For a call that never went out. */
  giveBack(account: Account, cost: number): Promise<void>;
  /** The vendor's own count beats ours. */
  note(account: Account, reading: BudgetReading): Promise<void>;
}
