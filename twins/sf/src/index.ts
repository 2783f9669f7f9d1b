export { startSfTwin, type SfTwin, type SfTwinOptions } from './twin.ts';
export { spawnSfTwin, type SpawnedSfTwin } from './spawn.ts';
export { javaUrlEncode, messageDigest } from './signature.ts';
export type { Handover } from './parcels.ts';
