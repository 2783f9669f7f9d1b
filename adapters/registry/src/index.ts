export { corrected, givenBack, newBucket, takeFrom, type Bucket } from './budget/bucket.ts';
export type { Account, BudgetLedger, Taken } from './budget/ledger.ts';
export { licenceOf, type Licence } from './licence.ts';
export { memoryLedger } from './budget/memory-ledger.ts';
export type { HealthNews } from './health.ts';
export { createRegistry, type RegistryOptions } from './registry.ts';
export { checkSettings, SettingsError, type SettingsProblem } from './settings.ts';
export type * from './types.ts';
