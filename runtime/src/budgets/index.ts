import { memoryLedger, type BudgetLedger } from '@onebasket/adapter-registry';
import type { Log } from '../log/log.ts';
import { redisLedger } from './redis-ledger.ts';

export { redisLedger, type RedisLedgerOptions } from './redis-ledger.ts';
export { shareCircuits } from './share-circuits.ts';

/** Where spent requests are counted: in Redis when the bus is there, else in this process. */
export function openLedger(busUrl: string, log: Log): BudgetLedger & { close(): Promise<void> } {
  return /^rediss?:/.test(busUrl) ? redisLedger(busUrl, log) : { ...memoryLedger(), close: () => Promise.resolve() };
}
