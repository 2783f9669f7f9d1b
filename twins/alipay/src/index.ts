export { startAlipayTwin, type AlipayTwin, type AlipayTwinOptions, type Credentials } from './twin.ts';
export { spawnAlipayTwin, type SpawnedAlipayTwin } from './spawn.ts';
export type { Delivery } from './notifications.ts';
export type { Trade, TradeStatus } from './trades.ts';
