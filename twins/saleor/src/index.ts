export { startSaleorTwin, type SaleorTwin } from './twin.ts';
export { ALL_PERMISSIONS } from './options.ts';
export type {
  AppOption,
  ChannelOption,
  PaymentApp,
  ProductOption,
  SaleorTwinOptions,
  ShippingOption,
  VariantOption,
  VoucherOption,
} from './options.ts';
export type { Delivery } from './webhooks.ts';
