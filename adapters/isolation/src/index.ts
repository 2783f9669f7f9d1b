export { AdapterLoadError, loadAdapters, type AdapterSource, type LoadedAdapters, type LoadOptions } from './load-adapters.ts';
export type { Limits } from './host/confined-process.ts';
