export { startEbayTwin, type EbayTwin, type EbayTwinOptions } from './twin.ts';
export { spawnEbayTwin } from './spawn.ts';
export type { TwinItem } from './items.ts';
export type { Notification } from './notifier.ts';
