import { createHash } from 'node:crypto';
import { memoryLedger, type Account, type BudgetLedger, type Taken } from '@onebasket/adapter-registry';
import { createClient } from 'redis';
import type { Log } from '../log/log.ts';
import { BUDGET_SCRIPT } from './budget-script.ts';

const SHA = createHash('sha1').update(BUDGET_SCRIPT).digest('hex');
/** A count that does not come back soon is not waited for: vendors are slower than Redis, but buyers wait for both. */
const ANSWER_WITHIN_MS = 500;

export interface RedisLedgerOptions {
  /** For tests; default: Redis's own clock. */
  readonly nowMs?: () => number;
}

/**
 * Counts in Redis, so that all replicas share what a vendor grants. While Redis is away each process counts for itself: vendors then see up to as
 * many budgets as there are processes, and what they say ("429, not before …") is heard all the same.
 */
export function redisLedger(
  url: string,
  log: Log,
  { nowMs = () => 0 }: RedisLedgerOptions = {},
): BudgetLedger & { close(): Promise<void> } {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { reconnectStrategy: retries => Math.min(100 * 2 ** retries, 3_000) },
  });
  client.on('error', error => log.warn('redis', { part: 'budgets', error: String(error) }));
  // Not awaited: until it is there, the count in memory stands in.
  client.connect().catch((error: unknown) => log.warn('redis', { part: 'budgets', error: String(error) }));
  const alone = memoryLedger();

  const run = async (deed: string, { id, grant }: Account, ...more: readonly (number | undefined)[]): Promise<unknown> => {
    const call = {
      keys: [`onebasket:budget:${id}`],
      arguments: [
        deed,
        String(nowMs()),
        String(grant.burst),
        String(grant.perSecond),
        String(grant.perDay ?? -1),
        String(offsetMs(grant.dayOffset)),
        ...more.map(value => (value === undefined ? '' : String(value))),
      ],
    };
    const evaluate = async () => {
      try {
        return await client.evalSha(SHA, call);
      } catch (error) {
        if (!String(error).includes('NOSCRIPT')) throw error;
        return client.eval(BUDGET_SCRIPT, call);
      }
    };
    return within(evaluate(), ANSWER_WITHIN_MS);
  };
  const orAlone = async <T>(shared: () => Promise<T>, own: () => Promise<T>): Promise<T> => {
    if (!client.isReady) return own();
    try {
      return await shared();
    } catch (error) {
      log.warn('the shared budget could not be read, this process counts alone', { error: String(error) });
      return own();
    }
  };

  return {
    take: (account, cost, mostWaitMs) =>
      orAlone(
        async () => toTaken((await run('take', account, cost, mostWaitMs)) as readonly (string | number)[]),
        () => alone.take(account, cost, mostWaitMs),
      ),
    giveBack: (account, cost) =>
      orAlone(
        async () => void (await run('give', account, cost)),
        () => alone.giveBack(account, cost),
      ),
    note: async (account, reading) => {
      // Kept here as well, so that "not before" holds while Redis is away.
      await alone.note(account, reading);
      const { left, capacity, restorePerSecond, dayLeft, blockedForMs } = reading;
      await orAlone(
        async () => void (await run('note', account, left, capacity, restorePerSecond, dayLeft, blockedForMs)),
        () => Promise.resolve(),
      );
    },
    close: async () => client.destroy(),
  };
}

function toTaken([isTaken, waitMs, because, bucketLeft, dayLeft]: readonly (string | number)[]): Taken {
  return {
    isTaken: Number(isTaken) === 1,
    waitMs: Number(waitMs),
    ...(because ? { because: because as NonNullable<Taken['because']> } : {}),
    bucketLeft: Number(bucketLeft),
    dayLeft: Number(dayLeft),
  };
}

function offsetMs(offset = '+00:00'): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function within<T>(answer: Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer));
}
