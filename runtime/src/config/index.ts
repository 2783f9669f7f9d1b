export { ConfigError, type ConfigProblem } from './config-error.ts';
export { configJsonSchema } from './json-schema.ts';
export { loadConfig, parseConfig, type ParseOptions } from './parse-config.ts';
export { pointOut } from './point-out.ts';
export { configSchema } from './schema.ts';
export type { AdapterConfig, Config, ConnectionConfig } from './types.ts';
export type { ReviewConfig } from './types.ts';
export type { ReviewAction, ReviewRule, RuleAmount, RuleGoods } from './review-rules.ts';
export {
  AFTER_SALE_KINDS,
  DEFAULT_AFTER_SALES,
  type AfterSaleKind,
  type AfterSaleRule,
  type AfterSalesConfig,
} from './after-sale-rules.ts';
