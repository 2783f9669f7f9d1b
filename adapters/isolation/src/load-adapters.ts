import type { Adapter } from '@onebasket/adapter-sdk';
import { AdapterProcess } from './host/adapter-process.ts';
import { isolatedAdapter } from './host/isolated-adapter.ts';
import type { Limits } from './host/confined-process.ts';
import { readablePaths } from './host/readable-paths.ts';
import { readFacts } from './host/read-facts.ts';
import { findPackage } from './find-package.ts';
import { importAdapter } from './import-adapter.ts';

/** One adapter package that is not part of the product. */
export interface AdapterSource {
  /** Its name, or a path to its folder that begins with a dot or a slash. */
  readonly package: string;
  /** Runs it in this process, with everything that this process may do. For code that is trusted like our own. */
  readonly inProcess?: boolean;
}

export interface LoadOptions {
  /** Folder from which names and paths are looked up. */
  readonly from: string;
  /** Ids that are taken: the adapters that ship. */
  readonly taken: readonly string[];
  readonly warn: (message: string) => void;
  readonly limits?: Partial<Limits>;
}

export interface LoadedAdapters {
  readonly adapters: readonly Adapter[];
  /** Ends the processes of isolated adapters. */
  close(): Promise<void>;
}

/** An adapter package that cannot be used; `at` is its place in the list. */
export class AdapterLoadError extends Error {
  readonly at: number;

  constructor(at: number, source: string, reason: string, cause?: unknown) {
    super(`adapter ${source}: ${reason}`, cause === undefined ? undefined : { cause });
    this.name = 'AdapterLoadError';
    this.at = at;
  }
}

const DEFAULT_LIMITS: Limits = { heapMb: 256, unresponsiveMs: 5_000, startWithinMs: 15_000 };

/**
 * Loads adapter packages: each in a process of its own, shared by its connections, which may read its own files and speak to us, and nothing else; or in
 * this process where that is asked for. Rejects with `AdapterLoadError` for the first one that cannot be used.
 */
export async function loadAdapters(sources: readonly AdapterSource[], options: LoadOptions): Promise<LoadedAdapters> {
  const processes: AdapterProcess[] = [];
  const close = async () => {
    await Promise.all(processes.map(one => one.close()));
  };
  try {
    const taken = new Set(options.taken);
    const loading = sources.map(async (source, at) => {
      try {
        const folder = await findPackage(source.package, options.from);
        return source.inProcess === true ? await importAdapter(folder) : await isolated(source, folder, options, processes);
      } catch (error) {
        throw new AdapterLoadError(at, source.package, error instanceof Error ? error.message : String(error), error);
      }
    });
    // All of them, so that none is left behind when one fails.
    const loaded = await Promise.allSettled(loading);
    const adapters = loaded.map((one, at) => {
      if (one.status === 'rejected') throw one.reason;
      const { id } = one.value.manifest;
      if (taken.has(id)) throw new AdapterLoadError(at, sources[at]?.package ?? '', `its id "${id}" is taken by another adapter`);
      taken.add(id);
      return one.value;
    });
    return { adapters, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function isolated(
  source: AdapterSource,
  folder: string,
  { warn, limits }: LoadOptions,
  processes: AdapterProcess[],
): Promise<Adapter> {
  // Before Node 25 the permission model left the network open.
  if (!process.allowedNodeEnvironmentFlags.has('--allow-net')) {
    throw new Error(`isolation needs Node 26, this is ${process.version}; trusted code may run with inProcess: true`);
  }
  const runner = new AdapterProcess({
    name: source.package,
    folder,
    paths: await readablePaths(folder),
    limits: { ...DEFAULT_LIMITS, ...limits },
    warn,
  });
  processes.push(runner);
  const facts = readFacts(await runner.start());
  runner.boundBudget(facts.manifest.budget);
  return isolatedAdapter(facts, runner);
}
