export { startTaobaoTwin, type Purchase, type TaobaoTwin, type TaobaoTwinOptions } from './twin.ts';
export { spawnTaobaoTwin, type SpawnedTaobaoTwin } from './spawn.ts';
export { signatureOf } from './signature.ts';
export type { TwinItem, TwinOffer } from './items.ts';
export type { Ban } from './limits.ts';
export type { ReportRow } from './report.ts';
