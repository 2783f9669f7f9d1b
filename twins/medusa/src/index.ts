export { startMedusaTwin, type MedusaTwin } from './twin.ts';
export type { MedusaTwinOptions, ProductOption, PromotionOption, RegionOption, ShippingOption } from './options.ts';
