export { createRegistry, type RegistryOptions } from './registry.ts';
export { checkSettings, SettingsError, type SettingsProblem } from './settings.ts';
export type * from './types.ts';
