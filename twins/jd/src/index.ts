export { startJdTwin, type JdTwin, type JdTwinOptions } from './twin.ts';
export { spawnJdTwin, type SpawnedJdTwin } from './spawn.ts';
export { demoGoods, type TwinGoods } from './catalogue.ts';
export type { MadeLink, OrderRow } from './affiliate.ts';
export { sign } from './signature.ts';
