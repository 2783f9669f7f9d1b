export { startShopifyTwin, type ShopifyTwin, type ShopifyTwinOptions } from './twin.ts';
export { spawnShopifyTwin, type SpawnedShopifyTwin } from './spawn.ts';
export { hmacOfBody, hmacOfQuery } from './signature.ts';
export type { TwinProduct, TwinVariant } from './catalogue.ts';
export type { Shipment, TwinOrder } from './orders.ts';
export type { SignedWebhook } from './webhooks.ts';
