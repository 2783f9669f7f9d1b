export { startPinduoduoTwin, type PinduoduoTwin, type PinduoduoTwinOptions, type Purchase } from './twin.ts';
export { spawnPinduoduoTwin, type SpawnedPinduoduoTwin } from './spawn.ts';
export { signatureOf } from './signature.ts';
export type { Goods } from './goods.ts';
export type { ReportRow } from './promotion.ts';
