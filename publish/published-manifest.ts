import type { Json } from '@onebasket/core';

export type PackageJson = Readonly<Record<string, Json>>;

/** What only the workspace needs. */
const OURS = new Set(['private', 'scripts', 'devDependencies', 'publishConfig', 'exports', 'bin']);

/**
 * The manifest as it is published: entry points and commands are the built ones that `publishConfig` names, what only the workspace needs is gone.
 * Throws for a package that says nothing of being published.
 */
export function publishedManifest(manifest: PackageJson): PackageJson {
  const config = manifest['publishConfig'] as PackageJson | undefined;
  if (config?.['access'] === undefined)
    throw new Error(`${JSON.stringify(manifest['name'])} has no publishConfig.access: it is not published`);
  const { exports, bin, ...publishConfig } = config;
  const kept = Object.entries(manifest).filter(([key]) => !OURS.has(key));
  return {
    ...Object.fromEntries(kept),
    ...(exports === undefined ? {} : { exports }),
    ...(bin === undefined ? {} : { bin }),
    publishConfig,
  };
}
