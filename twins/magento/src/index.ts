export { startMagentoTwin, type MagentoTwin } from './twin.ts';
export { spawnMagentoTwin } from './spawn.ts';
export type { MagentoTwinOptions, TwinProduct } from './options.ts';
export type { TwinOrder } from './orders.ts';
