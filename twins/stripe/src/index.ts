export { startStripeTwin, type BuyerStep, type StripeTwin, type StripeTwinOptions } from './twin.ts';
export { spawnStripeTwin, type SpawnedStripeTwin } from './spawn.ts';
export { signatureHeader, type Delivery } from './events.ts';
export type { Intent, IntentStatus } from './intents.ts';
