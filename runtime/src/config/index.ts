export { ConfigError, type ConfigProblem } from './config-error.ts';
export { configJsonSchema } from './json-schema.ts';
export { loadConfig, parseConfig, type ParseOptions } from './parse-config.ts';
export { configSchema } from './schema.ts';
export type { Config, ConnectionConfig } from './types.ts';
