export { startWooCommerceTwin, type WooCommerceTwin } from './twin.ts';
export { spawnWooCommerceTwin, type SpawnedWooCommerceTwin } from './spawn.ts';
export {
  parseTax,
  type ApiKey,
  type CouponOption,
  type ShippingMethod,
  type ShippingZone,
  type TaxOption,
  type WooCommerceTwinOptions,
} from './options.ts';
export { demoCatalogue, DEMO_SHOPS, type DemoShop } from './demo/index.ts';
export type { Product } from './catalogue/product.ts';
export type { Parcel } from './shipping-desk.ts';
