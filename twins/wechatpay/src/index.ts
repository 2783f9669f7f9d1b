export { startWechatpayTwin, type Credentials, type WechatpayTwin, type WechatpayTwinOptions } from './twin.ts';
export { spawnWechatpayTwin, type SpawnedWechatpayTwin } from './spawn.ts';
export type { Delivery } from './notifications.ts';
export type { Refund, Trade, TradeState } from './trades.ts';
export type { SigningMode } from './signer.ts';
