import type { Adapter } from '@onebasket/adapter-sdk';
import { loadConfig, pointOut, type Config, type Log } from '@onebasket/runtime';
import { dirname, resolve } from 'node:path';
import { shippedAdapterIds, shippedAdaptersFor } from './adapters.ts';

/** A configuration with the adapters that serve it. */
export interface LoadedSystem {
  readonly config: Config;
  readonly adapters: readonly Adapter[];
  /** Ends the processes of isolated adapters. */
  close(): Promise<void>;
}

/**
 * Reads a configuration file and loads the adapter packages that it names, beside those that ship. Rejects with `ConfigError` for everything that is wrong
 * with the file and for a package that cannot be used; no process is left behind then.
 */
export async function loadSystem(file: string, log: Log): Promise<LoadedSystem> {
  // What the packages ask of the settings is not known before they are loaded.
  const named = await loadConfig(file);
  const { adapters: sources } = named;
  const shipped = await shippedAdaptersFor(named);
  if (sources.length === 0) {
    return { config: await loadConfig(file, { adapters: shipped }), adapters: shipped, close: () => Promise.resolve() };
  }
  const { AdapterLoadError, loadAdapters } = await import('@onebasket/adapter-isolation');
  const loaded = await loadAdapters(sources, {
    from: dirname(resolve(file)),
    taken: shippedAdapterIds,
    warn: message => log.child({ part: 'adapters' }).warn(message),
  }).catch(async (error: unknown) => {
    throw error instanceof AdapterLoadError ? await pointOut(file, ['adapters', error.at, 'package'], error.message) : error;
  });
  const adapters = [...shipped, ...loaded.adapters];
  try {
    return { config: await loadConfig(file, { adapters }), adapters, close: () => loaded.close() };
  } catch (error) {
    await loaded.close();
    throw error;
  }
}
