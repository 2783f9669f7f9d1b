import { corrected, givenBack, newBucket, takeFrom, type Bucket } from './bucket.ts';
import type { Account, BudgetLedger } from './ledger.ts';

/** Counts for this process alone. */
export function memoryLedger(nowMs: () => number = Date.now): BudgetLedger {
  const buckets = new Map<string, Bucket>();
  const bucketOf = ({ id, grant }: Account) => buckets.get(id) ?? newBucket(grant, nowMs());
  return {
    async take(account, cost, mostWaitMs) {
      const { bucket, taken } = takeFrom(bucketOf(account), account.grant, cost, mostWaitMs, nowMs());
      buckets.set(account.id, bucket);
      return taken;
    },
    async giveBack(account, cost) {
      buckets.set(account.id, givenBack(bucketOf(account), account.grant, cost));
    },
    async note(account, reading) {
      buckets.set(account.id, corrected(bucketOf(account), account.grant, reading, nowMs()));
    },
  };
}
