export { startJdVopTwin, type JdVopTwin, type JdVopTwinOptions } from './twin.ts';
export { spawnJdVopTwin, type SpawnedJdVopTwin } from './spawn.ts';
export { demoGoods, type VopGoods } from './catalogue.ts';
export type { VopMessage } from './message-box.ts';
export type { TwinLine, TwinOrder } from './order.ts';
